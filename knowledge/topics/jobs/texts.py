"""Distinct texts, each kept once in one long string: compact, quick to search, and cheap to extend."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_CODE = "utf-16-le"  # two bytes a character: found by comparing numbers


class Texts:
    """Numbered from 0 in the order of their coming. Never changed: ``adding`` gives a larger one.

    Texts are told apart by Python's 64-bit hash: that two of a million different ones share a hash happens once in thirty
    million times, and a dictionary of them would take ten times the memory.
    """

    def __init__(self) -> None:
        self._units = np.empty(0, np.uint16)  # of all texts, one after the other
        self._starts = np.zeros(1, np.int64)
        self._hashes = np.empty(0, np.int64)  # sorted
        self._numbers = np.empty(0, np.int32)  # of these hashes

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, number: int) -> str:
        return self._units[self._starts[number] : self._starts[number + 1]].tobytes().decode(_CODE, "surrogatepass")

    @property
    def nbytes(self) -> int:
        return sum(part.nbytes for part in (self._units, self._starts, self._hashes, self._numbers))

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
        added = [texts[place].encode(_CODE, "surrogatepass") for place in first[in_order].tolist()]
        larger = Texts()
        larger._units = np.concatenate([self._units, np.frombuffer(b"".join(added), np.uint16)])
        ends = self._starts[-1] + np.cumsum([len(text) // 2 for text in added])
        larger._starts = np.concatenate([self._starts, ends])
        larger._hashes = np.insert(self._hashes, at[new], distinct[new])
        larger._numbers = np.insert(self._numbers, at[new], numbers[new])
        return larger, numbers[places]

    def containing(self, word: str) -> NDArray[np.bool_]:
        """Which of the texts hold ``word`` (not empty)."""
        units = np.frombuffer(word.encode(_CODE, "surrogatepass"), np.uint16)
        places = np.flatnonzero(self._units == units[0])
        for step, unit in enumerate(units[1:], start=1):
            places = places[: np.searchsorted(places, len(self._units) - step)]
            places = places[self._units[places + step] == unit]
        numbers = np.searchsorted(self._starts, places, side="right") - 1
        whole = places + len(units) <= self._starts[numbers + 1]
        holding = np.zeros(len(self), np.bool_)
        holding[numbers[whole]] = True
        return holding
