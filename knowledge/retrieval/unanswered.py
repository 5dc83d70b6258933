"""Questions of which it is known that nothing answers them.

That a question is like none of the content's says little: people ask for the known in words of their own. That it is like
one about house prices or passports says much (docs/adr/0010).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import Vectors
from knowledge.regions import Region
from knowledge.retrieval.adapter import Adapter

# Nearer than that to something known (adapted cosine), a question of one place has an answer in another, or may have.
KNOWN_ELSEWHERE = 0.6


@dataclass(frozen=True)
class Unanswered:
    """``vectors``: what the encoder makes of the questions, shape (questions, size); ``where``: the code of the region that
    each was asked in or about, empty for what is no office's business; ``limit``: the cosine above which one is taken for the
    question asked itself and does not count, for practice asks these very questions."""

    vectors: Vectors
    where: NDArray[np.str_]
    limit: float = 2.0

    @classmethod
    def load(cls, path: Path) -> Unanswered:
        with np.load(path) as stored:
            return cls(**stored)

    def save(self, path: Path) -> None:
        np.savez(path, vectors=self.vectors, where=self.where)

    def index(self, adapter: Adapter, known: Vectors) -> UnansweredIndex:
        """``known``: the adapted vectors of what is answered somewhere."""
        vectors = adapter.questions(self.vectors)
        nearest = (vectors @ known.T).max(axis=1, initial=0)
        return UnansweredIndex(vectors, self.where, (self.where == "") | (nearest < KNOWN_ELSEWHERE), self.limit)


@dataclass(frozen=True)
class UnansweredIndex:
    """The questions as the adapter sees them; ``anywhere``: which of them nobody answers in any place."""

    vectors: Vectors
    where: NDArray[np.str_]
    anywhere: NDArray[np.bool_]
    limit: float
    _here: dict[Region | None, NDArray[np.bool_]] = field(default_factory=dict)

    def compare(self, vectors: Vectors) -> NDArray[np.float32]:
        """The cosines of some questions with these, shape (questions, unanswered)."""
        cosines: NDArray[np.float32] = vectors @ self.vectors.T
        cosines[cosines > self.limit] = 0
        return cosines

    def nearest(self, cosines: NDArray[np.float32], region: Region | None) -> tuple[float, float]:
        """The cosine of the nearest that nobody answers anywhere, and of the nearest that was asked in ``region`` in vain."""
        if region not in self._here:
            self._here[region] = np.isin(self.where, [place.code for place in region.path] if region else [])
        anywhere, here = (cosines[some].max(initial=0) for some in (self.anywhere, self._here[region]))
        return float(anywhere), float(here)
