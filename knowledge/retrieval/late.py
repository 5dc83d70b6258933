"""Late interaction (ColBERT, Khattab and Zaharia 2020): how well each token of a question is met anywhere in a text.

It stands between one vector for the whole sentence, which blurs what was asked, and equal characters, which miss what was
said in other words.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import STEPS, TOKEN, Tokens
from knowledge.retrieval.adapter import AskedTokens
from knowledge.retrieval.lexical import ranges, rarity


class Met(NamedTuple):
    """For each text: how well the question's tokens are met, the rarer and the more emphasised the more they count (a
    weighted mean of cosines), and how much the one is missed that is missed most (in units of idf)."""

    met: NDArray[np.float32]
    missed: NDArray[np.float32]


class TokenIndex:
    """The tokens of a fixed list of texts."""

    def __init__(self, tokens: Tokens, ends: NDArray[np.int64]) -> None:
        """``ends``: where the tokens of each text end, shape (texts + 1,), the first of them 0."""
        self._tokens, self._ends = np.zeros(0, TOKEN), np.zeros(1, np.int64)
        self._append(tokens, ends)

    def extended(self, tokens: Tokens, ends: NDArray[np.int64]) -> TokenIndex:
        """An index of the same texts and these behind them; this one stays as it is."""
        larger = copy.copy(self)
        larger._append(tokens, ends)
        return larger

    def _append(self, tokens: Tokens, ends: NDArray[np.int64]) -> None:
        self._ends = np.concatenate([self._ends, self._ends[-1] + ends[1:]])
        self._tokens = np.concatenate([self._tokens, tokens])
        owner = np.repeat(np.arange(len(self._ends) - 1), np.diff(self._ends))
        pairs = np.unique(np.column_stack([self._tokens["id"], owner]), axis=0)
        self._idf, self._unseen = rarity(len(self._ends) - 1, np.bincount(pairs[:, 0]))

    def compare(self, question: AskedTokens, texts: NDArray[np.int64]) -> Met:
        """Compare a question with some of the texts."""
        first, last = self._ends[texts], self._ends[texts + 1]
        theirs = self._tokens["vector"][ranges(first, last)].astype(np.float32)
        cosines = theirs @ question.vectors.T / STEPS
        nearest = np.maximum.reduceat(cosines, np.cumsum(last - first) - (last - first))
        weights = self.idf(question.ids) * question.emphasis
        return Met(nearest @ weights / weights.sum(), ((1 - nearest) * weights).max(axis=1))

    def idf(self, numbers: NDArray[np.int32]) -> NDArray[np.float32]:
        """How rare tokens are among the texts."""
        known = numbers < len(self._idf)
        idf: NDArray[np.float32] = np.where(known, self._idf[np.where(known, numbers, 0)], self._unseen)
        return idf


def in_a_row(tokens: Sequence[Tokens]) -> tuple[Tokens, NDArray[np.int64]]:
    """The tokens of some texts one after another, and where each text's end, the first of these 0."""
    ends = np.cumsum([0, *(len(own) for own in tokens)], dtype=np.int64)
    return np.concatenate([np.zeros(0, TOKEN), *tokens]), ends
