"""The topic before the entry: which guide speaks of what a question is about, when no single answer is sure.

A guide covers the passages of its topic. The likelihood of a topic is the sum of the candidates' shares that fall to the
passages it covers and to the guide itself: the ranking may waver between ten answers about one thing and still be sure what
it is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.library.content import Passage

GUIDE = "guide"
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


@dataclass(frozen=True)
class GuideThresholds:
    """The least share of the candidates that must fall to the topic: ``torn`` where several answers may be meant, ``lost``
    where none is likely. ``none``: with nothing answering this likely, the question is not about the topic either. An answer
    with less than ``unsure`` of the candidates stands beside the guide of a topic with ``sure`` or more. Nor is a topic
    told of to who is off every topic with a likelihood of ``off_topic`` and gets no answer. How they were chosen:
    docs/adr/0016."""

    torn: float = 0.3
    lost: float = 0.5
    none: float = 0.75
    unsure: float = 0.45
    sure: float = 0.6
    off_topic: float = 0.6

    def allow(self, share: float, none: float, is_lost: bool) -> bool:
        """Whether a topic of this ``share`` is told of, where nothing answers with the probability ``none``."""
        return share >= (self.lost if is_lost else self.torn) and none < self.none

    def prefer(self, share: float, answer: float) -> bool:
        """Whether a topic of this ``share`` is told of before an answer that has the share ``answer``."""
        return answer < self.unsure and share >= self.sure


@dataclass(frozen=True)
class Guides:
    """``guide_of``: of each passage the number of the guide that covers it, -1 for none; a guide covers itself."""

    guide_of: NDArray[np.int64]

    @classmethod
    def of(cls, passages: Sequence[Passage], live: NDArray[np.bool_] | None = None) -> Guides:
        """The guides among these passages, of which those that are ``live`` (None: all) are told."""
        told = [number for number in range(len(passages)) if live is None or live[number]]
        covering = {id: number for number in told for id in passages[number].covers}
        covering |= {passages[number].id: number for number in told if passages[number].kind == GUIDE}
        return cls(np.array([covering.get(passage.id, -1) for passage in passages], np.int64))

    def likeliest(self, numbers: NDArray[np.int64], shares: NDArray[np.float32]) -> tuple[int, float] | None:
        """The guide of the likeliest topic among candidates and the topic's share; None when no guide covers any."""
        guides = self.guide_of[numbers]
        covered = guides >= 0
        if not covered.any():
            return None
        sums = np.bincount(guides[covered], weights=shares[covered])
        best = int(np.argmax(sums))
        return best, float(sums[best])


def names_years_of(question: str, text: str) -> bool:
    """Whether the text names a year of the question, if that has any: 1965年, 65年."""
    years = _YEAR.findall(question)
    return not years or any(year in text or f"{year[2:]}年" in text for year in years)
