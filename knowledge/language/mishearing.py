"""What may have been meant by words that nobody knows ("缠减医院"): core words that sound the same.

Speech recognition writes what it does not know in characters of the same sound. ``spelling.py`` undoes single slips in every
message, and must be sure; this is a guess at whole words, for messages that find nothing: whoever uses it has to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from knowledge.language.pinyin import syllables
from knowledge.language.spelling import words_in
from knowledge.language.word_lists import word_lists


def meant(text: str, is_known: Callable[[str], bool]) -> str | None:
    """The text with each run of characters that is not ``is_known`` replaced by the core word that sounds like it, longest
    first; None where no run sounds like one. Of the same length."""
    by_sound, starts = _by_sound(), _word_starts(text)
    found = text
    taken = [False] * len(text)
    for at, length in _windows(len(text), max(map(len, by_sound))):
        window = text[at : at + length]
        word = by_sound.get(tuple(syllables(window)))
        fits = at in starts and at + length in starts and not any(taken[at : at + length])
        if word and fits and not is_known(window):
            found = found[:at] + word + found[at + length :]
            taken[at : at + length] = [True] * length
    return found if found != text else None


def _windows(length: int, longest: int) -> Iterator[tuple[int, int]]:
    """Where windows over a text begin, and their length: the longest first, each length from left to right."""
    for size in range(longest, 1, -1):
        yield from ((at, size) for at in range(length - size + 1))


def _word_starts(text: str) -> frozenset[int]:
    """Where words of the dictionary begin, and where the last ends: what is meant does not cut one in two."""
    return frozenset((*(start for start, _ in words_in(text)), len(text)))


@cache
def _by_sound() -> dict[tuple[str, ...], str]:
    """The core words by their sound; of two that sound alike the first."""
    return {tuple(syllables(word)): word for word in reversed(word_lists("core_words")["core"])}
