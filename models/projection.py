"""The directions that tell tokens apart: principal components of token vectors (docs/adr/0008).

Those of the built-in model are a fixed file, so that every machine builds the same encoder.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import TOKEN_SIZE

BUILT_IN = Path(__file__).parent / "projection.npz"


class Projection(NamedTuple):
    """``centre``: the mean of token vectors, shape (size,); ``directions``: shape (size, TOKEN_SIZE)."""

    centre: NDArray[np.float32]
    directions: NDArray[np.float32]

    @classmethod
    def of(cls, tokens: NDArray[np.float32]) -> Projection:
        """The mean of ``tokens``, shape (tokens, size), and the directions in which these differ most; a model with fewer
        than TOKEN_SIZE directions gets empty ones beside them."""
        centre = tokens.mean(axis=0)
        _, directions = np.linalg.eigh((tokens - centre).T @ (tokens - centre))
        chosen = directions[:, ::-1][:, :TOKEN_SIZE]  # eigh sorts ascending
        return cls(centre, np.pad(chosen, ((0, 0), (0, TOKEN_SIZE - chosen.shape[1]))).astype(np.float32))

    @classmethod
    def load(cls, path: Path = BUILT_IN) -> Projection:
        with np.load(path) as stored:
            return cls(stored["centre"], stored["directions"])

    def save(self, path: Path = BUILT_IN) -> None:
        np.savez(path, **self._asdict())
