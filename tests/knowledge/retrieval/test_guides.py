"""Which topic the candidates speak of, when none of them is sure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from knowledge.library.content import Content, Passage
from knowledge.retrieval.guides import Guides, GuideThresholds, names_years_of


@pytest.fixture
def passages(content: Content) -> list[Passage]:
    """Of five passages the first is a guide that covers the second and the third."""
    some = [replace(passage, id=f"p-{number}", covers=()) for number, passage in enumerate(content.passages[:5])]
    return [replace(some[0], kind="guide", covers=("p-1", "p-2")), *some[1:]]


@pytest.fixture
def guides(passages: list[Passage]) -> Guides:
    return Guides.of(passages)


def test_a_guide_covers_itself_and_what_it_names(guides: Guides) -> None:
    assert guides.guide_of.tolist() == [0, 0, 0, -1, -1]


def test_a_guide_that_is_not_told_covers_nothing(passages: list[Passage]) -> None:
    live = np.array([False, True, True, True, True])
    assert Guides.of(passages, live).guide_of.tolist() == [-1] * 5


def test_a_topic_has_the_shares_of_all_it_covers(guides: Guides) -> None:
    numbers, shares = np.array([0, 2, 3, 4]), np.array([0.2, 0.25, 0.35, 0.2], np.float32)
    assert guides.likeliest(numbers, shares) == (0, pytest.approx(0.45))


def test_what_no_guide_covers_has_no_topic(guides: Guides) -> None:
    assert guides.likeliest(np.array([3, 4]), np.array([0.5, 0.5], np.float32)) is None


@pytest.mark.parametrize(
    ("share", "none", "is_lost", "allowed"),
    [(0.35, 0.2, False, True), (0.35, 0.2, True, False), (0.6, 0.7, True, True), (0.9, 0.8, True, False)],
)
def test_a_lost_question_needs_a_surer_topic(share: float, none: float, is_lost: bool, allowed: bool) -> None:
    assert GuideThresholds().allow(share, none, is_lost) is allowed


@pytest.mark.parametrize(("share", "answer", "preferred"), [(0.9, 0.3, True), (0.9, 0.6, False), (0.4, 0.3, False)])
def test_a_sure_topic_goes_before_an_unsure_answer(share: float, answer: float, preferred: bool) -> None:
    assert GuideThresholds().prefer(share, answer) is preferred


@pytest.mark.parametrize(
    ("question", "text", "named"),
    [
        ("1969年出生的男职工什么时候退休", "男的61岁几时退", False),
        ("1969年出生的男职工什么时候退休", "69年的男的几时退", True),
        ("1969年出生的男职工什么时候退休", "我1969年生", True),
        ("失业金怎么领", "失业金", True),
    ],
)
def test_what_is_of_a_year_is_asked_for_with_that_year(question: str, text: str, named: bool) -> None:
    assert names_years_of(question, text) is named
