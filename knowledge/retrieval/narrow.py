"""Nearest vectors among thousands: all are compared, a byte a dimension, which is a quarter of what the processor has to
fetch; what is found so is compared with the question itself."""

from __future__ import annotations

import faiss
import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.vectors import FlatIndex, Found, selector

# From so many on a question is answered in less time.
SOME = 5_000
# Of so many times as many as are wanted the true cosines are looked at.
COMPARED = 2
BYTES = faiss.ScalarQuantizer.QT_8bit


class NarrowIndex:
    """Nearly exact; its cosines are. The vectors may be in a file (mmap): they are looked at where they are."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        self._vectors, self._all = vectors, FlatIndex(vectors)
        self._bytes = faiss.IndexScalarQuantizer(vectors.shape[1], BYTES, faiss.METRIC_INNER_PRODUCT)
        if len(vectors) >= SOME:
            self._bytes.train(vectors)
            self._bytes.add(vectors)

    def __len__(self) -> int:
        return len(self._vectors)

    def search(self, query: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_] | None = None) -> Found:
        if (len(self) if allowed is None else int(np.count_nonzero(allowed))) < SOME:
            return self._all.search(query, limit, allowed)
        parameters = None if allowed is None else faiss.SearchParameters(sel=selector(allowed))  # type: ignore[call-arg]
        _, found = self._bytes.search(query[None], COMPARED * limit, params=parameters)
        return compared(self._vectors, query, found[0], limit)


def compared(vectors: NDArray[np.float32], query: NDArray[np.float32], found: NDArray[np.int64], limit: int) -> Found:
    """Of what FAISS found (-1: nothing more) the nearest by the vectors themselves."""
    numbers = found[found >= 0]
    cosines = vectors[numbers] @ query
    best = np.argsort(-cosines, kind="stable")[:limit]
    return numbers[best], cosines[best]
