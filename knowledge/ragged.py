"""Rows of different lengths in one flat array."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import DTypeLike, NDArray

Scalar = TypeVar("Scalar", bound=np.generic)
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Ragged(Generic[Scalar]):
    """Row i is ``values[offsets[i] : offsets[i + 1]]``, as in Apache Arrow's variable-size lists (cf. ColBERT's
    ``strided_tensor.py``). ``offsets`` has shape (rows + 1,) and starts with 0. Never changes."""

    values: NDArray[Scalar]
    offsets: Numbers

    @classmethod
    def of(cls, rows: Sequence[NDArray[Scalar]], dtype: DTypeLike) -> Ragged[Scalar]:
        """From one array a row."""
        values: NDArray[Any] = np.concatenate([np.zeros(0, dtype), *rows])
        return cls.counted(values, [len(row) for row in rows])

    @classmethod
    def counted(cls, values: NDArray[Scalar], counts: Sequence[int] | Numbers) -> Ragged[Scalar]:
        """From the values of all rows and how many each has."""
        offsets = np.zeros(len(counts) + 1, np.int64)
        np.cumsum(counts, out=offsets[1:])
        return cls(values, offsets)

    @classmethod
    def joined(cls, parts: Sequence[Ragged[Scalar]]) -> Ragged[Scalar]:
        """The rows of all parts (at least one), one part after another."""
        values = np.concatenate([part.values for part in parts])
        return cls.counted(values, np.concatenate([part.counts for part in parts]))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, row: int) -> NDArray[Scalar]:
        return self.values[self.offsets[row] : self.offsets[row + 1]]

    @property
    def nbytes(self) -> int:
        return self.values.nbytes + self.offsets.nbytes

    @property
    def counts(self) -> Numbers:
        """How many values each row has."""
        return np.diff(self.offsets)

    @cached_property
    def owner(self) -> NDArray[np.int32]:
        """The row of each value."""
        return np.repeat(np.arange(len(self), dtype=np.int32), self.counts)

    def places(self, rows: NDArray[np.integer[Any]]) -> Numbers:
        """Where the values of some rows are, one row after another."""
        return ranges(self.offsets[rows], self.offsets[rows + 1])

    def take(self, rows: NDArray[np.integer[Any]]) -> Ragged[Scalar]:
        """Some rows, in the order asked for."""
        counts = self.offsets[rows + 1] - self.offsets[rows]
        return Ragged.counted(self.values[self.places(rows)], counts)


def ranges(first: Numbers, last: Numbers) -> Numbers:
    """The numbers from each of ``first`` to before each of ``last``, one range after another."""
    counts = last - first
    numbers: Numbers = np.arange(counts.sum()) + np.repeat(first - np.cumsum(counts) + counts, counts)
    return numbers
