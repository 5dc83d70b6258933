"""The days of a public holiday on which somebody worked, told one by one: "国庆1号到3号都上了，4号也上了，5号没去".

Only holidays of the solar calendar, whose days a number names; the others are told by their names and counted. How a year's
holidays are laid stands in ``data/days_off.yml``, as published for that year.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from knowledge.checked_yaml import read_checked
from knowledge.entitlements.calculation import DATA_FOLDER
from knowledge.entitlements.wages import When
from knowledge.errors import ReadableError
from knowledge.language.days import in_figures
from knowledge.language.reading import Reading
from knowledge.shapes import Strict, Text

# 全国年节及纪念日放假办法 第二条: the days off by law; the others that are off with them are rest days.
STATUTORY = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
# The second of May is one from this year on (国务院令第795号).
SECOND_OF_MAY = 2025
_SATURDAY = 5


class DaysOffError(ReadableError):
    """The file of days off is not as it must be."""


class _Year(Strict):
    """How the holidays of a year are laid: the first and last day of each, and the weekend days worked for them."""

    source: Text
    days_off: tuple[tuple[dt.date, dt.date], ...]
    working: tuple[dt.date, ...]


class _DaysOff(Strict):
    years: dict[int, _Year]


class _Holiday(NamedTuple):
    """The month of a holiday, and how many days are off in all, from its first day on."""

    month: int
    days: int


_HOLIDAYS = {"元旦": _Holiday(1, 3), "五一": _Holiday(5, 5), "劳动节": _Holiday(5, 5), "国庆": _Holiday(10, 7)}
_NAMED = re.compile(f"(?P<last>去年的?)?(?P<name>{'|'.join(_HOLIDAYS)})(?!路|镇|广场|村|大道|街)")
_MONTH = re.compile(r"(?P<last>去年的?)?(?<!\d)(?P<month>1|5|10)月份?(?=\d)")
_LUNAR = re.compile(r"中秋|端午|清明|除夕|春节|过年|年三十|初[一二三]")
_COUNTED = re.compile(r"[\d一二两三四五六七]+天")
# "那三天", "放假七天": so many from the first on.
_FIRST_DAYS = re.compile(r"(?:节|长假|假期|放假|期间|[这那的头前])*(?P<count>\d)天")
# Nobody knows which they are, but that they are more than those of the law.
_SO_MANY = re.compile(r"(?:节|长假|假期|放假|期间|我们?|就|都|也)*[上加干值做](?:了|班)*(?P<count>[4-7])天")
_RANGE = re.compile(
    r"(?<!\d)(?P<first>\d{1,2})[日号]?(?:一直|[干做上忙加][班了]*)*(?:到|至|[-~—])+(?P<last>\d{1,2})[日号]"
)
_LISTED = re.compile(r"(?<!\d)(?P<days>(?:\d{1,2}[日号]?[、和跟,])*\d{1,2})[日号]")
# All the days of the law are meant, where none are counted.
_ALL = re.compile(r"[^\d]{0,6}(?:[都也还](?!没)|照|没(?:有|得|让|给|能)*(?:放|休|歇)|上班|加班|上了)")
_WORKED_AFTER_ALL = re.compile(r"没有?(?:得|让|给|能)?(?:放假?|休息?|歇)")
_OFF = re.compile(r"没有?(?:去|上|来|干|加)|休息?|歇|放假")


def worked_on(reading: Reading[Any], known: Iterable[dt.date] = ()) -> tuple[dt.date, ...]:
    """The days told, beside those ``known`` and without those on which nobody worked; a day without a month is of the
    holiday that is spoken of. Nothing where none is told."""
    found = set(known)
    last = max(found, default=None)
    month = (last.year, last.month) if last else None
    told = False
    if not found and _LUNAR.search(reading.plain):  # whose days no number names
        return ()
    is_counted = bool(_COUNTED.search(reading.plain))
    for clause in _parts(reading.plain):
        month = _month(clause, reading.today) or month
        if month is None:
            continue
        days = {day for number in _days(clause, is_counted) if (day := _day(*month, number)) and day <= reading.today}
        told = told or bool(days)
        is_off = _OFF.search(_WORKED_AFTER_ALL.sub("", clause))
        found = found - days if is_off else found | days
    is_holiday = any((day.month, day.day) in STATUTORY for day in found)
    return tuple(sorted(found)) if told and is_holiday else ()


def paid_as(day: dt.date) -> When | None:
    """What a day worked is paid as; None for a working day. Of a year whose days off are not known only the weekends are
    rest days."""
    if (day.month, day.day) in STATUTORY and not ((day.month, day.day) == (5, 2) and day.year < SECOND_OF_MAY):
        return "holiday"
    year = _days_off().get(day.year)
    if year is None:
        return "restday" if day.weekday() >= _SATURDAY else None
    is_off = any(first <= day <= last for first, last in year.days_off)
    return "restday" if is_off or (day.weekday() >= _SATURDAY and day not in year.working) else None


@cache
def _days_off() -> dict[int, _Year]:
    return read_checked(DATA_FOLDER / "days_off.yml", _DaysOff, DaysOffError).years


def in_words(days: Iterable[dt.date]) -> str:
    """ "10月1日到3日、5日"."""
    runs: list[list[dt.date]] = []
    for day in days:
        if runs and runs[-1][-1] + dt.timedelta(days=1) == day:
            runs[-1].append(day)
        else:
            runs.append([day])
    month, words = 0, []
    for run in runs:
        first = f"{run[0].month}月{run[0].day}日" if run[0].month != month else f"{run[0].day}日"
        month = run[-1].month
        words.append(first if len(run) == 1 else f"{first}到{run[-1].day}日")
    return "、".join(words)


def _parts(text: str) -> Iterator[str]:
    """The clauses, each holiday that is named beginning one of its own."""
    for clause in re.split(r"[,，。;；!！]", text):
        starts = [0, *(match.start() for match in _NAMED.finditer(clause) if match.start())]
        yield from (clause[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True))


def _month(clause: str, today: dt.date) -> tuple[int, int] | None:
    """The year and month of the holiday that is named; the latest that has begun."""
    named = _NAMED.search(clause) or _MONTH.search(in_figures(clause))
    if named is None:
        return None
    month = _HOLIDAYS[named["name"]].month if "name" in named.groupdict() else int(named["month"])
    year = today.year - bool(named["last"])
    return (year if dt.date(year, month, 1) <= today else year - 1), month


def _days(clause: str, is_counted: bool) -> Iterator[int]:
    """The days of the month that a clause names; ``is_counted``: it is told somewhere how many they are."""
    named = _NAMED.search(clause)
    rest = in_figures(clause[named.end() :] if named else clause)
    for span in _RANGE.finditer(rest):
        yield from range(int(span["first"]), int(span["last"]) + 1)
    for listed in _LISTED.finditer(_RANGE.sub("", rest)):
        yield from map(int, re.findall(r"\d+", listed["days"]))
    if named and not _LISTED.search(rest):
        yield from _first_days(_HOLIDAYS[named["name"]], rest, is_counted)


def _first_days(holiday: _Holiday, rest: str, is_counted: bool) -> Iterator[int]:
    """The first days of a holiday: so many as are counted, or those of the law."""
    by_law = [day for month, day in STATUTORY if month == holiday.month]
    if first := _FIRST_DAYS.match(rest) or _SO_MANY.match(rest):
        yield from range(1, 1 + min(int(first["count"]), holiday.days))
    elif len(by_law) == 1 or (not is_counted and _ALL.match(rest)):
        yield from by_law


def _day(year: int, month: int, number: int) -> dt.date | None:
    return dt.date(year, month, number) if 0 < number <= calendar.monthrange(year, month)[1] else None
