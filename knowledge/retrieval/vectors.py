"""Nearest vectors, each compared; of more in fewer bytes (``narrow.py``), of many not each (``inverted.py``), behind the same
protocol."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import faiss
import numpy as np
from numpy.typing import NDArray

faiss.omp_set_num_threads(1)

Found = tuple[NDArray[np.int64], NDArray[np.float32]]
# How many at most, and which are allowed (None: all).
Wanted = tuple[int, NDArray[np.bool_] | None]


class VectorIndex(Protocol):
    """Finds the stored unit vectors nearest to a query."""

    def __len__(self) -> int: ...

    def search(
        self, query: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Numbers and cosines of at most ``limit`` stored vectors, nearest first; only those ``allowed``."""
        ...


class FlatIndex:
    """Exact search: right for some thousand vectors. It looks at the vectors where they are, in a file too (mmap): an index
    of FAISS's own would hold them a second time."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        self._vectors = np.ascontiguousarray(vectors, np.float32)

    def __len__(self) -> int:
        return len(self._vectors)

    def search(self, query: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_] | None = None) -> Found:
        count, size = self._vectors.shape
        most = min(limit, count)
        scores, numbers = np.empty(most, np.float32), np.empty(most, np.int64)
        if most:
            asked = np.ascontiguousarray(query, np.float32)
            rows = None if allowed is None else np.flatnonzero(allowed)  # of few among many only these are looked at
            chosen = None if rows is None else faiss.IDSelectorArray(len(rows), faiss.swig_ptr(rows))
            one, all_, near, found_at = map(faiss.swig_ptr, (asked, self._vectors, scores, numbers))
            faiss.knn_inner_product(one, all_, size, 1, count, most, near, found_at, chosen)
        found = numbers >= 0
        return numbers[found], scores[found]


def selector(allowed: NDArray[np.bool_]) -> faiss.IDSelector:
    """As FAISS is told what may be found."""
    return faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))  # type: ignore[call-arg, arg-type]


class JoinedIndex:
    """The vectors of several indexes, numbered through."""

    def __init__(self, parts: Sequence[VectorIndex]) -> None:
        self._parts = parts
        self._starts = np.cumsum([0, *map(len, parts)]).tolist()

    def __len__(self) -> int:
        return int(self._starts[-1])

    def search(self, query: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_] | None = None) -> Found:
        return self.search_each(query, [(limit, allowed)])[0]

    def search_each(self, query: NDArray[np.float32], wanted: Sequence[Wanted]) -> list[Found]:
        """What ``search`` finds of each: a limit and what is allowed, which lies in what is allowed of the one before. Often
        that is the same in a part, which then is searched once."""
        none = np.zeros(0, np.int64), np.zeros(0, np.float32)
        found: list[list[Found]] = [[none] for _ in wanted]
        for part, start in zip(self._parts, self._starts, strict=False):
            within = slice(start, start + len(part))
            own = [(limit, None if allowed is None else allowed[within]) for limit, allowed in wanted]
            for all_, (numbers, cosines) in zip(found, _nested(part, query, own), strict=True):
                all_.append((numbers + start, cosines))
        return [_best(all_, limit) for all_, (limit, _) in zip(found, wanted, strict=True)]


def _nested(index: VectorIndex, query: NDArray[np.float32], wanted: Sequence[Wanted]) -> Iterator[Found]:
    most = max(limit for limit, _ in wanted)
    numbers, cosines, is_all = np.zeros(0, np.int64), np.zeros(0, np.float32), False
    for limit, allowed in wanted:
        if allowed is not None:
            own = allowed[numbers]
            numbers, cosines = numbers[own], cosines[own]
        there = len(index) if allowed is None else int(np.count_nonzero(allowed))
        if not is_all and len(numbers) < min(limit, there):
            numbers, cosines = index.search(query, most, allowed)
            is_all = len(numbers) < most
        yield numbers[:limit], cosines[:limit]


def _best(found: Sequence[Found], limit: int) -> Found:
    numbers, cosines = (np.concatenate(some) for some in zip(*found, strict=True))
    best = np.argsort(-cosines, kind="stable")[:limit]
    return numbers[best], cosines[best]
