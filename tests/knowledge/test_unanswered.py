"""Questions without an answer: how near one is to them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.unanswered import Unanswered

KNOWN = Unanswered(np.eye(3, dtype=np.float32), np.array([True, False, True]))


def test_nearest_of_each_kind() -> None:
    questions = np.array([[0.6, 0.8, 0.0], [0.0, 1.0, 0.0], [-1.0, 0.0, 0.0]], np.float32)
    assert KNOWN.nearest(questions) == pytest.approx(np.array([[0.6, 0.8], [0.0, 1.0], [0.0, 0.0]]))


def test_the_question_itself_does_not_count_in_practice() -> None:
    itself = np.array([[1.0, 0.0, 0.0]], np.float32)
    assert KNOWN.nearest(itself)[0, 0] == 1.0
    assert replace(KNOWN, limit=0.97).nearest(itself)[0, 0] == 0.0


def test_none_of_a_kind() -> None:
    nobodys = Unanswered(KNOWN.vectors, np.ones(3, bool))
    assert nobodys.nearest(np.eye(3, dtype=np.float32)[:1]).tolist() == [[1.0, 0.0]]


def test_stored_as_it_was(tmp_path: Path) -> None:
    KNOWN.save(tmp_path / "unanswered.npz")
    stored = Unanswered.load(tmp_path / "unanswered.npz")
    assert stored.vectors.tolist() == KNOWN.vectors.tolist() and stored.is_nobodys.tolist() == [True, False, True]


def test_adapted_as_questions_are() -> None:
    swap = np.eye(3, dtype=np.float32)[[1, 0, 2]]
    adapted = KNOWN.adapted(replace(Adapter.identity(3), question_matrix=swap))
    assert adapted.vectors.tolist() == swap.tolist() and adapted.is_nobodys is KNOWN.is_nobodys
