"""Papers in a real database."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest
from sqlalchemy import Engine

from knowledge.papers.listing import UnknownPaper, listed, remove
from knowledge.papers.paper import Listed, Paper
from knowledge.papers.splitting import Excerpt
from knowledge.papers.storing import add, read_library
from tests.knowledge.papers.conftest import LetterEncoder

PAPER = Paper("补贴办法", dt.date(2026, 1, 2), (Excerpt("第一条", "按月发。"), Excerpt("", "到期停发。")))


def test_added_listed_replaced_removed(engine: Engine, letters: Any) -> None:
    assert add(engine, letters, PAPER, "办法.txt", "舟山市") == (1, False)
    assert add(engine, letters, PAPER, "办法.txt", "") == (2, False)
    shorter = Paper("补贴办法（新）", None, PAPER.excerpts[:1])
    assert add(engine, letters, shorter, "办法.txt", "舟山市") == (1, True)
    first, second = listed(engine)
    assert first == Listed(1, "补贴办法（新）", "舟山市", "办法.txt", None, False, 1)
    assert second == Listed(2, "补贴办法", "", "办法.txt", dt.date(2026, 1, 2), False, 2)
    remove(engine, 1)
    assert listed(engine) == [second]
    assert [excerpt.text for excerpt in read_library(engine, letters).excerpts] == ["按月发。", "到期停发。"]
    with pytest.raises(UnknownPaper):
        remove(engine, 1)


def test_another_encoder_makes_new_vectors(engine: Engine, letters: Any) -> None:
    add(engine, letters, PAPER, "办法.txt", "")
    before = read_library(engine, letters)
    other: Any = LetterEncoder("others")
    other.passages = lambda texts: letters.passages(texts)._replace(vectors=-letters.passages(texts).vectors)
    np.testing.assert_array_equal(read_library(engine, other).vectors, -before.vectors)


def test_nothing_yet(engine: Engine, letters: Any) -> None:
    library = read_library(engine, letters)
    assert library.excerpts == [] and library.vectors.shape == (0, letters.size)
