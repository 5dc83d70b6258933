"""What others said after an answer: what of it is like what is said now, and what answered it then."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.catalogue import Catalogue
from knowledge.retrieval.features import SAID_FEATURES
from knowledge.retrieval.said_next import NO_VOTES, KnownNext, SaidNext

CONTRACT, OVERTIME, LODGING = "nation-contract-written", "nation-overtime-rest", "lanxi-lodging"
# Two callers after the contract: the first works on rest days, the second has no bed, and says a word that needs no answer;
# a third speaks after an entry that nobody knows.
LINES = np.eye(5, dtype=np.float32)[:4]
AFTER, ANSWERS, CALLERS = (
    [CONTRACT, CONTRACT, CONTRACT, "gone"],
    [[OVERTIME], [LODGING, "gone"], [], [OVERTIME]],
    [0, 1, 1, 2],
)


@pytest.fixture(scope="module")
def said() -> SaidNext:
    return SaidNext.of(LINES, AFTER, ANSWERS, CALLERS, Adapter.identity(5))


@pytest.fixture(scope="module")
def known(said: SaidNext, catalogue: Catalogue) -> KnownNext:
    return KnownNext(said, catalogue)


def compared(known: KnownNext, catalogue: Catalogue, line: int, **named: int) -> dict[str, dict[str, float]]:
    """The features of the three entries for what the caller of a line said, in his very words."""
    numbers = np.array(sorted(catalogue.number_of["content", id] for id in (CONTRACT, OVERTIME, LODGING)))
    features = known.compare(LINES[line], catalogue.number_of["content", CONTRACT], numbers, **named)
    ids = [catalogue.passages[number].id for number in numbers]
    return {id: dict(zip(SAID_FEATURES, row, strict=True)) for id, row in zip(ids, features.tolist(), strict=True)}


def test_what_answered_the_like_is_nearest(known: KnownNext, catalogue: Catalogue) -> None:
    found = compared(known, catalogue, 0)
    assert found[OVERTIME]["said_after_it"] == found[OVERTIME]["said_in_matter"] == pytest.approx(1)
    assert found[LODGING]["said_anywhere"] == pytest.approx(0)
    assert found[OVERTIME]["votes"] > found[LODGING]["votes"] >= found[CONTRACT]["votes"] == NO_VOTES
    assert found[OVERTIME]["silent_rather"] < 0


def test_what_often_comes_next_is_likelier_than_what_never_does(known: KnownNext, catalogue: Catalogue) -> None:
    found = compared(known, catalogue, 2)
    assert found[OVERTIME]["comes_next"] > found[CONTRACT]["comes_next"]
    assert found[LODGING]["comes_next"] > found[CONTRACT]["comes_next"]


def test_what_needed_no_answer_says_that_nothing_does(known: KnownNext, catalogue: Catalogue) -> None:
    assert compared(known, catalogue, 2)[OVERTIME]["silent"] > 0.9
    assert compared(known, catalogue, 0)[OVERTIME]["silent"] < 0.1


def test_practice_does_not_find_what_its_caller_said(known: KnownNext, catalogue: Catalogue) -> None:
    found = compared(known, catalogue, 0, caller=0)
    assert found[OVERTIME]["said_anywhere"] == 0 and found[OVERTIME]["votes"] == NO_VOTES
    assert found[LODGING]["votes"] > NO_VOTES


def test_most_votes_first(known: KnownNext, catalogue: Catalogue) -> None:
    at = catalogue.number_of["content", CONTRACT]
    assert known.voted(LINES[1], at, 1) == {catalogue.number_of["content", LODGING]}
    assert known.voted(LINES[1], at, 1, caller=1) == {catalogue.number_of["content", OVERTIME]}


def test_where_nobody_said_anything_nothing_is_known(catalogue: Catalogue) -> None:
    nothing = KnownNext(SaidNext.of(LINES[:0], [], [], [], Adapter.identity(5)), catalogue)
    assert nothing.voted(LINES[0], 0, 3) == set()
    assert not nothing.compare(LINES[0], 0, np.array([0, 1]))[:, :3].any()


def test_stored_as_it_was(said: SaidNext, tmp_path: Path) -> None:
    said.save(tmp_path / "said-next.npz")
    stored = SaidNext.load(tmp_path / "said-next.npz")
    for name, array in said.__dict__.items():
        assert getattr(stored, name).tolist() == array.tolist(), name
