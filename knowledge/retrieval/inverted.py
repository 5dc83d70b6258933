"""Nearest vectors among many: only the lists nearest to a question are looked through (FAISS IVF), a fifth of what there is
at 100,000 vectors and less the more there are."""

from __future__ import annotations

import faiss
import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.narrow import BYTES, COMPARED, SOME, NarrowIndex, compared
from knowledge.retrieval.vectors import FlatIndex, Found, VectorIndex, selector

# From so many on it takes a third of the time; below, nothing that anybody notices.
MANY = 50_000
# Lists that are looked through. Of questions as they are asked 0.99 of what is nearest is in them (docs/measured.md).
PROBED = 128
# With no more than these allowed, all of them are compared.
FEW = 20_000
# For the middles of the lists; more change nothing in what is found.
_PRACTISED_EACH, _ROUNDS, _SEED = 50, 5, 0


class InvertedIndex:
    """Nearly exact. Compares bytes as ``NarrowIndex`` does, and looks at the vectors where they are, too."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        self._vectors, self._all = vectors, FlatIndex(vectors)
        if len(vectors) > FEW:
            self._lists = _lists(vectors)

    def __len__(self) -> int:
        return len(self._vectors)

    def search(self, query: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_] | None = None) -> Found:
        open_count = len(self) if allowed is None else int(np.count_nonzero(allowed))
        if open_count <= FEW:
            return self._all.search(query, limit, allowed)
        # So that as many are compared as if all were allowed.
        probed = min(self._lists.nlist, -(-PROBED * len(self) // open_count))
        parameters = faiss.SearchParametersIVF(nprobe=probed, sel=None if allowed is None else selector(allowed))  # type: ignore[call-arg]
        _, found = self._lists.search(query[None], COMPARED * limit, params=parameters)
        return compared(self._vectors, query, found[0], limit)


def _lists(vectors: NDArray[np.float32]) -> faiss.IndexIVFScalarQuantizer:
    count, size = vectors.shape
    wanted, middles = min(count, int(2 * count**0.5)), faiss.IndexFlatIP(size)
    lists = faiss.IndexIVFScalarQuantizer(middles, size, wanted, BYTES, faiss.METRIC_INNER_PRODUCT)
    lists.cp.niter, lists.cp.seed, lists.cp.spherical = _ROUNDS, _SEED, True
    chosen = np.random.default_rng(_SEED).choice(count, min(count, wanted * _PRACTISED_EACH), replace=False)
    lists.train(vectors[np.sort(chosen)])
    lists.add(vectors)
    return lists


def index_of(vectors: NDArray[np.float32]) -> VectorIndex:
    """Whichever is fastest for so many."""
    if len(vectors) < SOME:
        return FlatIndex(vectors)
    return NarrowIndex(vectors) if len(vectors) < MANY else InvertedIndex(vectors)
