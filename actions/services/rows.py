"""What is asked about the rows of a list just shown, and what they tell of it: "几点关门", "第二个怎么联系".

The words stand in ``rows.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from actions.contract.status import Status
from actions.saying import Say, numbered, phrase
from knowledge.language.numerals import read_number
from knowledge.language.reading import Reading
from knowledge.language.word_lists import any_of
from knowledge.places.regions import PlaceMention

# One of the rows: by its number, or once more the one that was asked about.
_NUMBERED = re.compile(
    r"第(?P<number>[一二三四五1-5])(?:个|家|条|处|间|种|期|门|份)|(?P<first>[头第]一?(?:个|家)|最上面的?)"
)
_THAT_ONE = re.compile(r"^(?:那|这)(?:个|县|区|家|边|里|儿|处|间|份|门|期)|^它")
# Around what is asked; other words are of another matter: "社保局在哪" is no question about a row.
_AROUND = (
    r"那|就|我|这|个|家|边|里|儿|处|间|门|它|他们|人家|的|呢|吗|么|啊|呀|是|有|要|没有?|不|都|还|也|到|从|离|多少|多大|走|去|来|带着?|跟|和|同|一起|一块儿?|一道|两个人|[俩住进]|养|能|可以|可不可以|让|收|招|给|带|吧|选|做|试试?|还是|过去|里面|上面|会|份"
    r"|怎么|怎样|算|什么|哪|几|开|得|了|详细点?|说说|具体|怎么样|一天|一个月|大概|\s"
)
# The columns that tell what may and what must be.
CONDITIONS = ("requirements", "conditions", "amenities", "facilities")


class ListedRow(NamedTuple):
    """A row as it was shown: its name, and what is told in each column that has something."""

    name: str
    told: Mapping[str, str]


@dataclass(frozen=True)
class _Aspect:
    title: str
    words: re.Pattern[str]
    columns: tuple[str, ...]


def asks_of_a_row(reading: Reading[PlaceMention]) -> bool:
    """Whether a short message asks for more about a row of the list just shown: "几点关门", "第一个怎么走", "电话呢"."""
    words, patterns = _bare(reading), _patterns()
    return bool(patterns.whole.fullmatch(words) and (patterns.any.search(words) or _NUMBERED.search(words)))


def row_asked(reading: Reading[PlaceMention], before: int | None) -> int | None:
    """The number, from 1, of the row that a message asks about: by that number, or as "那个" the one asked ``before``; None
    where it asks about none, or does not say which."""
    if not asks_of_a_row(reading):
        return None
    if found := _NUMBERED.search(_bare(reading)):
        return int(read_number(found["number"])) if found["number"] else 1
    return before if _THAT_ONE.search(_bare(reading)) else None


def what_rows_tell(reading: Reading[PlaceMention], rows: Sequence[ListedRow], first: int) -> Say:
    """What the rows, numbered from ``first``, tell of what is asked; or that none of them does."""
    asked = _asked(reading)
    if asked is None:
        return Say.plain(Status.COMPUTED, phrase("rows_above"))
    told = [_told_of(row, asked) for row in rows]
    if not any(told):
        return Say.plain(Status.COMPUTED, phrase("rows_silent", title=asked.title))
    lines = (
        numbered(number, row.name, words or phrase("row_silent"))
        for number, (row, words) in enumerate(zip(rows, told, strict=True), first)
    )
    return Say.plain(Status.COMPUTED, phrase("rows_tell", title=asked.title), *lines)


def head_of_row(reading: Reading[PlaceMention], row: ListedRow) -> str:
    """What is said above the one row that is asked about: what it tells of what is asked, or that it does not."""
    asked = _asked(reading)
    if asked is None:
        return phrase("this_row")
    words = _told_of(row, asked)
    return phrase("row_tells", title=asked.title, words=words) if words else phrase("row_lacks", title=asked.title)


def beside_the_rows(reading: Reading[PlaceMention], rows: Sequence[ListedRow], first: int) -> Say:
    """What is said to a few words after a list that nothing else answers: what its rows say of conditions, where that may
    be asked."""
    if "question" not in reading.kinds:
        return Say.plain(Status.NOTED, phrase("rows_heard"))
    if not rows:
        return Say.plain(Status.NOTHING_LISTED, phrase("rows_none"))
    conditions = ["；".join(row.told[name] for name in CONDITIONS if name in row.told) for row in rows]
    lines = [
        numbered(n, row.name, words)
        for n, (row, words) in enumerate(zip(rows, conditions, strict=True), first)
        if words
    ]
    return Say.plain(Status.REFUSED, phrase("rows_unwritten" if lines else "rows_unsaid"), *lines)


def _told_of(row: ListedRow, asked: _Aspect) -> str:
    """What a row tells of what is asked; "" where it tells nothing."""
    return "；".join(dict.fromkeys(row.told[name] for name in asked.columns if name in row.told))


def _asked(reading: Reading[PlaceMention]) -> _Aspect | None:
    words = _bare(reading)
    return next((aspect for aspect in _aspects() if aspect.words.search(words)), None)


def _bare(reading: Reading[PlaceMention]) -> str:
    return reading.standard.strip("?？!！。,， ")


class _Patterns(NamedTuple):
    whole: re.Pattern[str]
    any: re.Pattern[str]


@cache
def _aspects() -> tuple[_Aspect, ...]:
    raw: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))
    return tuple(
        _Aspect(each["title"], re.compile(any_of(each["words"].split())), tuple(each["columns"].split()))
        for each in raw.values()
    )


@cache
def _patterns() -> _Patterns:
    asked = "|".join(aspect.words.pattern for aspect in _aspects())
    number = re.sub(r"\?P<\w+>", "?:", _NUMBERED.pattern)
    return _Patterns(re.compile(rf"(?:{number}|{asked}|{_AROUND})+"), re.compile(asked))
