"""Half sentences: what they are taken to be about, and what is remembered of them."""

from __future__ import annotations

import pytest

from actions.contract.status import Status
from knowledge.retrieval.result import Hit, Result
from knowledge.retrieval.searcher import Searcher
from tests.actions.conftest import Begin


class AlwaysFinds:
    """A searcher that finds one passage for every half sentence."""

    def __init__(self, real: Searcher, id: str) -> None:
        self.real = real
        self._found = next(passage for passage in real.catalogue.passages if passage.id == id)

    def __getattr__(self, name: str) -> object:
        return getattr(self.real, name)

    def within_matter(self, *arguments: object) -> Result:
        return Result("answer", (Hit(self._found, 0.9),), None, None)


def test_a_half_sentence_that_finds_nothing_leaves_the_matter_spoken_of(talk: Begin) -> None:
    person = talk("兰溪市")
    person.say("休息日加班工资怎么算？", "ask")
    assert "休息日加班工资怎么算" in person.say("网上能办吗", "ask") and person.statuses == [Status.REFUSED]
    assert (person.memory.matter, person.memory.last_passage) == ("nation-overtime-rest", "nation-overtime-rest")


def test_a_whole_question_that_finds_nothing_ends_the_matter(talk: Begin) -> None:
    person = talk("兰溪市")
    person.say("休息日加班工资怎么算？", "ask")
    person.say("我想知道退休职工的体检报告该去哪一家医院拿", "ask")
    assert (person.memory.matter, person.memory.last_passage) == (None, None)


@pytest.mark.parametrize("message", ["要带啥", "找谁呢", "网上能办吗", "多久办得下来", "周末开门吗", "能代办不"])
def test_a_half_sentence_with_nothing_before_it_is_asked_what_it_is_about(talk: Begin, message: str) -> None:
    person = talk("兰溪市")
    person.say(message, "ask")
    assert person.statuses == [Status.NOT_UNDERSTOOD]


def test_what_a_half_sentence_asked_is_remembered_as_the_question_of_its_entry(talk: Begin) -> None:
    """So that "去年呢" asks that again, and not the half sentence."""
    person = talk("兰溪市")
    person.say("单位多久之内要签书面劳动合同？", "ask")
    person.dialogue.use(AlwaysFinds(person.dialogue.searcher, "nation-overtime-rest"))  # type: ignore[arg-type]
    try:
        person.say("多少钱", "ask")
    finally:
        person.dialogue.use(person.dialogue.searcher.real)  # type: ignore[attr-defined]
    assert person.memory.last_question == "休息日加班工资怎么算？"


@pytest.mark.parametrize(("message", "intent"), [("找谁要", "find_job"), ("能领多少", "pension_estimate")])
def test_a_half_sentence_after_an_answer_begins_no_service(talk: Begin, message: str, intent: str) -> None:
    person = talk("兰溪市")
    person.say("休息日加班工资怎么算？", "ask")
    person.say(message, intent)
    assert Status.ASKING not in person.statuses
