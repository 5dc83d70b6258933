"""BM25 over short texts: inverted indexes of flat NumPy arrays, fast enough for every keystroke of a clerk.

The texts stand in parts that never change (``Postings``). What depends on all of them together, how rare a term is and how
long a text usually is, is kept apart (``Bm25``), so that taking texts in or out reads none of the others again.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from knowledge.language.normalise import letters_only
from knowledge.language.pinyin import syllables
from knowledge.ragged import Numbers, Ragged

Split = Callable[[str], list[str]]
Mask = NDArray[np.bool_]
K1, B = 1.2, 0.6


def character_terms(text: str) -> list[str]:
    """Characters and pairs of neighbours: no segmenter's errors, and a slip costs two terms only."""
    text = letters_only(text)
    return [*text, *(a + b for a, b in itertools.pairwise(text))]


def sound_terms(text: str) -> list[str]:
    """Pairs of neighbouring syllables: single ones are too common to tell anything."""
    return [f"{a} {b}" for a, b in itertools.pairwise(syllables(letters_only(text)))]


class Vocabulary:
    """The terms that ``split`` makes of texts, numbered in the order of their coming. It only grows: whoever uses it goes on
    with the terms that there were, and sees those that came later as numbers beyond its own."""

    def __init__(self, split: Split, terms: Iterable[str] = ()) -> None:
        self.split = split
        self._numbers = {term: number for number, term in enumerate(terms)}

    @property
    def terms(self) -> list[str]:
        """All terms, by number."""
        return list(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def numbered(self, term: str) -> int:
        """The number of a term, which is taken in if it is new."""
        return self._numbers.setdefault(term, len(self._numbers))

    def numbers(self, terms: Sequence[str]) -> NDArray[np.int32]:
        """The numbers of some terms; -1 for one that no text has."""
        return np.array([self._numbers.get(term, -1) for term in terms], np.int32)


@dataclass(frozen=True)
class Postings:
    """The terms of some texts, by text and by term. Never changes, and knows nothing of other texts.

    ``texts``: the numbers of the different terms of each text; ``lengths``: how many terms each text has in all. ``terms``:
    the numbers of all terms here, sorted; ``holders``: the texts that have each of these, in order; ``frequencies``: beside
    ``holders.values``, how often the text has the term.
    """

    texts: Ragged[np.int32]
    lengths: NDArray[np.float64]
    terms: NDArray[np.int32]
    holders: Ragged[np.int32]
    frequencies: NDArray[np.float32]

    @classmethod
    def of(cls, texts: Sequence[str], vocabulary: Vocabulary) -> Postings:
        """Takes the terms of the texts into the vocabulary."""
        counted = [Counter(vocabulary.split(text)) for text in texts]
        numbers = np.array([vocabulary.numbered(term) for terms in counted for term in terms], np.int32)
        frequencies = np.array([count for terms in counted for count in terms.values()], np.float32)
        by_text = Ragged.counted(numbers, [len(terms) for terms in counted])
        by_term = np.argsort(numbers, kind="stable")
        terms, having = np.unique(numbers, return_counts=True)
        return cls(
            by_text,
            np.bincount(by_text.owner, frequencies, len(texts)).astype(np.float64),
            terms,
            Ragged.counted(by_text.owner[by_term], having),
            frequencies[by_term],
        )

    def __len__(self) -> int:
        return len(self.texts)

    def having_all(self, numbers: Sequence[int]) -> Numbers:
        """The texts that have all of these terms (at least one), in order."""
        found = [self._holding(number) for number in numbers]
        return reduce(np.intersect1d, sorted(found, key=len)).astype(np.int64)

    def _holding(self, number: int) -> NDArray[np.int32]:
        """The texts that have a term, in order."""
        row = int(np.searchsorted(self.terms, number))
        if row == len(self.terms) or self.terms[row] != number:
            return self.holders.values[:0]
        return self.holders[row]

    def having(self, live: Mask, size: int) -> Numbers:
        """How many of the texts that are ``live`` have each of the first ``size`` terms of the vocabulary."""
        if not live.all():
            return np.bincount(self.texts.values[live[self.texts.owner]], minlength=size)
        having = np.zeros(size, np.int64)
        having[self.terms] = self.holders.counts
        return having


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
    """BM25 scores of the texts of some parts (Robertson and Zaragoza 2009, with k1 = 1.2 and b = 0.6): of a text d for a
    query, the sum over its terms t of ``idf(t) f (k1 + 1) / (f + k1 (1 - b + b |d| / mean |d|))``, f being how often d has t.

    Only texts that are ``live`` (one mask a part) count in idf and mean; what the others score means nothing.
    """

    def __init__(self, vocabulary: Vocabulary, parts: Sequence[Postings], live: Sequence[Mask]) -> None:
        self._vocabulary, self._parts = vocabulary, parts
        texts = sum(int(np.count_nonzero(mask)) for mask in live)
        self._size = len(vocabulary)
        having = np.zeros(self._size, np.int64)
        length = 0.0
        for part, mask in zip(parts, live, strict=True):
            having += part.having(mask, self._size)
            length += float(part.lengths[mask].sum())
        self._idf, self._unseen = rarity(texts, having)
        mean = max(length / max(1, texts), 1.0)
        self._saturations = [_saturation(part, mean) for part in parts]

    @classmethod
    def of(cls, texts: Sequence[str], split: Split) -> Bm25:
        """Over a fixed list of texts."""
        vocabulary = Vocabulary(split)
        return cls(vocabulary, [Postings.of(texts, vocabulary)], [np.ones(len(texts), np.bool_)])

    def read(self, text: str) -> Query:
        """The terms of a query. A term that no text has is the most telling of all."""
        terms = tuple(dict.fromkeys(self._vocabulary.split(text)))
        numbers = self._vocabulary.numbers(terms)
        numbers[numbers >= self._size] = -1  # came later
        known = numbers >= 0
        idf = np.full(len(terms), self._unseen, np.float32)
        idf[known] = self._idf[numbers[known]]
        places = np.full(self._size, -1, np.int16)
        places[numbers[known]] = np.flatnonzero(known)
        return Query(terms, numbers, idf, places)

    def scores(self, query: Query) -> NDArray[np.float32]:
        """The score of every text of every part, one part after another."""
        out = np.zeros(sum(map(len, self._parts)), np.float32)
        known = query.numbers >= 0
        numbers, idf = query.numbers[known], query.idf[known]
        start = 0
        for part, saturation in zip(self._parts, self._saturations, strict=True):
            _add_scores(out[start : start + len(part)], part, saturation, numbers, idf)
            start += len(part)
        return out

    def having_all(self, text: str) -> Numbers:
        """The texts that have every term of another one, numbered through all parts."""
        numbers = self._vocabulary.numbers(self._vocabulary.split(text)).tolist()
        starts = np.cumsum([0, *map(len, self._parts)]).tolist()
        found = [start + part.having_all(numbers) for start, part in zip(starts, self._parts, strict=False)]
        return np.concatenate([np.zeros(0, np.int64), *found])

    def has(self, query: Query, part: int, texts: Numbers) -> Mask:
        """For each of the texts of a part and each term of the query, whether the text has it: shape (texts, terms)."""
        theirs = self._parts[part].texts.take(texts)
        places = query.places[theirs.values]
        found = np.zeros((len(texts), len(query.terms)), np.bool_)
        found[theirs.owner[places >= 0], places[places >= 0]] = True
        return found

    def weights(self, part: int, texts: Numbers) -> NDArray[np.float32]:
        """The summed idf of the different terms of each of the texts of a part; never 0, so that it can be divided by."""
        theirs = self._parts[part].texts.take(texts)
        weights = np.bincount(theirs.owner, self._idf[theirs.values], len(texts))
        return np.where(weights > 0, weights, 1).astype(np.float32)


def _saturation(part: Postings, mean: float) -> NDArray[np.float32]:
    """What a term adds to the score of a text in units of its idf, beside ``part.holders.values``."""
    norm = K1 * (1 - B + B * part.lengths / mean)
    frequencies, held = part.frequencies, norm[part.holders.values]
    saturation: NDArray[np.float32] = (frequencies * (K1 + 1) / (frequencies + held)).astype(np.float32)
    return saturation


def _add_scores(
    out: NDArray[np.float32],
    part: Postings,
    saturation: NDArray[np.float32],
    numbers: NDArray[np.int32],
    idf: NDArray[np.float32],
) -> None:
    """Add to ``out`` what the terms of these numbers give each text of the part."""
    rows = np.searchsorted(part.terms, numbers)
    holders, offsets = part.holders.values, part.holders.offsets
    for row, number, weight in zip(rows.tolist(), numbers.tolist(), idf, strict=True):
        if row < len(part.terms) and part.terms[row] == number:
            here = slice(offsets[row], offsets[row + 1])
            np.add.at(out, holders[here], weight * saturation[here])  # a third of the time that += takes


def highest(scores: NDArray[np.float32], among: Numbers, limit: int) -> Numbers:
    """Of some numbers, in order, the ``limit`` with the highest scores above 0, the highest first, of equal ones the lower
    number first."""
    in_a_row = len(among) and among[-1] - among[0] + 1 == len(among)
    scores = scores[among[0] : among[-1] + 1] if in_a_row else scores[among]  # without a copy of all that there is
    least = _reached(scores, limit)
    high = np.flatnonzero(scores >= least if least else scores > 0)
    return among[high[np.argsort(-scores[high], kind="stable")][:limit]]


def _reached(scores: NDArray[np.float32], limit: int) -> np.float32:
    """A score that ``limit`` of these reach and few more: the lowest that so many of four times as many stretches reach. 0
    where there are not so many."""
    width = len(scores) // (4 * limit)
    best = scores[: 4 * limit * width].reshape(4 * limit, width).max(axis=1, initial=0)
    return np.float32(np.partition(best, -limit)[-limit])


def rarity(texts: int, having: NDArray[np.int64]) -> tuple[NDArray[np.float32], np.float32]:
    """The idf of terms that so many of the texts have (Robertson and Zaragoza 2009), and of one that none has."""
    idf = np.log1p((texts - having + 0.5) / (having + 0.5)).astype(np.float32)
    return idf, np.float32(np.log1p((texts + 0.5) / 0.5))
