"""One step of a conversation: what was offered is given as it is true where and when it was asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.conversation import Conversation
from actions.dialogue import Dialogue, chosen
from actions.finding import Finding, Knowledge
from actions.memory import Memory
from actions.services.service import Utterance
from knowledge.figures.wording import Wording
from knowledge.retrieval.result import Hit, Result
from knowledge.retrieval.searcher import Searcher
from tests.actions.conftest import NOW
from tests.knowledge.figures.small import figures


@pytest.fixture
def dialogue(searcher: Searcher) -> Dialogue:
    """One whose only passage says a figure."""
    wording = Wording.of("每月{figure: wage.monthly}。", figures())
    dialogue = Dialogue(searcher)
    passage = next(p for p in searcher.catalogue.passages if p.id == "nation-overtime-rest")
    dialogue.knowledge = Knowledge(searcher, {"wage": replace(passage, id="wage", wording=wording)})
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


def test_a_number_that_was_not_offered(dialogue: Dialogue) -> None:
    assert chosen(Memory(choices=("wage",)), 2, dialogue) is None
    assert chosen(Memory(choices=("gone",), region="兰溪市"), 1, dialogue) is None


@pytest.mark.parametrize(("share", "none", "is_told"), [(0.6, 0.3, True), (0.4, 0.3, False), (0.6, 0.8, False)])
def test_a_story_hears_of_its_topic_where_that_is_sure(
    searcher: Searcher, share: float, none: float, is_told: bool
) -> None:
    guide = replace(searcher.catalogue.passages[0], id="guide", kind="guide")
    found = Result("refuse", (), None, None, none=none, guide=Hit(guide, share))
    topic = Dialogue(searcher).topic_of(Finding(found, Memory(), "老板叫我别来了"))
    assert (topic is not None) is is_told
    assert topic is None or (topic.memory.matter, topic.result and topic.result.decision) == ("guide", "guide")
