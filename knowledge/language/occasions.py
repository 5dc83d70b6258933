"""The day or month that a reply gives when something is dated: "上个月底", "6.1", "国庆"; or why it gives none."""

from __future__ import annotations

import datetime as dt
import re

from knowledge.language.days import Day, find_day
from knowledge.language.durations import find_durations
from knowledge.language.timespans import Timespan, find_timespans

# Asked for a date, people write the month and the day so.
_MONTH_AND_DAY = re.compile(r"\D{0,4}(?P<month>1[0-2]|0?[1-9])[.\-/](?P<day>[0-3]?\d)\D{0,3}")
_YEAR_ONLY = re.compile(r"\D{0,4}(?P<year>(?:19|20)\d\d)\D{0,3}")
_TWO_MONTHS = re.compile(r"[一二三四五六七八九十]{2}月份?|\d{1,2}[、或]\d{1,2}月")
_ABOUT_AGO = re.compile(r"(?:[多来几]|[两二三四五六七八九][三四五六七八九])个?(?:天|周|星期|礼拜|月|年)(?:之|以)?前")
# Days and seasons that the solar calendar does not fix, or that last for months.
_LUNAR_DAY = re.compile(r"月[初十廿][一二三四五六七八九十]|中秋|端午|除夕|清明|元宵")
_SEASON = re.compile(
    r"开春|春天|夏天|秋天|冬天|入夏|入秋|入冬|暑假|寒假|前几年|早几年|前些[天年]|前几[天个]|最近|前一?阵"
)
# "已经三个月了": the time since then.
_BEFORE_LENGTH, _AFTER_LENGTH = re.compile(r"[我都已经有拖欠走整]*"), re.compile(r"了[。.!！]?")


class OnlyAbout(Exception):
    """A time is told, but not to the month. ``words``: those that say it, "" when they cannot be told apart."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.words = words


class LunarDay(Exception):
    """A month of the lunar calendar is told."""


def read_occasion(text: str, today: dt.date) -> Day | None:
    """The day or month told in a normalised reply; None when no time is told. Raises OnlyAbout, LunarDay, NoSuchDay."""
    if day := find_day(_written_out(text), today):
        return day
    told = find_timespans(text, today)
    if (told and told[0].value.lunar) or _LUNAR_DAY.search(text):
        raise LunarDay
    if len(told) == 1 and (day := _within_a_month(told[0].value)):
        return day
    if told:
        raise OnlyAbout(text[told[0].start : told[0].end])
    if year := _YEAR_ONLY.fullmatch(text):
        raise OnlyAbout(f"{year['year']}年")
    if since := _since(text, today):
        return since
    if season := _SEASON.search(text):
        raise OnlyAbout(season[0])
    if _TWO_MONTHS.search(text) or _ABOUT_AGO.search(text):
        raise OnlyAbout
    return None


def _since(text: str, today: dt.date) -> Day | None:
    """The month that lies so far back: "三个月了"."""
    for found in find_durations(text):
        around = _BEFORE_LENGTH.fullmatch(text, 0, found.start) and _AFTER_LENGTH.fullmatch(text, found.end)
        if around and found.value.unit == "月" and found.value.amount.is_exact:
            return find_day(f"{found.value.amount.low:.0f}个月前", today)
    return None


def _written_out(text: str) -> str:
    """ "6.1" as "6月1日", where it is all that is said."""
    said = _MONTH_AND_DAY.fullmatch(text)
    return f"{said['month']}月{said['day']}日" if said else text


def _within_a_month(span: Timespan) -> Day | None:
    """The day, or the month that the whole span lies in; None when it is longer."""
    if span.first == span.last:
        return Day(span.first)
    if (span.first.year, span.first.month) != (span.last.year, span.last.month):
        return None
    return Day(span.first.replace(day=1), "month")
