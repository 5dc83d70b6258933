"""Opening hours as offices write them: "周一至周五8:30-12:00，13:30-17:00；周六9:00-12:00", "24小时", "22:00-次日6:00".

Public holidays are not known here: "工作日" is Monday to Friday, and "节假日休息" is read over. Whoever shows a place shows
the office's own words beside it.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

from knowledge.language.clock import CLOCK, DAY, HOUR, PERIOD, digits, period_of, read_clock

Season = frozenset[tuple[int, int]]  # days of the year as (month, day)
Days = frozenset[int]  # 0 is Monday

_LEAP_YEAR = [dt.date(2024, 1, 1) + dt.timedelta(days=n) for n in range(366)]
WHOLE_YEAR: Season = frozenset((day.month, day.day) for day in _LEAP_YEAR)
WHOLE_WEEK: Days = frozenset(range(7))

# Closing before opening means "the next day" only when it is said, when hours have 24 and show it ("06:00"), or when
# the place opens in the evening. "8:30-5:30" may be either half of the day.
_EVENING = 16 * HOUR

_DASHES = re.compile(r"\s*[-—–―‐‑‒−─~〜～至到]+\s*|(?<=\d)一(?=\d)")
_WEEKDAY = r"(?:周|星期|礼拜)[一二三四五六日天]"
_DAY_ITEM = (
    rf"{_WEEKDAY}(?:-(?:周|星期|礼拜)?[一二三四五六日天]|(?:、?[一二三四五六日天])+)?"
    r"|周末|双休日|(?:法定|正常)?工作日|(?:国家)?(?:法定)?节?假日|每天|每日|天天|全周|(?:全年)?365天|全年"
)
_TOKEN = re.compile(
    r"(?P<filler>\(?(?:国家)?(?:法定)?节?假日(?:除外|(?:照常|正常)(?:开放|营业)?|不休)\)?|全年无休|无休|(?:开放|营业|服务|办公)(?:时间)?"
    r"|不打烊|[\s,;:、()/|。])"
    r"|(?P<season>(?:[春夏秋冬]季?|[夏冬]令时?)?\(?(?P<first_month>\d{1,2})月(?:(?P<first_day>\d{1,2})[日号])?"
    r"-(?:次年|翌年|来年)?(?P<last_month>\d{1,2})月(?:(?P<last_day>\d{1,2})[日号])?\)?)"
    rf"|(?P<days>(?:{_DAY_ITEM})(?:\s*[、,及和与/\s]\s*(?:{_DAY_ITEM}))*)"
    rf"|(?P<hours>{CLOCK}-(?:次日|第二天|翌日)?{CLOCK}|(?:{PERIOD})?\d{{1,2}}-\d{{1,2}}[点时])"
    r"|(?P<always>(?:全天候?)?(?:(?:7[*x×])?24|二十四)(?:小时|h)制?(?:全天候?)?|全天候?)"
    r"|(?P<closed>休[息馆]?|闭馆|关闭|关门|不(?:对外)?开放|不营业|暂停(?:开放|营业|服务)|放假)"
)


@dataclass(frozen=True, slots=True)
class Span:
    """Open on these days of the week in this season, from ``opens`` to before ``closes``: minutes since midnight, where
    ``closes`` may lie past 1440, on the next day."""

    season: Season
    days: Days
    opens: int
    closes: int

    def holds(self, day: dt.date, minute: int) -> bool:
        """Whether the span that begins on ``day`` covers ``minute``, counted from that day's midnight."""
        in_days = day.weekday() in self.days and (day.month, day.day) in self.season
        return in_days and self.opens <= minute < self.closes


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When a place is open."""

    spans: tuple[Span, ...]

    @property
    def whole_day(self) -> bool:
        """Open at every hour of every day."""
        return any(
            span.season == WHOLE_YEAR and span.days == WHOLE_WEEK and span.closes - span.opens == DAY
            for span in self.spans
        )

    def is_open(self, at: dt.datetime) -> bool:
        """Whether it is open at this time of the place's own clock; a public holiday counts as its day of the week."""
        today, minute = at.date(), at.hour * HOUR + at.minute
        yesterday = today - dt.timedelta(days=1)
        return any(span.holds(today, minute) or span.holds(yesterday, minute + DAY) for span in self.spans)


@dataclass(frozen=True, slots=True)
class _Group:
    """Hours with the days that they are said of; None where nothing is said, no hours for closed."""

    season: Season | None
    days: Days | None
    hours: tuple[tuple[int, int], ...]


class _Unreadable(Exception):
    """The text says something that is not understood for certain."""


@lru_cache(maxsize=4096)  # offices write the same few dozens of texts
def parse_opening_hours(text: str) -> OpeningHours | None:
    """What the text says, or None when any of it cannot be read for certain (seasons without dates, remarks)."""
    text = unicodedata.normalize("NFKC", text).replace("∶", ":").lower()
    try:
        return OpeningHours(tuple(_spans(list(_groups(list(_tokens(_DASHES.sub("-", digits(text)))))))))
    except _Unreadable:
        return None


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """The parts of the text that say something; the kind of each is its ``lastgroup``."""
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if not match:
            raise _Unreadable
        position = match.end()
        if match.lastgroup != "filler":
            yield match


