"""Distinct texts, each kept once in one long string: compact, quick to search, and cheap to extend."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_END = "\n"


class Texts:
    """Numbered from 0 in the order of their coming. Never changed: ``adding`` gives a larger one.

    Texts are told apart by Python's 64-bit hash: among a million, two different ones with the same hash have a chance of
    one in thirty million, and a dictionary of them would take ten times the memory.
    """

    def __init__(self) -> None:
        self._all = ""
        self._starts = np.zeros(1, np.int64)
        self._hashes = np.empty(0, np.int64)  # sorted
        self._numbers = np.empty(0, np.int32)  # of these hashes

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, number: int) -> str:
        return self._all[self._starts[number] : self._starts[number + 1] - len(_END)]

    def adding(self, texts: Sequence[str]) -> tuple[Texts, NDArray[np.int32]]:
        """With these texts as well, and the number of each of them, known or new."""
        hashes = np.fromiter(map(hash, texts), np.int64, len(texts))
        distinct, first, places = np.unique(hashes, return_index=True, return_inverse=True)
        at = np.searchsorted(self._hashes, distinct)
        known = np.zeros(len(distinct), np.bool_)
        inside = at < len(self._hashes)
        known[inside] = self._hashes[at[inside]] == distinct[inside]
        numbers = np.empty(len(distinct), np.int32)
        numbers[known] = self._numbers[at[known]]
        new = np.flatnonzero(~known)
        if not len(new):
            return self, numbers[places]
        in_order = new[np.argsort(first[new])]
        numbers[in_order] = len(self) + np.arange(len(in_order))
        added = [texts[place] + _END for place in first[in_order].tolist()]
        larger = Texts()
        larger._all = self._all + "".join(added)
        ends = self._starts[-1] + np.cumsum([len(text) for text in added])
        larger._starts = np.concatenate([self._starts, ends])
        larger._hashes = np.insert(self._hashes, at[new], distinct[new])
        larger._numbers = np.insert(self._numbers, at[new], numbers[new])
        return larger, numbers[places]

    def containing(self, word: str) -> NDArray[np.int64]:
        """The numbers of the texts that hold ``word``."""
        places, place = [], self._all.find(word)
        while place >= 0:
            places.append(place)
            place = self._all.find(word, place + len(word))
        return np.unique(np.searchsorted(self._starts, places, side="right") - 1)
