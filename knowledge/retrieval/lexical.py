"""BM25 over short texts: an inverted index of NumPy arrays, fast enough for every keystroke of a clerk."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.language.normalise import bare
from knowledge.language.pinyin import syllables

Terms = Callable[[str], list[str]]
K1, B = 1.2, 0.6


def character_terms(text: str) -> list[str]:
    """Characters and pairs of neighbours: no segmenter's errors, and a slip costs two terms only."""
    text = bare(text)
    return [*text, *(a + b for a, b in itertools.pairwise(text))]


def sound_terms(text: str) -> list[str]:
    """Pairs of neighbouring syllables: single ones are too common to tell anything."""
    sounds = syllables(bare(text))
    return [f"{a} {b}" for a, b in itertools.pairwise(sounds)]


class Bm25:
    """BM25 scores of a fixed list of texts (Robertson and Zaragoza 2009, with k1 = 1.2 and b = 0.6)."""

    def __init__(self, texts: Sequence[str], terms: Terms) -> None:
        self.terms = terms
        self.size = len(texts)
        counted = [Counter(terms(text)) for text in texts]
        lengths = np.array([sum(counts.values()) for counts in counted], np.float32)
        norm = K1 * (1 - B + B * lengths / max(float(lengths.mean()), 1.0)) if self.size else lengths
        postings: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for number, counts in enumerate(counted):
            for term, count in counts.items():
                numbers, frequencies = postings[term]
                numbers.append(number)
                frequencies.append(count)
        self._postings: dict[str, tuple[NDArray[np.int32], NDArray[np.float32]]] = {}
        self._idf: dict[str, float] = {}
        for term, (numbers, frequencies) in postings.items():
            where, often = np.array(numbers, np.int32), np.array(frequencies, np.float32)
            self._idf[term] = float(np.log1p((self.size - len(where) + 0.5) / (len(where) + 0.5)))
            self._postings[term] = (where, self._idf[term] * often * (K1 + 1) / (often + norm[where]))
        self._unseen = float(np.log1p((self.size + 0.5) / 0.5))

    def idf(self, term: str) -> float:
        """How telling a term is; one that no text has is the most telling of all."""
        return self._idf.get(term, self._unseen)

    def scores(self, query: str) -> NDArray[np.float32]:
        """The score of every text."""
        out = np.zeros(self.size, np.float32)
        for term in set(self.terms(query)):
            if term in self._postings:
                where, weight = self._postings[term]
                out[where] += weight
        return out

    def weight(self, terms: Iterable[str]) -> float:
        """The summed idf of distinct ``terms``."""
        return sum(self.idf(term) for term in set(terms))
