"""Multinomial logistic regression over the character n-grams of a text, and the sentence vector beside them where there is
one. NumPy alone: both environments serve it. ``fitting.py`` makes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
LONGEST = 3  # characters of an n-gram
TEXTS_AT_ONCE = 500  # some ten megabytes, and others get to run in between


def ngrams(text: str) -> list[str]:
    """All runs of one to ``LONGEST`` characters."""
    return [text[at : at + size] for size in range(1, LONGEST + 1) for at in range(len(text) - size + 1)]


@dataclass(frozen=True)
class VectorPart:
    """How a sentence vector counts: ``mean``, shape (size,), is taken off; what remains gets the ``length`` that it has
    beside the n-grams, whose length is 1; ``weights``: (size, classes)."""

    mean: Floats
    length: float
    weights: Floats

    def centred(self, vectors: Floats) -> Floats:
        """The sentence vectors, shape (..., size), as they are weighed."""
        away = vectors - self.mean
        scaled: Floats = away * (self.length / np.maximum(np.linalg.norm(away, axis=-1, keepdims=True), 1e-9))
        return scaled.astype(np.float32)


@dataclass(frozen=True)
class NgramModel:
    """``classes``: their names; ``terms``: the n-grams known (and whatever else a text may be told to have), with ``idf``,
    shape (terms,); ``weights``: (terms, classes); ``bias``: (classes,); ``vector``: how a sentence vector counts, in a model
    that is given one."""

    classes: tuple[str, ...]
    terms: tuple[str, ...]
    idf: Floats
    weights: Floats
    bias: Floats
    vector: VectorPart | None = None

    @classmethod
    def load(cls, path: Path) -> NgramModel:
        """Raises OSError."""
        with np.load(path) as file:
            classes, terms = (tuple(file[name].tolist()) for name in ("classes", "terms"))
            numbers = {name: file[name].astype(np.float32) for name in file.files if name not in ("classes", "terms")}
        part = None
        if "vector_mean" in numbers:
            part = VectorPart(numbers["vector_mean"], float(numbers["vector_length"]), numbers["vector_weights"])
        return cls(classes, terms, numbers["idf"], numbers["weights"], numbers["bias"], part)

    def save(self, path: Path) -> None:
        """The same bytes for the same model. Weights are kept in half precision, three digits of them."""
        path.parent.mkdir(parents=True, exist_ok=True)
        arrays: dict[str, Any] = {
            "classes": np.array(self.classes),
            "terms": np.array(self.terms),
            "idf": self.idf.astype(np.float16),
            "weights": self.weights.astype(np.float16),
            "bias": self.bias,
        }
        if self.vector:
            arrays["vector_mean"] = self.vector.mean
            arrays["vector_length"] = np.float32(self.vector.length)
            arrays["vector_weights"] = self.vector.weights.astype(np.float16)
        np.savez_compressed(path, **arrays)

    @cached_property
    def _row(self) -> dict[str, int]:
        return {term: row for row, term in enumerate(self.terms)}

    def probabilities(self, text: str, vector: Floats | None = None) -> Floats:
        """The probability of each class, shape (classes,), by the n-grams of the text; ``vector``: its sentence vector, for
        a model with a part for it."""
        return self.probabilities_of(ngrams(text), vector)

    def probabilities_of(self, terms: Iterable[str], vector: Floats | None = None) -> Floats:
        """The same of a text that has these terms, each as often as it is given: the softmax of ``weights``ᵀx + ``bias``."""
        rows, values = self.weighed(terms)
        logits = self.bias + values @ self.weights[rows]
        if self.vector:
            assert vector is not None, "this model weighs the sentence vector too"
            logits = logits + self.vector.centred(vector) @ self.vector.weights
        return _softmax(logits)

    def probabilities_each(self, texts: Sequence[str], vectors: Floats | None = None) -> Floats:
        """Those of many texts, shape (texts, classes), in a fifth of the time; ``vectors``: theirs, one a row."""
        found = [np.zeros((0, len(self.classes)), np.float32)]
        for start in range(0, len(texts), TEXTS_AT_ONCE):
            some = slice(start, start + TEXTS_AT_ONCE)
            found.append(_softmax(self._logits(texts[some]) + self._of_vectors(vectors, some)))
        return np.concatenate(found)

    def _logits(self, texts: Sequence[str]) -> Floats:
        """By the n-grams of each text."""
        known = [[row for term in ngrams(text) if (row := self._row.get(term)) is not None] for text in texts]
        owner = np.repeat(np.arange(len(texts)), [len(rows) for rows in known])
        flat = np.array(list(chain.from_iterable(known)), np.int64)
        pairs, counts = np.unique(owner * len(self.terms) + flat, return_counts=True)
        owner, rows = np.divmod(pairs, len(self.terms))
        values = (1 + np.log(counts.astype(np.float32))) * self.idf[rows]
        lengths = np.sqrt(np.bincount(owner, values**2, len(texts)))
        values = (values / np.maximum(lengths, 1e-9)[owner]).astype(np.float32)
        logits = np.tile(self.bias, (len(texts), 1))
        starts = np.flatnonzero(np.diff(owner, prepend=-1))
        if len(starts):
            logits[owner[starts]] += np.add.reduceat(self.weights[rows] * values[:, None], starts)
        return logits

    def _of_vectors(self, vectors: Floats | None, some: slice) -> Floats | float:
        if self.vector is None:
            return 0.0
        assert vectors is not None, "this model weighs the sentence vector too"
        weighed: Floats = self.vector.centred(vectors[some]) @ self.vector.weights
        return weighed

    def weighed(self, terms: Iterable[str]) -> tuple[NDArray[np.int64], Floats]:
        """The known terms by number, each once, in order, and their values: (1 + log frequency) * idf, a vector of length 1
        (Salton and Buckley 1988)."""
        known = [row for term in terms if (row := self._row.get(term)) is not None]
        rows, counts = np.unique(np.array(known, np.int64), return_counts=True)
        values = (1 + np.log(counts.astype(np.float32))) * self.idf[rows]
        return rows, (values / max(float(np.linalg.norm(values)), 1e-9)).astype(np.float32)


def _softmax(logits: Floats) -> Floats:
    odds = np.exp(logits - logits.max(axis=-1, keepdims=True))
    probabilities: Floats = odds / odds.sum(axis=-1, keepdims=True)
    return probabilities
