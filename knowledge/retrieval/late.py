"""Late interaction (ColBERT, Khattab and Zaharia 2020): how well each token of a question is met anywhere in a text.

It stands between one vector for the whole sentence, which blurs what was asked, and equal characters, which miss what was
said in other words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import STEPS, TOKEN
from knowledge.ragged import Numbers, Ragged
from knowledge.retrieval.adapter import QueryTokens
from knowledge.retrieval.lexical import Mask, rarity


class TokenMatch(NamedTuple):
    """For each text: how well the question's tokens are met, the rarer and the more emphasised the more they count (a
    weighted mean of cosines), and how much the one is missed that is missed most (in units of idf)."""

    met: NDArray[np.float32]
    missed: NDArray[np.float32]


@dataclass(frozen=True)
class TokenTexts:
    """The tokens of some texts, and the different numbers that the tokens of each have. Never changes."""

    tokens: Ragged[np.void]
    distinct: Ragged[np.int32]

    @classmethod
    def of(cls, tokens: Ragged[np.void]) -> TokenTexts:
        """``tokens``: of the dtype TOKEN."""
        assert tokens.values.dtype == TOKEN
        size = int(tokens.values["id"].max(initial=0)) + 1
        pairs = np.unique(tokens.owner.astype(np.int64) * size + tokens.values["id"])
        counts = np.bincount(pairs // size, minlength=len(tokens))
        return cls(tokens, Ragged.counted((pairs % size).astype(np.int32), counts))

    def having(self, live: Mask) -> Numbers:
        """How many of the texts that are ``live`` have a token of each number."""
        values = self.distinct.values if live.all() else self.distinct.values[live[self.distinct.owner]]
        return np.bincount(values)


class TokenIndex:
    """The tokens of the texts of some parts; how rare a token is, the texts that are ``live`` (one mask a part) tell."""

    def __init__(self, parts: Sequence[TokenTexts], live: Sequence[Mask]) -> None:
        self._parts = parts
        having = [part.having(mask) for part, mask in zip(parts, live, strict=True)]
        total = np.zeros(max(map(len, having), default=0), np.int64)
        for some in having:
            total[: len(some)] += some
        self._idf, self._unseen = rarity(sum(int(np.count_nonzero(mask)) for mask in live), total)

    @classmethod
    def of(cls, tokens: Ragged[np.void]) -> TokenIndex:
        """Over a fixed list of texts."""
        return cls([TokenTexts.of(tokens)], [np.ones(len(tokens), np.bool_)])

    def compare(self, question: QueryTokens, part: int, texts: Numbers) -> TokenMatch:
        """Compare a question with some of the texts of a part: for text d and the question's tokens q with weights w(q) =
        idf(q) times emphasis, ``sum w(q) max over t in d of cos(q, t) / sum w(q)``, and ``max w(q) (1 - max cos(q, t))``."""
        theirs = self._parts[part].tokens.take(texts)
        cosines = theirs.values["vector"].astype(np.float32) @ question.vectors.T / STEPS
        nearest = np.maximum.reduceat(cosines, theirs.offsets[:-1])
        weights = self.idf(question.ids) * question.emphasis
        return TokenMatch(nearest @ weights / weights.sum(), ((1 - nearest) * weights).max(axis=1))

    def idf(self, numbers: NDArray[np.int32]) -> NDArray[np.float32]:
        """How rare tokens are among the texts."""
        known = numbers < len(self._idf)
        idf = np.full(len(numbers), self._unseen, np.float32)
        idf[known] = self._idf[numbers[known]]
        return idf
