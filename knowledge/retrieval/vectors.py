"""Nearest vectors. Flat FAISS today; IVF or pgvector fit behind the same protocol."""

from __future__ import annotations

from typing import Protocol

import faiss
import numpy as np
from numpy.typing import NDArray

faiss.omp_set_num_threads(1)


class VectorIndex(Protocol):
    """Finds the stored unit vectors nearest to a query."""

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

    def search(
        self, query: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        parameters = None
        if allowed is not None:
            selector = faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))  # type: ignore[call-arg, arg-type]
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        limit = min(limit, self._index.ntotal)
        scores, numbers = self._index.search(query[None], limit, params=parameters)
        found = numbers[0] >= 0
        return numbers[0][found], scores[0][found]
