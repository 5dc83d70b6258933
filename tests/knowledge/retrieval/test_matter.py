"""Where a half sentence that names nothing is looked for, and which of what is found there answers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from knowledge.library.content import Content, Passage
from knowledge.retrieval.guides import Guides
from knowledge.retrieval.matter import best_of, matters, nearness
from knowledge.retrieval.result import Hit, Result


@pytest.fixture
def passages(content: Content) -> list[Passage]:
    """A guide that covers the second; what the second leads to; one of its category; one of another."""
    some = [
        replace(passage, id=f"p-{number}", covers=(), next=(), category="工伤保险")
        for number, passage in enumerate(content.passages[:5])
    ]
    guide = replace(some[0], kind="guide", covers=("p-1",), category="就业服务")
    return [
        guide,
        replace(some[1], next=("p-2",)),
        replace(some[2], category="劳动争议"),
        some[3],
        replace(some[4], category="社保卡"),
    ]


def test_a_matter_widens_from_guide_and_links_to_category(passages: list[Passage]) -> None:
    found = [mask.tolist() for mask in matters(1, passages, Guides.of(passages))]
    assert found == [[True, True, True, False, False], [True, True, True, True, False]]


def test_what_leads_to_a_passage_is_of_its_matter(passages: list[Passage]) -> None:
    narrow = next(matters(2, passages, Guides.of(passages)))
    assert narrow.tolist() == [False, True, True, False, False]


def found(passages: list[Passage], number: int, share: float, none: float, decision: str = "answer") -> Result:
    hits = (Hit(passages[number], share * (1 - none)),)
    return Result(decision, hits, None, None, none=none)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("near", "wide", "best"),
    [
        ((0.6, 0.1), (0.9, 0.1), 1),  # clear where it is nearest
        ((0.4, 0.1), (0.7, 0.1), 3),  # clearer farther off
        ((0.4, 0.1), (0.4, 0.1), 1),  # clear nowhere, but something answers
        ((0.8, 0.6), (0.9, 0.1), 1),  # hardly likely, but one stands out
        ((0.6, 0.6), (0.9, 0.1), 3),
    ],
)
def test_the_nearest_that_stands_out_answers(
    passages: list[Passage], near: tuple[float, float], wide: tuple[float, float], best: int
) -> None:
    result = best_of([found(passages, 1, *near), found(passages, 3, *wide)])
    assert result.decision == "answer" and result.hits[0].passage.id == f"p-{best}"


def test_wider_matters_are_not_looked_for_where_a_nearer_one_stands_out(passages: list[Passage]) -> None:
    looked_for: list[str] = []

    def among() -> Iterator[Result]:
        for number, name in enumerate(("near", "wide", "everywhere"), 1):
            looked_for.append(name)
            yield found(passages, number, 0.4 if name == "near" else 0.9, 0.1)

    assert best_of(among()).hits[0].passage.id == "p-2"
    assert looked_for == ["near", "wide"]


def test_nothing_sure_is_refused_with_what_was_nearest(passages: list[Passage]) -> None:
    result = best_of([found(passages, 1, 0.6, 0.6), found(passages, 3, 0.99, 0.9, "refuse")])
    assert result.decision == "refuse" and result.hits[0].passage.id == "p-1"


@pytest.mark.parametrize(("other", "near"), [(0, "matter"), (1, "matter"), (2, "matter"), (3, "category"), (4, "far")])
def test_how_near_a_passage_is_to_the_matter(passages: list[Passage], other: int, near: str) -> None:
    assert nearness(1, other, passages, Guides.of(passages)) == near
