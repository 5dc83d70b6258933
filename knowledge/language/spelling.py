"""Undo homophone slips ("基楚养老金") with the pairs of characters that the content uses.

A character is suspect when it belongs to no word (of jieba's dictionary) and the content lacks a pair that it forms with a
neighbour. It is replaced by the one of the same sound whose pairs the content has most, if it has them often
enough and the result is a word. Everything else is left as typed: most unknown pairs are good Chinese.

Part of the content is what people asked, slips and all ("众裁"). So a pair seen a few times is suspect, too, where the
result is one of the core words.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import rjieba

from knowledge.language.pinyin import syllable
from knowledge.language.word_lists import word_lists

# Seen this often, a pair is a word of the content and not a chance meeting.
LEAST_SEEN = 6
# A character that half fits must be beaten by this factor.
MORE_SEEN = 20


def pairs_of(texts: Iterable[str]) -> Counter[str]:
    """How often each pair of neighbouring characters occurs in some texts."""
    return Counter(a + b for text in texts for a, b in itertools.pairwise(text))


class Speller:
    """Knows how often the content has each pair of neighbouring characters. Never changes."""

    def __init__(self, pairs: Mapping[str, int]) -> None:
        self._pairs = Counter(pairs)
        same_sound: dict[str, list[str]] = defaultdict(list)
        for character in sorted({character for pair, seen in pairs.items() if seen > 0 for character in pair}):
            if _is_han(character):
                same_sound[syllable(character)].append(character)
        self._same_sound = dict(same_sound)

    def correct(self, text: str) -> str:
        """The text with slips undone; of the same length."""
        # The surest first: in "失夜了" it is 夜 that is wrong.
        for at in sorted(_alone(text), key=lambda at: self._seen(text, at, self._likeliest(text, at)), reverse=True):
            best = self._likeliest(text, at)
            seen = self._seen(text, at, text[at])
            if not best or self._seen(text, at, best) < LEAST_SEEN + MORE_SEEN * seen:
                continue
            changed = text[:at] + best + text[at + 1 :]
            word = _word_at(changed, at)
            known = LEAST_SEEN if word in word_lists("core_words")["core"] else 1
            if len(word) > 1 and (not seen or self._breaks(text, at, known)):
                text = changed
        return text

    def knows(self, text: str) -> bool:
        """Whether the content has each of its pairs of characters often enough to be words."""
        return all(self._pairs[a + b] >= LEAST_SEEN for a, b in itertools.pairwise(text))

    def _likeliest(self, text: str, at: int) -> str:
        """The character of that sound that the content has most between these neighbours; empty for what has no sound."""
        alike = self._same_sound.get(syllable(text[at]), ()) if _is_han(text[at]) else ()
        return max(alike, key=lambda character: self._seen(text, at, character), default="")

    def _breaks(self, text: str, at: int, known: int) -> bool:
        """Whether one of the pairs with its neighbours is not ``known``: seen so often."""
        pairs = [text[at - 1 : at + 1]] if at else []
        pairs += [text[at : at + 2]] if at + 1 < len(text) else []
        return any(self._pairs[pair] < known for pair in pairs)

    def _seen(self, text: str, at: int, character: str) -> int:
        """How often the content has the pairs that ``character`` would form at that place."""
        before = self._pairs[text[at - 1] + character] if at else 0
        after = self._pairs[character + text[at + 1]] if at + 1 < len(text) else 0
        return before + after


def _alone(text: str) -> list[int]:
    """Places of the characters that are no part of a longer word."""
    return [start for start, word in words_in(text) if len(word) == 1]


def _word_at(text: str, at: int) -> str:
    """The word that a character belongs to."""
    return next(word for start, word in words_in(text) if start <= at < start + len(word))


def words_in(text: str) -> Iterator[tuple[int, str]]:
    """The words of a text by jieba's dictionary, each with the place where it begins."""
    start = 0
    for word in rjieba.cut(text, False):
        yield start, word
        start += len(word)


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
