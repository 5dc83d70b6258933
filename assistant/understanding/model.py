"""The learned intents: logistic regression over character n-grams and the mean-centred sentence vector, in NumPy alone.

Rasa's environment reads it too. It is learned by ``assistant.understanding.learning`` and ships with the program.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

LONGEST = 3  # characters of an n-gram


@dataclass(frozen=True)
class IntentModel:
    """``intents``: their names; ``ngrams``: those known, with ``idf`` (n-grams,); ``mean``: of the sentence vectors (size,);
    ``vector_weight``: the length of a centred vector beside that of the n-grams, which is 1; ``weights`` (n-grams + size,
    intents) and ``bias`` (intents,)."""

    intents: tuple[str, ...]
    ngrams: tuple[str, ...]
    idf: NDArray[np.float32]
    mean: NDArray[np.float32]
    vector_weight: float
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def __post_init__(self) -> None:
        object.__setattr__(self, "_rows", {ngram: row for row, ngram in enumerate(self.ngrams)})

    @classmethod
    def load(cls, path: Path) -> IntentModel:
        with np.load(path) as stored:
            return cls(
                tuple(stored["intents"].tolist()),
                tuple(stored["ngrams"].tolist()),
                stored["idf"].astype(np.float32),
                stored["mean"],
                float(stored["vector_weight"]),
                stored["weights"].astype(np.float32),
                stored["bias"],
            )

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            path,
            intents=np.array(self.intents),
            ngrams=np.array(self.ngrams),
            idf=self.idf.astype(np.float16),
            mean=self.mean,
            vector_weight=np.float32(self.vector_weight),
            weights=self.weights.astype(np.float16),
            bias=self.bias,
        )

    def chances(self, text: str, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of each intent, for a text in standard words and its sentence vector."""
        rows, values = self.terms(text)
        size = len(self.ngrams)
        logits = self.bias + values @ self.weights[:size][rows] + self.centred(vector) @ self.weights[size:]
        odds = np.exp(logits - logits.max())
        chances: NDArray[np.float32] = odds / odds.sum()
        return chances

    def terms(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The known n-grams of a text and their weights: (1 + log frequency) * idf, a vector of length 1 (Salton and Buckley
        1988)."""
        rows: dict[str, int] = self._rows  # type: ignore[attr-defined]
        counts = Counter(rows[ngram] for ngram in ngrams_of(text) if ngram in rows)
        numbers = np.array(list(counts), np.int64)
        weights = (1 + np.log(np.array(list(counts.values()), np.float32))) * self.idf[numbers]
        return numbers, (weights / max(float(np.linalg.norm(weights)), 1e-9)).astype(np.float32)

    def centred(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """The sentence vector beside the mean, of length ``vector_weight``."""
        difference = vector - self.mean
        scaled: NDArray[np.float32] = difference * (self.vector_weight / max(float(np.linalg.norm(difference)), 1e-9))
        return scaled


def ngrams_of(text: str) -> list[str]:
    """All runs of one to LONGEST characters."""
    return [text[at : at + size] for size in range(1, LONGEST + 1) for at in range(len(text) - size + 1)]
