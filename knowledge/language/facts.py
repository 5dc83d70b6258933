"""The facts that a message tells, each with its characters, its clause, and the person it is about."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.language.ages import Age, find_ages, find_zodiac_year
from knowledge.language.clauses import Clause
from knowledge.language.durations import Duration, find_durations
from knowledge.language.grades import Grade, find_grades
from knowledge.language.mentions import Mention, before, without_overlaps
from knowledge.language.money import Money, find_money
from knowledge.language.numbers import Number, find_numbers
from knowledge.language.people import find_births, find_post, find_sex, says_lunar
from knowledge.language.persons import Person, person_at
from knowledge.language.timespans import Timespan, find_timespans
from knowledge.language.trades import Trade, find_trades

Sex = Literal["男", "女"]
Post = Literal["worker", "staff"]


@dataclass(frozen=True)
class Birth:
    """The year of birth, and the month (1 to 12) where it was said; ``lunar``: a month was said, by the lunar calendar,
    and is not taken, since the rules count by the solar one."""

    year: int
    month: int | None = None
    lunar: bool = False


# Right before a fact, or before the words that belong to it: "我不是交了12年".
_NOT = re.compile(r"(?:不是|并非|没有?|不到)[^,，。;；!！?？是\d一二两三四五六七八九十]{0,4}$")

Value = Birth | Age | Sex | Post | Trade | Grade | Money | Timespan | Duration | Number
"""What a fact may be: each kind of fact has a type of its own, but for sex and post, which are words."""


@dataclass(frozen=True)
class Fact:
    """``value`` said by ``text[start:end]``, in the clause of this number, about this person; ``negated``: it is said that it
    is not so ("不是三个月是四个月")."""

    value: Value
    start: int
    end: int
    clause: int
    person: Person
    negated: bool = False


def find_facts(
    text: str, today: dt.date, clauses: Sequence[Clause], persons: Sequence[Mention[Person]]
) -> tuple[Fact, ...]:
    """Every fact of a normalised ``text``, in order. What is read as one thing is not read as another: a year of birth is
    no date, the month of "3000一个月" no length of time, the digits of any of them no number."""
    found = without_overlaps(mention for find in _FINDERS for mention in find(text, today, clauses))
    return tuple(
        Fact(
            mention.value,
            mention.start,
            mention.end,
            clause=clause_at(mention.start, clauses),
            person=person_at(mention.end if mention.value in ("男", "女") else mention.start, persons),
            negated=bool(before(_NOT, text, mention.start)),
        )
        for mention in found
    )


def clause_at(place: int, clauses: Sequence[Clause]) -> int:
    """The number of the clause that a character belongs to; a mark belongs to the clause before it."""
    return max((number for number, clause in enumerate(clauses) if clause.start <= place), default=0)


Found = Iterator[Mention[Value]]


def _births(text: str, today: dt.date, clauses: Sequence[Clause]) -> Found:
    lunar = says_lunar(text)
    for mention in find_births(text):
        year, _, month = mention.value.partition("-")
        yield Mention(Birth(int(year), int(month) if month else None, lunar), mention.start, mention.end)
    if zodiac := find_zodiac_year(text, today):
        yield Mention(Birth(zodiac.value), zodiac.start, zodiac.end)


def _ages(text: str, today: dt.date, clauses: Sequence[Clause]) -> Found:
    yield from find_ages(text)


def _grades(text: str, today: dt.date, clauses: Sequence[Clause]) -> Found:
    yield from find_grades(text)


def _sexes(text: str, today: dt.date, clauses: Sequence[Clause]) -> Found:
    """By clause: "我男，她女" tells of two, "男女都一样" of nobody."""
    for clause in clauses:
        if found := find_sex(clause.text):
            sex: Sex = "男" if found.value == "男" else "女"
            yield Mention(sex, clause.start + found.start, clause.start + found.end)


def _posts(text: str, today: dt.date, clauses: Sequence[Clause]) -> Found:
    for clause in clauses:
        if found := find_post(clause.text):
            post: Post = "worker" if found.value == "50" else "staff"
            start = found.start + clause.text.startswith("女", found.start)  # which is a fact by itself
            yield Mention(post, clause.start + start, clause.start + found.end)


def _trades(text: str, today: dt.date, clauses: Sequence[Clause]) -> Found:
    yield from find_trades(text)


def _money(text: str, today: dt.date, clauses: Sequence[Clause]) -> Found:
    yield from find_money(text)


def _dates(text: str, today: dt.date, clauses: Sequence[Clause]) -> Found:
    yield from find_timespans(text, today)


def _durations(text: str, today: dt.date, clauses: Sequence[Clause]) -> Found:
    yield from find_durations(text)


def _numbers(text: str, today: dt.date, clauses: Sequence[Clause]) -> Found:
    yield from find_numbers(text)


# The surest readings first: each takes its characters from those behind it.
_FINDERS: tuple[Callable[[str, dt.date, Sequence[Clause]], Found], ...] = (
    _births, _ages, _grades, _sexes, _posts, _dates, _money, _durations, _numbers, _trades,
)  # fmt: skip
