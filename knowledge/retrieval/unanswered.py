"""Questions of which it is known that nothing answers them.

That a question is like none of the content's says little: people ask for the known in words of their own. That it is like
one about house prices or passports says much (docs/adr/0010).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import Vectors
from knowledge.retrieval.adapter import Adapter


@dataclass(frozen=True)
class Unanswered:
    """``vectors``: what the encoder makes of the questions, shape (questions, size); ``is_nobodys``: which of them are no
    office's business, while the others were asked where that has no answer and may have one elsewhere; ``limit``: the cosine
    above which one is taken for the question asked itself and does not count, for practice asks these very questions."""

    vectors: Vectors
    is_nobodys: NDArray[np.bool_]
    limit: float = 2.0

    @classmethod
    def load(cls, path: Path) -> Unanswered:
        with np.load(path) as stored:
            return cls(**stored)

    def save(self, path: Path) -> None:
        np.savez(path, vectors=self.vectors, is_nobodys=self.is_nobodys)

    def adapted(self, adapter: Adapter) -> Unanswered:
        """The same as the adapter sees them."""
        return replace(self, vectors=adapter.questions(self.vectors))

    def nearest(self, vectors: Vectors) -> NDArray[np.float32]:
        """For each of some questions the cosine of the nearest that is nobody's business, and of the nearest of the others;
        shape (questions, 2)."""
        cosines = vectors @ self.vectors.T
        cosines[cosines > self.limit] = 0
        both = [cosines[:, some].max(axis=1, initial=0) for some in (self.is_nobodys, ~self.is_nobodys)]
        nearest: NDArray[np.float32] = np.column_stack(both)
        return nearest
