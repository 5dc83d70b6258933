"""The learned decision: which candidate answers the question, or none of them.

A conditional logit with an outside option (McFadden 1974): each candidate gets a utility from its features (a weighted sum
and one small hidden layer), "none of these" has a utility of its own, and a softmax over all of them says how likely nothing
answers. How the candidates share what is left is a second such model's, which was asked only what has an answer. So how good
the best is in itself, and the distance to the runner-up, both count, and refusing is learned rather than typed in.

What an office imported is a nest among the candidates (nested logit, McFadden 1978): passages of one place, mostly in one
wording each, which differ from each other in less than from the rest. The nest shares what falls to it by how alike the
question and each of them are (``Likeness``).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.features import FEATURES
from knowledge.retrieval.thresholds import Thresholds

Floats = NDArray[np.float32]
# The feature that tells what was imported.
IMPORTED = FEATURES.index("local_import")


@dataclass(frozen=True)
class Verdict:
    """Probabilities of the candidates (in their order) and of "none of these"; they sum to 1."""

    candidates: Floats
    none: float


@dataclass(frozen=True)
class ChoiceModel:
    """Weights of a utility; see ``knowledge/training/choice.py`` for how they are learned."""

    mean: Floats
    scale: Floats
    hidden: Floats
    hidden_bias: Floats
    output: Floats
    linear: Floats
    none: float

    @classmethod
    def load(cls, path: Path) -> ChoiceModel:
        with np.load(path) as stored:
            arrays = {name: stored[name] for name in stored.files}
        return cls(**{**arrays, "none": float(arrays["none"])})

    def save(self, path: Path) -> None:
        np.savez(path, **self.__dict__)

    def utilities(self, features: Floats) -> Floats:
        """How good each candidate is, on a scale on which "none of these" has 0."""
        scaled = (features - self.mean) / self.scale
        inner = np.tanh(scaled @ self.hidden + self.hidden_bias)
        utilities: Floats = (inner @ self.output + scaled @ self.linear - self.none).astype(np.float32)
        return utilities


@dataclass(frozen=True)
class Likeness:
    """How alike a question and what was imported are: cosines with its wording, with its answer and of the tokens of both,
    the words, sounds and topics that they share. The weights are round numbers around which little changes, and
    ``temperature`` is the one that the adapter learns cosines at; a model learned from practice did worse, in our own field
    and in others (docs/adr/0038)."""

    wording: float = 1.0
    answer: float = 0.5
    tokens: float = 1.0
    words: float = 0.2
    sounds: float = 0.2
    topics: float = 0.2
    temperature: float = 0.05

    def utilities(self, features: Floats) -> Floats:
        weights = {
            "dense_main": self.wording,
            "dense_answer": self.answer,
            "tokens_met": self.tokens,
            "words_best": self.words,
            "sound_best": self.sounds,
            "topics_shared": self.topics,
        }
        columns = features[:, [FEATURES.index(name) for name in weights]]
        utilities: Floats = columns @ np.array([*weights.values()], np.float32) / np.float32(self.temperature)
        return utilities


def _softmax(utilities: Floats) -> Floats:
    weights = np.exp(utilities - utilities.max())
    shares: Floats = (weights / weights.sum()).astype(np.float32)
    return shares


@dataclass(frozen=True)
class Chooser:
    """``answerability`` says how likely nothing answers, ``ranking`` compares the candidates with each other,
    ``likeness`` those that were imported."""

    answerability: ChoiceModel
    ranking: ChoiceModel
    thresholds: Thresholds
    likeness: Likeness | None = None

    def judge(self, features: Floats) -> Verdict:
        """``features``: shape (candidates, features); no candidate at all means "none of these" for certain."""
        if not len(features):
            return Verdict(np.zeros(0, np.float32), 1.0)
        none = _softmax(np.append(self.answerability.utilities(features), 0.0))[-1]
        shares = _softmax(self.ranking.utilities(features))
        if self.likeness:
            imported = features[:, IMPORTED] > 0
            if imported.any():
                shares[imported] = shares[imported].sum() * _softmax(self.likeness.utilities(features[imported]))
        return Verdict((1 - none) * shares, float(none))
