"""BM25 over short texts: an inverted index of flat NumPy arrays, fast enough for every keystroke of a clerk."""

from __future__ import annotations

import copy
import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.language.normalise import bare
from knowledge.language.pinyin import syllables

Split = Callable[[str], list[str]]
K1, B = 1.2, 0.6


def character_terms(text: str) -> list[str]:
    """Characters and pairs of neighbours: no segmenter's errors, and a slip costs two terms only."""
    text = bare(text)
    return [*text, *(a + b for a, b in itertools.pairwise(text))]


def sound_terms(text: str) -> list[str]:
    """Pairs of neighbouring syllables: single ones are too common to tell anything."""
    return [f"{a} {b}" for a, b in itertools.pairwise(syllables(bare(text)))]


@dataclass(frozen=True)
class Query:
    """The different terms of a query as the index knows them: numbers (-1: in no text) and idf, in the same order;
    and for each number of the index its place among them (-1: none)."""

    terms: tuple[str, ...]
    numbers: NDArray[np.int32]
    idf: NDArray[np.float32]
    places: NDArray[np.int16]

    @property
    def weight(self) -> float:
        """The summed idf of all terms; never 0, so that it can be divided by."""
        return float(self.idf.sum()) or 1.0


class Bm25:
    """BM25 scores of a fixed list of texts (Robertson and Zaragoza 2009, with k1 = 1.2 and b = 0.6)."""

    def __init__(self, texts: Sequence[str], split: Split) -> None:
        self.size = 0
        self._split = split
        self._numbers: dict[str, int] = {}
        self._text_terms = np.zeros(0, np.int32)
        self._text_ends = np.zeros(1, np.int64)
        self._frequencies = np.zeros(0, np.float32)
        self._append(texts)

    def extended(self, texts: Sequence[str]) -> Bm25:
        """An index of the same texts and these behind them; this one stays as it is."""
        larger = copy.copy(self)
        larger._numbers = dict(self._numbers)
        larger._append(texts)
        return larger

    def _append(self, texts: Sequence[str]) -> None:
        terms: list[int] = []  # of all texts, one after another
        counts: list[int] = []
        ends: list[int] = []
        for text in texts:
            for term, count in Counter(self._split(text)).items():
                terms.append(self._numbers.setdefault(term, len(self._numbers)))
                counts.append(count)
            ends.append(len(self._text_terms) + len(terms))
        self.size += len(texts)
        self._text_terms = np.concatenate([self._text_terms, np.array(terms, np.int32)])
        self._text_ends = np.concatenate([self._text_ends, np.array(ends, np.int64)])
        self._frequencies = np.concatenate([self._frequencies, np.array(counts, np.float32)])
        self._weigh()

    def _weigh(self) -> None:
        """The weight of each term in each text: how rare it is depends on all texts."""
        frequencies = self._frequencies
        owner = np.repeat(np.arange(self.size, dtype=np.int32), np.diff(self._text_ends))
        lengths = np.bincount(owner, frequencies, self.size)
        norm = K1 * (1 - B + B * lengths / max(float(lengths.mean()), 1.0)) if self.size else lengths
        in_texts = np.bincount(self._text_terms, minlength=len(self._numbers))
        self._idf, self._unseen = rarity(self.size, in_texts)
        weights = self._idf[self._text_terms] * frequencies * (K1 + 1) / (frequencies + norm[owner])
        by_term = np.argsort(self._text_terms, kind="stable")
        self._posting_texts, self._posting_weights = owner[by_term], weights[by_term].astype(np.float32)
        self._posting_ends = np.concatenate([[0], np.cumsum(in_texts)])
        self._text_weights = np.bincount(owner, self._idf[self._text_terms], self.size)

    def read(self, text: str) -> Query:
        """The terms of a query. A term that no text has is the most telling of all."""
        terms = tuple(dict.fromkeys(self._split(text)))
        numbers = np.array([self._numbers.get(term, -1) for term in terms], np.int32)
        idf = np.where(numbers >= 0, self._idf[numbers], self._unseen) if len(self._idf) else numbers * 0.0
        places = np.full(len(self._numbers), -1, np.int16)
        known = numbers >= 0
        places[numbers[known]] = np.flatnonzero(known)
        return Query(terms, numbers, idf.astype(np.float32), places)

    def scores(self, query: Query) -> NDArray[np.float32]:
        """The score of every text."""
        out = np.zeros(self.size, np.float32)
        for number in query.numbers[query.numbers >= 0].tolist():
            here = slice(self._posting_ends[number], self._posting_ends[number + 1])
            out[self._posting_texts[here]] += self._posting_weights[here]
        return out

    def has(self, query: Query, texts: NDArray[np.int64]) -> NDArray[np.bool_]:
        """For each of the texts and each term of the query, whether the text has it: shape (texts, terms)."""
        first, last = self._text_ends[texts], self._text_ends[texts + 1]
        places = query.places[self._text_terms[ranges(first, last)]]
        owner = np.repeat(np.arange(len(texts)), last - first)
        found = np.zeros((len(texts), len(query.terms)), np.bool_)
        found[owner[places >= 0], places[places >= 0]] = True
        return found

    def weights(self, texts: NDArray[np.int64]) -> NDArray[np.float32]:
        """The summed idf of the different terms of each of the texts; never 0, so that it can be divided by."""
        weights = self._text_weights[texts]
        return np.where(weights > 0, weights, 1).astype(np.float32)


def rarity(texts: int, having: NDArray[np.int64]) -> tuple[NDArray[np.float32], np.float32]:
    """The idf of terms that so many of the texts have (Robertson and Zaragoza 2009), and of one that none has."""
    idf = np.log1p((texts - having + 0.5) / (having + 0.5)).astype(np.float32)
    return idf, np.float32(np.log1p((texts + 0.5) / 0.5))


def ranges(first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers from each of ``first`` to before each of ``last``, one range after another."""
    counts = last - first
    numbers: NDArray[np.int64] = np.arange(counts.sum()) + np.repeat(first - np.cumsum(counts) + counts, counts)
    return numbers
