"""A linear step behind the encoder that learns which of its directions matter for our questions.

The encoder was trained on the whole web; labour law fills a small corner of its space. Two matrices (one for questions,
one for answers), learned from the content's similar questions and held close to the identity, spread that corner out.
They also help passages that they have not seen, so imported FAQs need no retraining (docs/adr/0004).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import Vectors


@dataclass(frozen=True)
class Adapter:
    """Maps unit vectors to unit vectors; ``questions`` and ``answers`` have shape (size, size)."""

    question_matrix: NDArray[np.float32]
    answer_matrix: NDArray[np.float32]

    @classmethod
    def identity(cls, size: int) -> Adapter:
        return cls(np.eye(size, dtype=np.float32), np.eye(size, dtype=np.float32))

    @classmethod
    def load(cls, path: Path) -> Adapter:
        with np.load(path) as stored:
            return cls(stored["questions"], stored["answers"])

    def save(self, path: Path) -> None:
        np.savez(path, questions=self.question_matrix, answers=self.answer_matrix)

    def questions(self, vectors: Vectors) -> Vectors:
        return _unit(vectors @ self.question_matrix)

    def answers(self, vectors: Vectors) -> Vectors:
        return _unit(vectors @ self.answer_matrix)


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: Vectors = vectors / np.maximum(lengths, 1e-12)
    return unit
