"""Answers among given options: by number, by name, by another word for it; one of them, or several."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol

from knowledge.language.normalise import letters_only, normalise, standard_words
from knowledge.language.word_lists import any_of, word_lists

_NUMERALS = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()
_PICKED = re.compile(rf"^我?选?第?([1-9]\d?|{'|'.join(reversed(_NUMERALS))})(?:个|种|项|条|号)?$")
_NUMBERS = re.compile(r"(?=.*\d)[\d\s、,，.;；和第]+")
_NOT_BEFORE = re.compile(r"(?:不是|没有|没|不|未|并非|别)(?:被|在|是|因为|属于)?$")
_ALL = re.compile(r"(?:都|全都?)(?:有|在|齐|留着|存着|拍了)|全部|样样|齐全")
_NONE = re.compile(r"都没有?|一样(?:也|都)?没|什么(?:也|都)没|^没有?$|^无$|^0$")
# "没有合同，有考勤", "合同没有，有考勤" and "除了合同都有" lack the contract.
_LACKING = re.compile(
    r"[^,，。;；]*(?:没有?|缺|丢|不在)[签给发拿留要见]*[了的]*(?=[,，。;；]|$)|(?:没有?|缺|丢|除了?|不包括)[^,，。;；]*"
)

# So many letters in a row, and this share of the option's words, tell an option that is said nearly: "还没出" is "还没出来".
LEAST_RUN, LEAST_SHARE = 3, 0.6
# What somebody has in his hands.
_OWNED = re.compile(
    r"(?<![没所])有(?!没|人|个|一)|留[了着有]|存[了着有]|拍[了着]|保存|录了音|录[了着]|在手[里上]?|手[里上]"
)


class Choice(Protocol):
    """An option: its id, and the ways to say it, its title first."""

    @property
    def key(self) -> str: ...
    @property
    def wordings(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Named:
    """An option named by a word; ``negated``: a "not" stands before it. ``length``: letters of the word."""

    key: str
    word: str
    length: int
    negated: bool


class NoSuchNumber(ValueError):
    """A number is picked that no option has; ``most``: how many there are."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


def choose(options: Sequence[Choice], text: str) -> str | None:
    """The option that a reply in standard words picks: by its number, just its words, the longest of its words that is not
    negated, a part of its title that no other has, or most of its words in a row. None when none is, or two are as good."""
    if picked := exactly(options, text) or _by_number(options, text):
        return picked
    said = [one for one in named(options, text) if not one.negated]
    if said:
        longest = max(one.length for one in said)
        keys = {one.key for one in said if one.length == longest}
        return keys.pop() if len(keys) == 1 else None
    part = _spoken(text)
    holding = [option.key for option in options if len(part) >= 2 and part in _spoken(option.wordings[0])]
    if holding:
        return holding[0] if len(holding) == 1 else None
    near = {option.key for option in options if any(_nearly(_spoken(words), part) for words in option.wordings)}
    return near.pop() if len(near) == 1 else None


def _nearly(option: str, said: str) -> bool:
    """Whether the words of an option are said but for a few letters at one of their ends."""
    least = max(LEAST_RUN, math.ceil(LEAST_SHARE * len(option)))
    return any(run in said for run in (option[:least], option[-least:])) and least < len(option)


def choose_several(options: Sequence[Choice], text: str) -> tuple[str, ...] | None:
    """The options that a reply picks, by numbers ("1、3") or words; all or none of them ("都有", "0").

    None when it picks none. Raises NoSuchNumber.
    """
    if _NUMBERS.fullmatch(text):
        numbers = {int(number) for number in re.findall(r"\d+", text)}
        if max(numbers) > len(options):
            raise NoSuchNumber(len(options))
        return tuple(option.key for number, option in enumerate(options, 1) if number in numbers)
    held, all_named = mentioned(options, _LACKING.sub("", text)), mentioned(options, text)
    if not held and _NONE.search(text):
        return ()
    if not held and _ALL.search(text):
        held = {option.key for option in options} - all_named
    return tuple(option.key for option in options if option.key in held) or None


def owned(options: Sequence[Choice], text: str) -> tuple[str, ...]:
    """The options that a statement in standard words says there are: "有工资条和聊天记录"; none that are lacking."""
    clauses = re.split(r"[,，。;；!！?？]", _LACKING.sub("", text))
    held = {key for clause in clauses if _OWNED.search(clause) for key in mentioned(options, clause)}
    return tuple(option.key for option in options if option.key in held)


def exactly(options: Iterable[Choice], text: str) -> str | None:
    """The option that says just this."""
    said = _spoken(text)
    return next((option.key for option in options if said in map(_spoken, option.wordings)), None)


def mentioned(options: Iterable[Choice], text: str) -> set[str]:
    """The options of which a word is said, negated or not."""
    return {one.key for one in named(options, text)}


def named(options: Iterable[Choice], text: str) -> Iterator[Named]:
    """For each option the longest of its words in the text, one that is not negated before one that is."""
    heard = _Heard(text)
    for option in options:
        found = [
            Named(option.key, word, len(spoken), bool(_NOT_BEFORE.search(heard.before(start))))
            for word in option.wordings
            if (spoken := _spoken(word)) and (start := heard.letters.find(spoken)) >= 0
        ]
        if found:
            yield max(found, key=lambda one: (not one.negated, one.length))


class _Heard:
    """A text without marks, and where each of its letters stands in it."""

    def __init__(self, text: str) -> None:
        self._text = _one_word_each(text)
        self._places = [place for place, character in enumerate(self._text) if character.isalnum()]
        self.letters = "".join(self._text[place] for place in self._places).lower()

    def before(self, letter: int) -> str:
        """What stands before a letter, marks too: a "not" of the clause before negates nothing."""
        return self._text[: self._places[letter]]


def _by_number(options: Sequence[Choice], text: str) -> str | None:
    """ "2", "第二个"."""
    match = _PICKED.match(letters_only(text))
    if not match:
        return None
    index = int(match[1]) if match[1].isdigit() else _NUMERALS.index(match[1]) + 1
    return options[index - 1].key if index <= len(options) else None


@lru_cache(maxsize=4096)
def _spoken(words: str) -> str:
    """The letters of words of an option or a reply, in standard words, one word for all that say the same."""
    return letters_only(_one_word_each(standard_words(normalise(words))))


def _one_word_each(text: str) -> str:
    """The text with one word for all that say the same in a reply ("头一回" is "第一次")."""
    pattern, words = _same()
    return pattern.sub(lambda match: words[match[0]], text)


@cache
def _same() -> tuple[re.Pattern[str], dict[str, str]]:
    words = {other: word for word, others in word_lists("same_words").items() for other in others}
    return re.compile(any_of(words)), words
