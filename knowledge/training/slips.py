"""Typing slips made on purpose, so that the decision learns to look through real ones."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable

from knowledge.language.pinyin import syllable


class SlipMaker:
    """Makes homophone, dropped, doubled and swapped characters out of the content's own characters."""

    def __init__(self, texts: Iterable[str], seed: int) -> None:
        self._random = random.Random(seed)
        self._homophones: dict[str, list[str]] = defaultdict(list)
        for character, _count in Counter("".join(texts)).most_common(2500):
            if "\u4e00" <= character <= "\u9fff":
                self._homophones[syllable(character)].append(character)

    def slip(self, text: str) -> str:
        """``text`` with one slip, or two when it is long."""
        for _ in range(1 if len(text) < 8 else self._random.choice((1, 2))):
            text = self._one(text)
        return text

    def _one(self, text: str) -> str:
        at, kind = self._random.randrange(len(text)), self._random.random()
        others = [c for c in self._homophones.get(syllable(text[at]), ()) if c != text[at]]
        if kind < 0.7 and others:
            return text[:at] + self._random.choice(others) + text[at + 1 :]
        if kind < 0.85 and len(text) > 3:
            return text[:at] + text[at + 1 :]
        if kind < 0.93 and at + 1 < len(text):
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        return text[:at] + text[at] + text[at:]
