"""Questions of which it is known that nothing answers them.

That a question is like none of the content's says little: people ask for the known in words of their own. That it is like
one about house prices or passports says much (docs/adr/0010).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import Vectors
from knowledge.places.regions import Region
from knowledge.retrieval.adapter import Adapter

# Nearer than that to something known (adapted cosine), a question of one place has an answer in another, or may have.
KNOWN_ELSEWHERE = 0.6


@dataclass(frozen=True)
class Unanswered:
    """``vectors``: the questions as the adapter sees them, shape (questions, size); ``where``: the code of the region where
    each was asked or that it names, empty for what is no office's business; ``anywhere``: which of them nobody answers in any
    place."""

    vectors: Vectors
    where: NDArray[np.str_]
    anywhere: NDArray[np.bool_]

    @classmethod
    def of(cls, questions: Vectors, where: NDArray[np.str_], adapter: Adapter, known: Vectors) -> Unanswered:
        """``questions`` and ``known`` (what is answered somewhere): what the encoder makes of them."""
        # As they are stored, so that a version read again decides as it did.
        vectors = adapter.questions(questions).astype(np.float16).astype(np.float32)
        nearest = (vectors @ adapter.questions(known).T).max(axis=1, initial=0)
        return cls(vectors, where, (where == "") | (nearest < KNOWN_ELSEWHERE))

    @classmethod
    def load(cls, path: Path) -> Unanswered:
        with np.load(path) as stored:
            return cls(stored["vectors"].astype(np.float32), stored["where"], stored["anywhere"])

    def save(self, path: Path) -> None:
        np.savez(path, vectors=self.vectors.astype(np.float16), where=self.where, anywhere=self.anywhere)

    def compare(self, vectors: Vectors) -> NDArray[np.float32]:
        """The cosines of some questions with these, shape (questions, unanswered)."""
        cosines: NDArray[np.float32] = vectors @ self.vectors.T
        return cosines

    def nearest(self, cosines: NDArray[np.float32], region: Region | None) -> tuple[float, float]:
        """The cosine of the nearest that nobody answers anywhere, and of the nearest that was asked in ``region`` in vain."""
        here = np.isin(self.where, [place.code for place in region.path] if region else [])
        return float(cosines[self.anywhere].max(initial=0)), float(cosines[here].max(initial=0))
