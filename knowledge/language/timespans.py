"""When: every date said in a text, as the first and last day that it can mean.

"三月五号" is a day, "上个月底" the last third of a month, "前年五月" a month, "去年" a year, "六月到九月" a span of four
months.
Lunar dates keep their words; their days are those of the solar month that they mostly fall in, which is only about right:
lunar month n begins between the 20th of solar month n and the 20th of the next, so month n + 1 stands for it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.language.days import Day, figures_from, find_days, in_figures
from knowledge.language.mentions import Mention, without_overlaps

Precision = Literal["day", "part", "month", "year", "span"]


@dataclass(frozen=True)
class Timespan:
    """The days from ``first`` to ``last``, both included. ``lunar``: the month of the lunar calendar that was said, 1 to 12,
    None for the solar calendar; ``approximate``: the days are only about right."""

    first: dt.date
    last: dt.date
    precision: Precision
    lunar: int | None = None
    approximate: bool = False

    @property
    def months(self) -> int:
        """How many months long: those named, both included ("六月到九月" is four), or the whole ones between two days."""
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        if self.first.day == 1 and self.last.day == _days_of(self.last):
            return count + 1
        return count - (self.last.day < self.first.day)


_YEARS = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
_NAMED = "|".join(sorted(_YEARS, key=len, reverse=True))
_YEAR = rf"(?:(?P<year>(?:19|20)\d\d|(?<![\d了满够])\d\d)年|(?P<named>{_NAMED}))的?"
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12, "元": 1}
_HAN = "一二三四五六七八九十"
_LUNAR_DAY = rf"(?:初[{_HAN}]|廿[{_HAN}]?)"
# "腊月", "农历三月", "三月初五": the month, and whatever day of it.
_LUNAR = re.compile(
    rf"(?:{_YEAR})?(?:(?:农历|阴历|旧历|老历)的?(?:闰)?(?P<any>[正冬腊]|1[0-2]|[1-9])月|(?P<only>[正冬腊])月"
    rf"|(?P<dated>1[0-2]|[1-9])月(?={_LUNAR_DAY}))(?:{_LUNAR_DAY}|\d{{1,2}}[日号]?|[{_HAN}]+)?"
)
_YEAR_TO_COME = re.compile(r"(?P<named>明年|后年)的?(?P<month>1[0-2]|[1-9])月(?:(?P<day>\d{1,2})[日号])?")
_NEXT_MONTH = re.compile(r"下+个?月(?:的?(?P<day>\d{1,2})[日号])?")
_MONTHS_RANGE = re.compile(
    rf"(?:{_YEAR})?(?<![\d.])(?P<from>1[0-2]|[1-9])\s*[-~—到至]+\s*(?P<to>1[0-2]|[1-9])月(?![{_HAN}]|\d)"
)
_YEAR_PART = re.compile(
    rf"(?:{_YEAR}(?:的?年)?|(?P<this>(?<![\d{_HAN}几半多]))年)(?P<part>初|头|中(?!旬)|底|末)(?![级次])"
)
_HALF_YEAR = re.compile(rf"(?:{_YEAR})?(?P<half>[上下])半年")
# "二十三年了" tells how long.
_SO_LONG = r"[1-5]\d年了(?:已经|都|吧|呢|啊|[,，。;；!！?？\s]|$)"
_YEAR_ALONE = re.compile(rf"(?<![\d.])(?!{_SO_LONG}){_YEAR}(?![\d限龄级检终审]|前|后|以[前后上])")
# The New Year is that of the lunar calendar, between 21 January and 20 February.
_NEW_YEAR = re.compile(
    r"(?<![\d一二两三四五六七八九十几多半好百])(?:(?P<before>过?年前|春节前|节前)|(?P<after>过完年|过了年|年后|春节后|节后)|(?P<itself>春节|过年))"
)
_HOLIDAYS = {"元旦": (1, 1, 3), "五一": (5, 1, 5), "劳动节": (5, 1, 5), "国庆": (10, 1, 7)}
# "四千五一个月" is pay.
_HOLIDAY = re.compile(rf"(?:{_YEAR})?(?<![千百万])(?P<holiday>{'|'.join(_HOLIDAYS)})(?!路|镇|广场|村|大道|街)")
_PART_OF_MONTH = re.compile(r"(?:份?的?)(?P<part>上旬|初|头(?!天)|中旬|中(?!秋)|下旬|底|末)")
_WEEK = re.compile(r"(?P<which>上+个?|这个?|本)(?:周|星期|礼拜)(?![一二三四五六日天1-7末])")
_MONTH_PART = re.compile(r"(?<![\d个上这本下])月(?P<part>初|底|末|中旬|上旬|下旬)")
_PARTS = {"初": (1, 10), "头": (1, 10), "上": (1, 10), "中": (11, 20), "底": (21, 31), "末": (21, 31), "下": (21, 31)}
_YEAR_PARTS = {"初": (1, 2), "头": (1, 2), "中": (6, 7), "底": (11, 12), "末": (11, 12)}
_TO = re.compile(r"[\s,，]*(?:份|的)?\s*(?:一直|直)?(?:到|至|[-~—]+)\s*")
_NOW = re.compile(r"(?:份|的)?\s*(?:一直|直)?[干做拖欠交缴住待等]?(?:到|至)(?:现在|今天?|目前|如今)")
_HAS_YEAR = re.compile(r"年|\d{4}|\d[.\-/]\d")

_Read = Callable[[re.Match[str], dt.date], Timespan | None]


def find_timespans(text: str, today: dt.date) -> list[Mention[Timespan]]:
    """The dates in a normalised ``text``, in order. Without a year a date is the latest that has begun by ``today``; "到"
    between two makes them one span. Dates that cannot be are left out."""
    figures, places = in_figures(text), figures_from(text)
    found = [
        _with_part(Mention(mention.value, mention.start, mention.end), figures)
        for mention in without_overlaps(_all(figures, today))
        if mention.value
    ]
    joined = _joined(found, figures, today)
    return [Mention(mention.value, places[mention.start], places[mention.end]) for mention in joined]


def _all(text: str, today: dt.date) -> Iterator[Mention[Timespan | None]]:
    """The dates, the most exact forms first; None for a day that cannot be."""
    for pattern, read in _EXACT:
        yield from _matches(pattern, read, text, today)
    for day in find_days(text, today):
        yield Mention(_of_day(day.value) if day.value else None, day.start, day.end)
    for pattern, read in _ROUGH:
        yield from _matches(pattern, read, text, today)


def _matches(pattern: re.Pattern[str], read: _Read, text: str, today: dt.date) -> Iterator[Mention[Timespan]]:
    for match in pattern.finditer(text):
        if span := read(match, today):
            yield Mention(span, *match.span())


def _of_day(day: Day) -> Timespan:
    if day.precision == "day":
        return Timespan(day.date, day.date, "day")
    return _month(day.date.year, day.date.month)


def _lunar(match: re.Match[str], today: dt.date) -> Timespan | None:
    said = match["any"] or match["only"] or match["dated"]
    number = _LUNAR_MONTHS.get(said) or int(said)
    year = _year(match, today)
    solar = _lunar_month(today.year if year is None else year, number)
    return solar if year is not None or solar.first <= today else _lunar_month(today.year - 1, number)


def _lunar_month(year: int, number: int) -> Timespan:
    """The solar month that most of a lunar one falls in: the twelfth in January of the next year."""
    month = number + 1
    solar = _month(year + (month > 12), (month - 1) % 12 + 1)
    return replace(solar, lunar=number, approximate=True)


def _next_month(match: re.Match[str], today: dt.date) -> Timespan | None:
    ahead = today.month - 1 + match[0].count("下")
    return _month_or_day(today.year + ahead // 12, ahead % 12 + 1, match["day"])


def _year_to_come(match: re.Match[str], today: dt.date) -> Timespan | None:
    return _month_or_day(today.year + _YEARS[match["named"]], int(match["month"]), match["day"])


def _month_or_day(year: int, month: int, said: str | None) -> Timespan | None:
    """The month, or the day of it that is ``said``; None when it has no such day."""
    if not said:
        return _month(year, month)
    day = int(said)
    if not 0 < day <= calendar.monthrange(year, month)[1]:
        return None
    return Timespan(dt.date(year, month, day), dt.date(year, month, day), "day")


def _months_range(match: re.Match[str], today: dt.date) -> Timespan | None:
    first, last, year = int(match["from"]), int(match["to"]), _year(match, today)
    if year is None:
        year = today.year - (first > today.month or (last >= first and last > today.month))
    return _between(_month(year, first), _month(year + (last < first), last))


def _year_part(match: re.Match[str], today: dt.date) -> Timespan | None:
    first, last = _YEAR_PARTS[match["part"]]
    year = _year(match, today)
    if year is None:
        year = today.year - (first > today.month)
    return replace(_between(_month(year, first), _month(year, last)), precision="part", approximate=True)


def _half_year(match: re.Match[str], today: dt.date) -> Timespan | None:
    first = 1 if match["half"] == "上" else 7
    year = _year(match, today)
    if year is None:
        year = today.year - (first > today.month)
    return replace(_between(_month(year, first), _month(year, first + 5)), precision="part")


def _year_alone(match: re.Match[str], today: dt.date) -> Timespan | None:
    year = _year(match, today)
    assert year is not None
    return Timespan(dt.date(year, 1, 1), dt.date(year, 12, 31), "year")


def _new_year(match: re.Match[str], today: dt.date) -> Timespan | None:
    """The weeks before, of or after the last New Year."""
    first, last = ((1, 1), (2, 10)) if match["before"] else ((2, 1), (3, 15)) if match["after"] else ((1, 21), (2, 20))
    year = today.year - (dt.date(today.year, *first) > today)
    return Timespan(dt.date(year, *first), dt.date(year, *last), "part", approximate=True)


def _holiday(match: re.Match[str], today: dt.date) -> Timespan | None:
    month, first, last = _HOLIDAYS[match["holiday"]]
    year = _year(match, today)
    if year is None:
        year = today.year - (dt.date(today.year, month, first) > today)
    return Timespan(dt.date(year, month, first), dt.date(year, month, last), "part", approximate=True)


def _week(match: re.Match[str], today: dt.date) -> Timespan:
    """ "上周", "这个星期": from Monday to Sunday."""
    monday = today - dt.timedelta(days=today.weekday(), weeks=match["which"].count("上"))
    return Timespan(monday, monday + dt.timedelta(days=6), "part")


def _month_part(match: re.Match[str], today: dt.date) -> Timespan | None:
    return _third(_month(today.year, today.month), match["part"])


_EXACT: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (_LUNAR, _lunar),
    (_MONTHS_RANGE, _months_range),
    (_YEAR_TO_COME, _year_to_come),
    (_NEXT_MONTH, _next_month),
)
_ROUGH: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (_HALF_YEAR, _half_year),
    (_YEAR_PART, _year_part),
    (_HOLIDAY, _holiday),
    (_NEW_YEAR, _new_year),
    (_WEEK, _week),
    (_MONTH_PART, _month_part),
    (_YEAR_ALONE, _year_alone),
)


def _with_part(mention: Mention[Timespan], text: str) -> Mention[Timespan]:
    """A month with the part of it that is said behind: "上个月底"."""
    said = _PART_OF_MONTH.match(text, mention.end)
    if mention.value.precision != "month" or mention.value.lunar or not said:
        return mention
    return Mention(_third(mention.value, said["part"]), mention.start, said.end())


def _third(month: Timespan, part: str) -> Timespan:
    first, last = _PARTS[part[0]]
    return Timespan(month.first.replace(day=first), month.first.replace(day=min(last, month.last.day)), "part")


def _joined(mentions: list[Mention[Timespan]], text: str, today: dt.date) -> list[Mention[Timespan]]:
    """The mentions, two of them with 到 in between as one span, and one with 到现在 behind as a span up to today."""
    kept: list[Mention[Timespan]] = []
    for mention in mentions:
        before = kept[-1] if kept else None
        if before and _TO.fullmatch(text, before.end, mention.start) and before.value.precision != "span":
            kept[-1] = Mention(_span(before, mention, text, today), before.start, mention.end)
        else:
            kept.append(mention)
    return [_until_now(mention, text, today) for mention in kept]


def _until_now(mention: Mention[Timespan], text: str, today: dt.date) -> Mention[Timespan]:
    now = _NOW.match(text, mention.end)
    if not now or mention.value.first > today:
        return mention
    return Mention(replace(mention.value, last=today, precision="span"), mention.start, now.end())


def _span(one: Mention[Timespan], other: Mention[Timespan], text: str, today: dt.date) -> Timespan:
    """From one date to the other. An end without a year is the first such after the beginning, and when neither has one
    the whole span lies behind ``today``."""
    dated = [bool(_HAS_YEAR.search(text, mention.start, mention.end)) for mention in (one, other)]
    first, last = one.value, other.value
    if not dated[1]:
        while last.first < first.first:
            last = _years_on(last, 1)
        while last.first.year > first.first.year and _years_on(last, -1).first >= first.first:
            last = _years_on(last, -1)
    if not any(dated) and last.first > today:
        first, last = _years_on(first, -1), _years_on(last, -1)
    if dated[1] and not dated[0]:
        while first.first > last.first:
            first = _years_on(first, -1)
    return _between(first, last) if first.first <= last.last else first


def _between(first: Timespan, last: Timespan) -> Timespan:
    return Timespan(first.first, last.last, "span", approximate=first.approximate or last.approximate)


def _years_on(span: Timespan, years: int) -> Timespan:
    """The same days some years later; the end of a month stays one."""
    first, last = (_moved(day, years) for day in (span.first, span.last))
    return replace(span, first=first, last=last)


def _moved(day: dt.date, years: int) -> dt.date:
    last = calendar.monthrange(day.year + years, day.month)[1]
    is_last = day.day == _days_of(day)
    return day.replace(year=day.year + years, day=last if is_last else min(day.day, last))


def _month(year: int, month: int) -> Timespan:
    return Timespan(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), "month")


def _days_of(day: dt.date) -> int:
    """How many days the month has."""
    return calendar.monthrange(day.year, day.month)[1]


def _year(match: re.Match[str], today: dt.date) -> int | None:
    """The year said; None when none is. Two digits up to the next year are of this century."""
    if match["named"]:
        return today.year + _YEARS[match["named"]]
    if not match["year"]:
        return None
    year = int(match["year"])
    return year if year >= 100 else year + (2000 if year <= today.year % 100 + 1 else 1900)
