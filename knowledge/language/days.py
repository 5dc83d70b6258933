"""Which past day or month somebody means: "昨天", "上个月15号", "3月5号", "去年8月", "两个月前".

Only the solar calendar: lunar dates, years, parts of months and spans are read in ``timespans``.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from knowledge.errors import ReadableError
from knowledge.language.mentions import Mention
from knowledge.language.numerals import HAN_DIGITS, read_digits, read_number


class NoSuchDay(ReadableError):
    """The text names a day that the calendar does not have."""


@dataclass(frozen=True)
class Day:
    """A day, or a month of which ``date`` is the first day."""

    date: dt.date
    precision: Literal["day", "month"] = "day"

    @classmethod
    def parse(cls, text: str) -> Day:
        """From "2026-03-05" or "2026-03". Raises ValueError."""
        if len(text) == len("2026-03"):
            return cls(dt.date.fromisoformat(f"{text}-01"), "month")
        return cls(dt.date.fromisoformat(text))

    def __str__(self) -> str:
        return f"{self.date:%Y-%m}" if self.precision == "month" else self.date.isoformat()

    @property
    def in_words(self) -> str:
        """ "2026年3月5日" or "2026年3月"."""
        month = f"{self.date.year}年{self.date.month}月"
        return month if self.precision == "month" else f"{month}{self.date.day}日"


_DIGITS = f"{HAN_DIGITS}十廿百"
_NUMERAL = re.compile(rf"[{_DIGITS}]+(?=个?半?(?:年|月|周|星期|礼拜)|[日号天])")
_LUNAR = re.compile(r"农历|阴历|旧历|初[一二三四五六七八九十]|腊月|正月|冬月|闰|除夕|大年|年三十")

_YEAR = r"(?:(?P<year>(?:19|20)\d\d|(?<!\d)\d\d)\s*年?的?|(?P<named>今年|本年|去年|上年|前年|大前年)的?)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
# With a year and a day it is a date, even one that cannot be.
_ANY_MONTH = r"(?P<month>\d{1,2})"
# "八月十五" means a day of the lunar calendar.
_NO_NUMERAL = rf"(?![{_DIGITS}])"
_DAY = r"(?P<day>\d{1,2})"
_DAY_ALONE = re.compile(rf"(?<![月\d./-]){_DAY}[日号](?![线楼门院])")
_NAMED_YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "大前年": -3}
_NAMED_DAYS = {"大前天": -3, "前天": -2, "前晚": -2, "昨": -1, "今天": 0, "今日": 0, "今早": 0, "今晚": 0, "刚才": 0}
_NAMED_DAYS |= {"大后天": 3, "后天": 2, "明天": 1, "明日": 1}
_WEEKDAYS = {name: number for number, name in enumerate("一二三四五六日")} | {"天": 6}
_WEEKDAYS |= {str(number + 1): number for number in range(7)}


def find_day(text: str, today: dt.date) -> Day | None:
    """The first day or month named in a normalised ``text``, or None. Without a year it is the latest that is not after
    ``today``.

    Raises NoSuchDay ("2026-02-30", "2月30号").
    """
    if _LUNAR.search(text):
        return None
    figures = in_figures(text)
    found = ((pattern.search(figures), read) for pattern, read in _READERS)
    return next((read(match, today) for match, read in found if match), None)


def find_days(figures: str, today: dt.date) -> Iterator[Mention[Day | None]]:
    """Every day and month named in ``in_figures(text)``, the most exact forms first, so that they overlap; None for a day
    that cannot be."""
    for pattern, read in _READERS:
        for match in pattern.finditer(figures):
            try:
                if day := read(match, today):
                    yield Mention(day, *match.span())
            except NoSuchDay:
                yield Mention(None, *match.span())


def in_known_month(text: str, day: dt.date, known: dt.date) -> dt.date:
    """The ``day`` that a normalised ``text`` names, in the month that is ``known`` where the text names a day and no month:
    "15号" after "1月份入职"."""
    is_alone = any(int(alone["day"]) == day.day for alone in _DAY_ALONE.finditer(in_figures(text)))
    if not is_alone or day.day > calendar.monthrange(known.year, known.month)[1]:
        return day
    return known.replace(day=day.day)


def in_figures(text: str) -> str:
    """The text with numerals before a unit of time in Arabic figures: "三月五号" becomes "3月5号"."""
    return _NUMERAL.sub(_in_figures, text)


def figures_from(text: str) -> list[int]:
    """For each place in ``in_figures(text)``, its end too, the place in ``text`` that it comes from."""
    places: list[int] = []
    at = 0
    for match in _NUMERAL.finditer(text):
        places += range(at, match.start())
        written = len(_in_figures(match))
        # The inner places of a rewritten numeral stand for its start: no mention begins or ends there.
        places += [match.start()] * written
        at = match.end()
    return [*places, *range(at, len(text) + 1)]


def _in_figures(match: re.Match[str]) -> str:
    """A numeral in Arabic figures; "两三" is none, but "二六" may be a year."""
    numeral = match[0]
    by_digits = not set(numeral) & set("十廿百")
    if by_digits and len(numeral) > 1 and match.string[match.end()] != "年":
        return numeral
    try:
        return str(read_digits(numeral) if by_digits else int(read_number(numeral)))
    except ValueError:  # "十十"
        return numeral


def _full(match: re.Match[str], today: dt.date) -> Day:
    return _day(_year(match, today), int(match["month"]), int(match["day"]))


def _month_of_year(match: re.Match[str], today: dt.date) -> Day:
    return Day(dt.date(_year(match, today), int(match["month"]), 1), "month")


def _day_of_month(match: re.Match[str], today: dt.date) -> Day:
    """ "3月5号": this year, or the last year that is over and has this day."""
    month, day = int(match["month"]), int(match["day"])
    for year in (today.year, today.year - 1):
        if 0 < day <= calendar.monthrange(year, month)[1] and dt.date(year, month, day) <= today:
            return Day(dt.date(year, month, day))
    return _day(today.year if (month, day) <= (today.month, today.day) else today.year - 1, month, day)


def _month_alone(match: re.Match[str], today: dt.date) -> Day:
    month = int(match["month"])
    return Day(dt.date(today.year if month <= today.month else today.year - 1, month, 1), "month")


def _named_month(match: re.Match[str], today: dt.date) -> Day:
    """ "上个月15号", "上个月", "这个月3号"."""
    back = match["which"].count("上")
    first = _months_before(today, back)
    return _day(first.year, first.month, int(match["day"])) if match["day"] else Day(first, "month")


def _day_alone(match: re.Match[str], today: dt.date) -> Day:
    """ "15号": of this month, or of the last one when it is still to come."""
    day = int(match["day"])
    first = _months_before(today, 0 if day <= today.day else 1)
    return _day(first.year, first.month, day)


def _named_day(match: re.Match[str], today: dt.date) -> Day:
    return Day(today + dt.timedelta(days=_NAMED_DAYS[match[0]]))


def _ago(match: re.Match[str], today: dt.date) -> Day | None:
    """ "10天前", "两周前" to the day; "两个月前", "半年前", "一年半前" to the month."""
    number, unit, half = int(match["number"] or 0), match["unit"], bool(match["half"] or match["half_after"])
    if unit in ("天", "日"):
        return Day(today - dt.timedelta(days=number)) if number else None
    if unit in ("周", "星期", "礼拜"):
        return Day(today - dt.timedelta(weeks=number)) if number else None
    if unit == "月":
        since = today - dt.timedelta(days=15) if half else today
        return Day(_months_before(since, number), "month") if number or half else None
    return Day(_months_before(today, number * 12 + 6 * half), "month") if number or half else None


def _weekday(match: re.Match[str], today: dt.date) -> Day:
    """ "上周三", "这周一"; "周三" alone is the latest one."""
    monday = today - dt.timedelta(days=today.weekday())
    day = monday + dt.timedelta(weeks=-(match["which"] or "").count("上"), days=_WEEKDAYS[match["weekday"]])
    return Day(day if match["which"] or day <= today else day - dt.timedelta(weeks=1))


def _year(match: re.Match[str], today: dt.date) -> int:
    if match["named"]:
        return today.year + _NAMED_YEARS[match["named"]]
    year = int(match["year"])
    if year >= 100:
        return year
    return year + (2000 if year <= today.year % 100 + 1 else 1900)


def _months_before(today: dt.date, months: int) -> dt.date:
    """The first day of the month that lies ``months`` before the one of ``today``."""
    count = today.year * 12 + today.month - 1 - months
    return dt.date(count // 12, count % 12 + 1, 1)


def _day(year: int, month: int, day: int) -> Day:
    try:
        return Day(dt.date(year, month, day))
    except ValueError as error:
        raise NoSuchDay(f"日历上没有{year}年{month}月{day}日这一天，请核对后再说一遍日期") from error


_Read = Callable[[re.Match[str], dt.date], Day | None]
# The most exact forms first; the first that matches decides.
_READERS: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?P<named>)(?!\d)"), _full),
    (re.compile(rf"(?<!\d){_YEAR}\s*{_ANY_MONTH}月\s*{_DAY}(?:日|号|(?!\d))"), _full),
    (
        re.compile(rf"(?<!\d)(?P<year>(?:19|20)\d\d|\d\d)(?P<sep>[.\-/]){_ANY_MONTH}(?P=sep){_DAY}(?P<named>)(?!\d)"),
        _full,
    ),
    (re.compile(rf"(?<!\d){_YEAR}\s*{_MONTH}月{_NO_NUMERAL}"), _month_of_year),
    (re.compile(rf"(?<![\d.])(?P<year>(?:19|20)\d\d)[.\-/]{_MONTH}(?P<named>)(?![\d.])"), _month_of_year),
    (re.compile(rf"(?<!\d){_MONTH}月\s*{_DAY}(?:日|号|(?![\d个]))"), _day_of_month),
    (re.compile(r"(?P<which>上+个?|这个?|本|当)月(?:份)?的?\s*(?:(?P<day>\d{1,2})[日号])?"), _named_month),
    (
        re.compile(
            r"(?<![\d零又])(?P<number>\d{1,3})?个?(?P<half>半)?个?(?P<unit>天|日|周|星期|礼拜|月|年)(?P<half_after>半)?(?:之|以)?前"
        ),
        _ago,
    ),
    (re.compile("|".join(_NAMED_DAYS)), _named_day),
    (
        re.compile(r"(?<!下)(?P<which>上+个?|这个?|本)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天1-7])(?!\d)"),
        _weekday,
    ),
    (re.compile(rf"(?<![\d个]){_MONTH}月{_NO_NUMERAL}"), _month_alone),
    (re.compile(r"(?<![\d月])(?P<day>\d{1,2})号(?![线楼门院店窗文令码])"), _day_alone),
)
