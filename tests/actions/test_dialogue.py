"""One step of a conversation: what was offered is given as it is true where and when it was asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.contract.status import Status
from actions.conversation import Conversation
from actions.dialogue import Dialogue, Finding, chosen
from actions.memory import Memory
from actions.persons import PersonRecord, Persons
from actions.services.service import Utterance
from knowledge.figures.wording import Wording
from knowledge.places.regions import all_regions
from knowledge.retrieval.result import Hit, Result
from knowledge.retrieval.searcher import Searcher
from tests.actions.conftest import NOW, Begin
from tests.knowledge.figures.small import figures


@pytest.fixture
def dialogue(searcher: Searcher) -> Dialogue:
    """One whose only passage says a figure."""
    wording = Wording.of("每月{figure: wage.monthly}。", figures())
    dialogue = Dialogue(searcher)
    passage = next(p for p in searcher.catalogue.passages if p.id == "nation-overtime-rest")
    dialogue._passages = {"wage": replace(passage, id="wage", wording=wording)}
    return dialogue


@pytest.mark.parametrize(
    ("memory", "answer"),
    [
        (Memory(last_region="兰溪市", last_question="最低工资多少"), "每月2430.5元。"),
        (Memory(last_region="兰溪市", last_question="2025年最低工资多少"), "每月2260元。"),
        (Memory(region="兰溪市"), "每月2430.5元。"),
        (Memory(last_region="上饶市", region="兰溪市"), None),  # not the figure of another place
        (Memory(), None),
    ],
)
def test_what_was_chosen_is_told_for_the_place_and_the_time_of_the_question(
    dialogue: Dialogue, memory: Memory, answer: str | None
) -> None:
    found = chosen(replace(memory, choices=("wage",)), 1, dialogue)
    assert (found and found[0].passage.answer) == answer


def test_what_is_said_again_is_told_for_the_same_place(dialogue: Dialogue) -> None:
    again = Utterance(dialogue.read("再说一遍", NOW), "inform", None, None, None)
    (say,), _ = Conversation(dialogue, ()).turn(again, None, Memory(last_region="兰溪市", last_passage="wage"))
    assert "每月2430.5元。" in say.text


def test_a_guide_for_the_trade_does_not_ask_for_a_place_that_is_known(dialogue: Dialogue) -> None:
    of_nation = next(p for p in dialogue.searcher.catalogue.passages if p.region.depth == 0)
    asking = Wording.of("{no city: 您在哪个市|打12333}。", figures())
    dialogue._passages = {"guide-wages-site": replace(of_nation, id="guide-wages-site", wording=asking)}
    found = Result(
        "guide", (), all_regions().get("兰溪市"), None, guide=Hit(replace(of_nation, id="guide-wages-owed"), 1.0)
    )
    site = dialogue._narrowed(found, Memory(persons=Persons({"self": PersonRecord(trade="瓦工")})))
    assert site.guide and site.guide.passage.answer == "打12333。"


def test_a_number_that_was_not_offered(dialogue: Dialogue) -> None:
    assert chosen(Memory(choices=("wage",)), 2, dialogue) is None
    assert chosen(Memory(choices=("gone",), region="兰溪市"), 1, dialogue) is None


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


class AlwaysFinds:
    """A searcher that finds one passage for every half sentence."""

    def __init__(self, real: Searcher, id: str) -> None:
        self.real = real
        self._found = next(passage for passage in real.catalogue.passages if passage.id == id)

    def __getattr__(self, name: str) -> object:
        return getattr(self.real, name)

    def within_matter(self, *arguments: object) -> Result:
        return Result("answer", (Hit(self._found, 0.9),), None, None)


@pytest.mark.parametrize(("share", "none", "is_told"), [(0.6, 0.3, True), (0.4, 0.3, False), (0.6, 0.8, False)])
def test_a_story_hears_of_its_topic_where_that_is_sure(
    searcher: Searcher, share: float, none: float, is_told: bool
) -> None:
    guide = replace(searcher.catalogue.passages[0], id="guide", kind="guide")
    found = Result("refuse", (), None, None, none=none, guide=Hit(guide, share))
    topic = Dialogue(searcher).topic_of(Finding(found, Memory(), "老板叫我别来了"))
    assert (topic is not None) is is_told
    assert topic is None or (topic.memory.matter, topic.result and topic.result.decision) == ("guide", "guide")


@pytest.mark.parametrize(("message", "intent"), [("找谁要", "find_job"), ("能领多少", "pension_estimate")])
def test_a_half_sentence_after_an_answer_begins_no_service(talk: Begin, message: str, intent: str) -> None:
    person = talk("兰溪市")
    person.say("休息日加班工资怎么算？", "ask")
    person.say(message, intent)
    assert Status.ASKING not in person.statuses
