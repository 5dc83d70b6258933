"""What a ``VectorIndex`` must do."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.retrieval.vectors import VectorIndex

Vectors = NDArray[np.float32]
SIZE = 8


def unit(draw: np.random.Generator, count: int, size: int = SIZE) -> Vectors:
    """Random unit vectors."""
    vectors = draw.normal(size=(count, size)).astype(np.float32)
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


class VectorIndexSuite(ABC):
    """Derive a class ``Test…`` and say how an index over some vectors is made. Exact: what is found is what comparing all
    of them finds; an index that is only nearly exact says from which ``recall`` on it is good enough."""

    recall = 1.0

    @abstractmethod
    def index(self, vectors: Vectors) -> VectorIndex:
        """An index of these vectors, numbered as they stand."""

    @pytest.mark.parametrize("seed", range(40))
    def test_as_by_comparing_all(self, seed: int) -> None:
        draw = np.random.default_rng(seed)
        count, limit, some = int(draw.integers(1, 40)), int(draw.integers(1, 60)), draw.random() < 0.5
        stored, query = unit(draw, count), unit(draw, 1)[0]
        allowed = draw.random(count) < 0.5 if some else None
        numbers, cosines = self.index(stored).search(query, limit, allowed)
        expected = stored @ query
        open_numbers = np.arange(count) if allowed is None else np.flatnonzero(allowed)
        ranked = open_numbers[np.argsort(-expected[open_numbers])][:limit]
        assert len(np.intersect1d(numbers, ranked)) >= self.recall * len(ranked)
        assert cosines == pytest.approx(expected[numbers], abs=1e-5)
        assert cosines.tolist() == sorted(cosines.tolist(), reverse=True)

    def test_only_what_is_allowed_is_found(self) -> None:
        stored = unit(np.random.default_rng(0), 30)
        allowed = np.arange(30) % 3 == 0
        numbers, _ = self.index(stored).search(stored[1], 30, allowed)
        assert sorted(numbers.tolist()) == list(range(0, 30, 3))

    def test_nothing_allowed_finds_nothing(self) -> None:
        stored = unit(np.random.default_rng(0), 9)
        numbers, cosines = self.index(stored).search(stored[0], 3, np.zeros(9, np.bool_))
        assert len(numbers) == len(cosines) == 0

    def test_without_vectors_nothing_is_found(self) -> None:
        empty = self.index(np.zeros((0, SIZE), np.float32))
        assert len(empty) == 0 and len(empty.search(unit(np.random.default_rng(0), 1)[0], 3)[0]) == 0

    def test_of_equal_vectors_each_is_found(self) -> None:
        stored = np.repeat(unit(np.random.default_rng(0), 1), 5, axis=0)
        index = self.index(stored)
        assert len(index) == 5 and sorted(index.search(stored[0], 5)[0].tolist()) == [0, 1, 2, 3, 4]
