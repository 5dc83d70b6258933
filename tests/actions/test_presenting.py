"""What a search came to, in words and buttons."""

from __future__ import annotations

import pytest

from actions.dialogue import Dialogue
from actions.presenting import HOPELESS, result_says
from knowledge.retrieval.result import Hit, Result
from knowledge.retrieval.searcher import Searcher


@pytest.fixture
def hits(searcher: Searcher) -> tuple[Hit, ...]:
    one, two, three = searcher.catalogue.passages[:3]
    return (Hit(one, 0.2), Hit(two, 0.1), Hit(three, 0.001))


def test_a_doubtful_refusal_suggests_what_may_have_been_meant(searcher: Searcher, hits: tuple[Hit, ...]) -> None:
    (say,) = result_says(Result("refuse", hits, None, None, none=HOPELESS - 0.1), Dialogue(searcher))
    assert "12333" in say.text
    assert [button.title for button in say.buttons] == [hit.passage.question for hit in hits[:2]]


def test_a_certain_refusal_suggests_nothing(searcher: Searcher, hits: tuple[Hit, ...]) -> None:
    (say,) = result_says(Result("refuse", hits, None, None, none=HOPELESS + 0.1), Dialogue(searcher))
    assert "12333" in say.text and not say.buttons


def test_what_is_nearly_as_likely_stands_before_what_comes_next(searcher: Searcher, hits: tuple[Hit, ...]) -> None:
    (say,) = result_says(Result("answer", hits, None, None), Dialogue(searcher))
    assert say.text.startswith(hits[0].passage.answer)
    assert say.buttons[0].title == hits[1].passage.question
    assert len({button.title for button in say.buttons}) == len(say.buttons)
