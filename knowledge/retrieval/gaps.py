"""How far a candidate is ahead of the others, and of what there is elsewhere."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.retrieval.features import FEATURES

# What a candidate may be ahead of the others in.
_AHEAD = ("dense_best", "dense_answer", "words_best", "sound_best", "edit_best", "tokens_met")
_COMPARED = [FEATURES.index(name) for name in _AHEAD]
_GAPS = [FEATURES.index(f"{name}_gap") for name in _AHEAD]


class Elsewhere(NamedTuple):
    """How well passages that hold only in other places fit the question, at best: when one of them fits far better than
    all that hold here, the question is likely about something that exists only there."""

    dense: float
    words: float


# Nothing elsewhere to compare with: what an unrelated passage comes to.
ELSEWHERE_UNKNOWN = Elsewhere(0.5, 0.1)


def fill_gaps(features: NDArray[np.float32], elsewhere: Elsewhere) -> None:
    """How far each candidate is ahead of (positive) or behind the best of the others, and the best of all is ahead of
    what there is elsewhere."""
    columns = features[:, _COMPARED]
    second, first = np.sort(columns, axis=0)[-2:] if len(columns) > 1 else (columns, columns)
    features[:, _GAPS] = columns - np.where(columns == first, second, first)
    for name, outside in (("dense", elsewhere.dense), ("words", elsewhere.words)):
        best = features[:, FEATURES.index(f"{name}_best")].max(initial=0.0)
        features[:, FEATURES.index(f"{name}_elsewhere_gap")] = best - outside


def best_fit(features: NDArray[np.float32]) -> Elsewhere:
    """The best fit among some candidates, to be compared with those of another place."""
    if not len(features):
        return ELSEWHERE_UNKNOWN
    columns = (features[:, FEATURES.index(name)] for name in ("dense_best", "words_best"))
    return Elsewhere(*(float(column.max()) for column in columns))
