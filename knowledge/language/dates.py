"""Which time a question asks about: a year or a month of it, "以前", or nothing said (today)."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

# Not a year of birth ("1968年10月生", "1975年的女工"): those ask about a person.
_NO_YEAR = r"(?![\d年.]|\s*(?:多|余|左右|以上|以下|来|几|个|元|人|家|块|次|项|户|万|小时|名|张|亿))"
_FULL_YEAR = re.compile(
    rf"(?<!\d)(20[0-4]\d)年(?!(?:\d+月)?.{{0,2}}(?:出生|生的|生人))|(?<!\d)(201[5-9]|202\d){_NO_YEAR}"
)
# "23年的标准" but not "缴满23年" (a duration): two digits count as a year only where a date can stand.
_SHORT_YEAR = re.compile(
    r"(?<![\d满缴交干作龄第近过了约保够厂司我老])(19|2[0-9])年(?=[,，的]|那|发|给|加|市|全|新|出|涨|底|初|度|脱|就业|招|办|工亡|失业|"
    r"基础|补|第|春|秋|上半|下半|以来|\d+月(?!.{0,2}生))(?!的?(?:工龄|社保|养老保险))"
)
# Older years are hardly ever other than years of birth, but for those that say so.
_OLD_YEAR = re.compile(r"(?<!\d)(19[5-9]\d)年(?=的时候|那时|那会|那阵|那年|当时)")
_RELATIVE = {
    re.compile("大前年"): -3,
    re.compile("(?<![目提])前年(?![龄限])"): -2,
    re.compile("去年"): -1,
    re.compile("(?<![以早马])上年(?![龄底会纪])"): -1,
    re.compile("今年|本年"): 0,
}
_PAST = re.compile(
    r"(?:调整|调正|涨|提高|上调|改|变|改革|提标|加|延迟退休|出台|实施)(?:之|以)?前|没(?:有|调|涨|改|变|延迟)[^，。]{0,6}(?:那会儿?|那时候?|的时候)|以前(?!.{0,4}(?:提出|申请|通知|办))|之前(?=的?(?:是|标准|多少|呢|怎么|规定|$|[,，?？]))"
    r"|原来(?=的?(?:是|标准|多少|每|一个月|规定|呢|$|[?？]))|原先|过去|从前|早先|早[些几]年|前些年|那些年|旧的?(?:标准|规定|政策)|老(?:标准|规定|政策)|上一版"
)


# Behind a year: "2024年7月", "去年7月".
_MONTH = re.compile(r"的?\s*(1[0-2]|0?[1-9])月(?!\d)")
# "2024年上调之前": what held before that year's change.
_BEFORE_YEAR = re.compile(r"20[0-4]\d年[^，。,]{0,8}?(?:之前|以前|前)(?![面后年十几])")
_PAST_WORDS = ("以前", "之前", "原来", "从前")


@dataclass(frozen=True)
class Period:
    """A stretch of days asked about, both included; ``past`` when only "before" was said."""

    first: dt.date
    last: dt.date
    past: bool = False

    @classmethod
    def of_year(cls, year: int) -> Period:
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))

    @classmethod
    def of_month(cls, year: int, month: int) -> Period:
        return cls(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))


def full_years(text: str) -> str:
    """The text with two-digit years written out: "24年给加过" becomes "2024年给加过"."""
    return _SHORT_YEAR.sub(r"20\1年", text)


def find_period(text: str, today: dt.date) -> Period | None:
    """The time that ``text`` asks about, or None when it does not say (then: today)."""
    if _BEFORE_YEAR.search(text):
        return Period(dt.date.min, today, past=True)
    if match := _FULL_YEAR.search(text) or _OLD_YEAR.search(text):
        return _of_year_or_month(int(next(filter(None, match.groups()))), text, match.end())
    if _PAST.search(text) or text.strip("那么呢的吗是多少，,？? ") in _PAST_WORDS:
        return Period(dt.date.min, today, past=True)
    for pattern, years in _RELATIVE.items():
        if match := pattern.search(text):
            return _of_year_or_month(today.year + years, text, match.end())
    return None


def _of_year_or_month(year: int, text: str, end: int) -> Period:
    """The year said up to ``end``, or the month of it that follows."""
    month = _MONTH.match(text, end)
    return Period.of_month(year, int(month[1])) if month else Period.of_year(year)


def without_period(text: str) -> str:
    """The text without the words that say the time."""
    for pattern in (_FULL_YEAR, _OLD_YEAR, _PAST, *_RELATIVE):
        text = pattern.sub("", text)
    for word in _PAST_WORDS:
        text = text.replace(word, "")
    return text