def _groups(tokens: list[re.Match[str]]) -> Iterator[_Group]:
    when = ("season", "days")
    if tokens and tokens[0].lastgroup not in when and tokens[-1].lastgroup in when:
        tokens = tokens[::-1]  # "8:30-17:30（周一至周五）"
    runs = [(of_when, list(run)) for of_when, run in groupby(tokens, lambda token: token.lastgroup in when)]
    if runs and not runs[0][0]:
        runs.insert(0, (True, []))
    if not runs or len(runs) % 2:
        raise _Unreadable  # nothing, or days without hours
    season: Season | None = None
    for (_, whens), (_, hours) in zip(runs[::2], runs[1::2], strict=True):
        seasons = [_season(token) for token in whens if token.lastgroup == "season"]
        days = [_days(token[0]) for token in whens if token.lastgroup == "days"]
        season = seasons[-1] if seasons else season  # said once for all that follows
        yield _Group(season, frozenset[int]().union(*days) if days else None, _all_hours(hours))


def _all_hours(tokens: list[re.Match[str]]) -> tuple[tuple[int, int], ...]:
    if [token.lastgroup for token in tokens] == ["closed"]:
        return ()
    hours = []
    for token in tokens:
        if token.lastgroup == "closed":
            raise _Unreadable  # "9:00-17:00休息"
        hours.append((0, DAY) if token.lastgroup == "always" else _hours(token[0]))
    hours.sort()
    if any(later[0] < earlier[1] for earlier, later in pairwise(hours)):
        raise _Unreadable  # "全天9:00-17:00"
    return tuple(hours)


def _spans(groups: list[_Group]) -> Iterator[Span]:
    """The groups, with the general giving way to the particular: "每天8:00-20:00，周一闭馆"."""
    seasons = {group.season for group in groups}
    days_said = [day for season in seasons for day in season or WHOLE_YEAR]
    if len(days_said) > len(set(days_said)):
        raise _Unreadable  # one day in two seasons
    for place, group in enumerate(groups):
        days = WHOLE_WEEK if group.days is None else group.days
        if not days and group.hours:
            raise _Unreadable  # hours of public holidays only
        for other_place, other in enumerate(groups):
            if other.season != group.season or other.days is None or other.days == group.days:
                continue
            if group.days is None and (other.hours or other_place < place):
                raise _Unreadable  # "8:00-20:00，周六9:00-12:00": and on Sunday?
            if other.days & days and not (other.days < days or days < other.days):
                raise _Unreadable  # "周一至周四8:00-17:00，周三至周五9:00-12:00"
            if other.days < days:
                days -= other.days
        for opens, closes in group.hours:
            yield Span(group.season or WHOLE_YEAR, days, opens, closes)


def _season(token: re.Match[str]) -> Season:
    first = int(token["first_month"]), int(token["first_day"] or 1)
    last = int(token["last_month"]), int(token["last_day"] or 31)
    if first not in WHOLE_YEAR or last[0] > 12:
        raise _Unreadable
    if first <= last:
        return frozenset(day for day in WHOLE_YEAR if first <= day <= last)
    return frozenset(day for day in WHOLE_YEAR if day >= first or day <= last)


def _days(text: str) -> Days:
    days: set[int] = set()
    for item in re.finditer(_DAY_ITEM, text):
        days |= _day_item(item[0])
    return frozenset(days)


def _day_item(item: str) -> Days:
    if item in ("周末", "双休日"):
        return frozenset({5, 6})
    if item.endswith("工作日"):
        return frozenset(range(5))
    if item.endswith(("假日", "节日")):
        return frozenset()
    if not re.match(_WEEKDAY, item):
        return WHOLE_WEEK
    named = ["一二三四五六日".index(c) for c in item.replace("天", "日") if c in "一二三四五六日"]
    if "-" not in item:
        return frozenset(named)
    first, last = named
    return frozenset((first + n) % 7 for n in range((last - first) % 7 + 1))


def _hours(text: str) -> tuple[int, int]:
    opening, closing = text.split("-")
    next_day = re.match("次日|第二天|翌日", closing)
    closing = closing[next_day.end() :] if next_day else closing
    inherited = period_of(opening) if not period_of(closing) and not next_day else ""
    opens, closes = read_clock(opening), read_clock(inherited + closing)
    if opens is None or closes is None or opens == DAY:
        raise _Unreadable
    if closes == DAY - 1:  # 23:59 stands for midnight
        closes = DAY
    overnight = closing.startswith("0") or period_of(closing) or (opens >= _EVENING and not inherited)
    if next_day or (closes < opens and overnight):
        closes += DAY
    if not opens < closes <= opens + DAY:
        raise _Unreadable
    return opens, closes
