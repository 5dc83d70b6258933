"""Nearest vectors, each compared; of many not each (``inverted.py``), behind the same protocol."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import faiss
import numpy as np
from numpy.typing import NDArray

faiss.omp_set_num_threads(1)

Found = tuple[NDArray[np.int64], NDArray[np.float32]]


class VectorIndex(Protocol):
    """Finds the stored unit vectors nearest to a query."""

    def __len__(self) -> int: ...

    def search(
        self, query: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Numbers and cosines of at most ``limit`` stored vectors, nearest first; only those ``allowed``."""
        ...


class FlatIndex:
    """Exact search: right for up to some 50,000 vectors. It looks at the vectors where they are, in a file too (mmap): an
    index of FAISS's own would hold them a second time."""

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
            chosen = None if allowed is None else selector(allowed)
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
        if len(self._parts) == 1:
            return self._parts[0].search(query, limit, allowed)
        numbers, cosines = [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
        for part, start in zip(self._parts, self._starts, strict=False):
            own, near = part.search(query, limit, None if allowed is None else allowed[start : start + len(part)])
            numbers.append(own + start)
            cosines.append(near)
        joined = np.concatenate(cosines)
        best = np.argsort(-joined, kind="stable")[:limit]
        return np.concatenate(numbers)[best], joined[best]
