"""Nearest vectors. Flat FAISS today; IVF or pgvector fit behind the same protocol."""

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
    """Exact search: right for up to some 100,000 vectors."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(np.ascontiguousarray(vectors))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, query: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_] | None = None) -> Found:
        if not len(self):
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        parameters = None
        if allowed is not None:
            selector = faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))  # type: ignore[call-arg, arg-type]
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        scores, numbers = self._index.search(query[None], min(limit, len(self)), params=parameters)
        found = numbers[0] >= 0
        return numbers[0][found], scores[0][found]


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
