"""Questions without an answer: how near one is to them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge.places.regions import all_regions
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.unanswered import Unanswered

REGIONS = all_regions()
LANXI, SHANGRAO = REGIONS.get("兰溪市"), REGIONS.get("上饶市")
# Nobody's business; asked in 兰溪; asked in 上饶, and answered somewhere else.
QUESTIONS, WHERE = np.eye(4, dtype=np.float32)[:3], np.array(["", LANXI.code, SHANGRAO.code])
ANSWERED = np.array([[0.0, 0.0, 0.8, 0.6]], np.float32)
KNOWN = Unanswered.of(QUESTIONS, WHERE, Adapter.identity(4), ANSWERED)


def near(*parts: float) -> np.ndarray:
    return KNOWN.compare(np.array([parts], np.float32))[0]


def test_what_is_answered_elsewhere_counts_only_where_it_was_asked() -> None:
    assert KNOWN.nearest(near(0, 0, 1, 0), LANXI) == (0, 0)
    assert KNOWN.nearest(near(0, 0, 1, 0), SHANGRAO) == (0, 1)


def test_what_is_answered_nowhere_counts_everywhere() -> None:
    assert KNOWN.nearest(near(0.6, 0.8, 0, 0), SHANGRAO) == pytest.approx((0.8, 0))
    assert KNOWN.nearest(near(0.6, 0.8, 0, 0), LANXI) == pytest.approx((0.8, 0.8))
    assert KNOWN.nearest(near(0.8, 0.6, 0, 0), None) == pytest.approx((0.8, 0))


def test_what_was_asked_in_the_city_was_asked_in_its_districts() -> None:
    assert KNOWN.nearest(near(0, 0, 1, 0), REGIONS.get("广信区")) == (0, 1)


def test_stored_as_it_was(tmp_path: Path) -> None:
    KNOWN.save(tmp_path / "unanswered.npz")
    stored = Unanswered.load(tmp_path / "unanswered.npz")
    assert stored.vectors.tolist() == KNOWN.vectors.tolist() and stored.where.tolist() == KNOWN.where.tolist()
    assert stored.anywhere.tolist() == KNOWN.anywhere.tolist() == [True, True, False]


def test_seen_as_the_adapter_sees_questions() -> None:
    swap = np.eye(4, dtype=np.float32)[[1, 0, 2, 3]]
    known = Unanswered.of(QUESTIONS, WHERE, replace(Adapter.identity(4), question_matrix=swap), ANSWERED)
    assert known.vectors.tolist() == swap[:3].tolist()
