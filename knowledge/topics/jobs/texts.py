"""Distinct texts, each kept once in one long string: compact, quick to search, and cheap to extend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.ragged import Ragged

_CODE = "utf-16-le"  # two bytes a character: found by comparing numbers


class Texts:
    """Numbered from 0 in the order of their coming. Never changed: ``adding`` gives a larger one.

    Texts are told apart by Python's 64-bit hash: that two of a million different ones share a hash happens once in thirty
    million times, and a dictionary of them would take ten times the memory.
    """

    def __init__(self) -> None:
        self._units: Ragged[np.uint16] = Ragged.of([], np.uint16)
        self._hashes = np.empty(0, np.int64)  # sorted
        self._numbers = np.empty(0, np.int32)  # of these hashes

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, number: int) -> str:
        return self._units[number].tobytes().decode(_CODE, "surrogatepass")

    @property
    def nbytes(self) -> int:
        return sum(part.nbytes for part in (self._units, self._hashes, self._numbers))

    def numbers(self, texts: Sequence[str]) -> NDArray[np.int32]:
        """The number of each text; -1 for one that is not known."""
        return self._known(np.fromiter(map(hash, texts), np.int64, len(texts)))

    def adding(self, texts: Sequence[str]) -> tuple[Texts, NDArray[np.int32]]:
        """With these texts as well, and the number of each of them, known or new."""
        hashes = np.fromiter(map(hash, texts), np.int64, len(texts))
        distinct, first, places = np.unique(hashes, return_index=True, return_inverse=True)
        numbers = self._known(distinct)
        new = np.flatnonzero(numbers < 0)
        if not len(new):
            return self, numbers[places]
        in_order = new[np.argsort(first[new])]
        numbers[in_order] = len(self) + np.arange(len(in_order))
        added = [texts[place].encode(_CODE, "surrogatepass") for place in first[in_order].tolist()]
        units = np.frombuffer(b"".join(added), np.uint16)
        larger = Texts()
        larger._units = Ragged.joined([self._units, Ragged.counted(units, [len(text) // 2 for text in added])])
        at = np.searchsorted(self._hashes, distinct[new])
        larger._hashes = np.insert(self._hashes, at, distinct[new])
        larger._numbers = np.insert(self._numbers, at, numbers[new])
        return larger, numbers[places]

    def take(self, numbers: NDArray[np.integer[Any]]) -> Texts:
        """Only these texts (different ones), numbered anew in this order."""
        renumbered = np.full(len(self), -1, np.int32)
        renumbered[numbers] = np.arange(len(numbers))
        kept = renumbered[self._numbers] >= 0
        smaller = Texts()
        smaller._units = self._units.take(numbers)
        smaller._hashes, smaller._numbers = self._hashes[kept], renumbered[self._numbers[kept]]
        return smaller

    def containing(self, word: str) -> NDArray[np.bool_]:
        """Which of the texts hold ``word`` (not empty)."""
        units, all_units = np.frombuffer(word.encode(_CODE, "surrogatepass"), np.uint16), self._units.values
        places = np.flatnonzero(all_units == units[0])
        for step, unit in enumerate(units[1:], start=1):
            places = places[: np.searchsorted(places, len(all_units) - step)]
            places = places[all_units[places + step] == unit]
        numbers = np.searchsorted(self._units.offsets, places, side="right") - 1
        whole = places + len(units) <= self._units.offsets[numbers + 1]
        holding = np.zeros(len(self), np.bool_)
        holding[numbers[whole]] = True
        return holding

    def _known(self, hashes: NDArray[np.int64]) -> NDArray[np.int32]:
        """The numbers of the texts that have these hashes; -1 where there is none."""
        at = np.searchsorted(self._hashes, hashes)
        numbers = np.full(len(hashes), -1, np.int32)
        inside = np.flatnonzero(at < len(self._hashes))
        found = inside[self._hashes[at[inside]] == hashes[inside]]
        numbers[found] = self._numbers[at[found]]
        return numbers
