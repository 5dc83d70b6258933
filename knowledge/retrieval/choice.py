"""The learned decision: which candidate answers the question, or none of them.

A conditional logit with an outside option (McFadden 1974): each candidate gets a utility from its features (a weighted sum
and one small hidden layer), "none of these" has a utility of its own, and a softmax over all of them gives probabilities. So
the distance to the runner-up, and how good the best is in itself, both count, and refusing is learned rather than typed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Thresholds:
    """Where deciding turns over, chosen on data.

    ``refuse``: the probability of "none of these" from which on to refuse. ``answer``: the share of the best candidate
    among the candidates from which on it alone is given; below, up to three are offered.
    """

    refuse: float
    answer: float


@dataclass(frozen=True)
class Verdict:
    """Probabilities of the candidates (in their order) and of "none of these"; they sum to 1."""

    candidates: Floats
    none: float


@dataclass(frozen=True)
class ChoiceModel:
    """Weights of the decision; see ``knowledge/training/choice.py`` for how they are learned. ``favour``: what goes before
    what, beside what was learned: added to the utility for each unit of a feature when candidates are compared with each
    other, not when they are compared with "none of these"."""

    mean: Floats
    scale: Floats
    hidden: Floats
    hidden_bias: Floats
    output: Floats
    linear: Floats
    none: float
    favour: Floats

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

    def judge(self, features: Floats, order: ChoiceModel | None = None) -> Verdict:
        """``features``: shape (candidates, features); no candidate at all means "none of these" for certain. ``order``: the
        model to compare the candidates with each other, if it is another."""
        if not len(features):
            return Verdict(np.zeros(0, np.float32), 1.0)
        order, none = order or self, _softmax(np.append(self.utilities(features), 0.0))[-1]
        return Verdict((1 - none) * _softmax(order.utilities(features) + features @ order.favour), float(none))


def _softmax(utilities: Floats) -> Floats:
    weights = np.exp(utilities - utilities.max())
    shares: Floats = (weights / weights.sum()).astype(np.float32)
    return shares


@dataclass(frozen=True)
class Chooser:
    """A model with the thresholds that go with it. ``doubting``: the model that says how likely nothing answers, if it is
    another."""

    model: ChoiceModel
    thresholds: Thresholds
    doubting: ChoiceModel | None = None

    def judge(self, features: Floats) -> Verdict:
        """``features``: shape (candidates, features); no candidate at all means "none of these" for certain."""
        return (self.doubting or self.model).judge(features, self.model)
