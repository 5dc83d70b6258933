"""Days as offices write them in a cell: "2025-03-01", "2026年12月", "26.12.31", "二〇二六年三月一日", "长期",
"2026-01-01至2026-12-31", "46387" (how spreadsheets count days)."""

from __future__ import annotations

import datetime as dt
import re

from knowledge.language.numerals import read_digits, read_number
from knowledge.records.cell_texts import plain, shown

_OPEN = re.compile(
    r"长期(?:有效|招聘|有)?|永久(?:有效)?|常年(?:招聘)?|不限|无(?:期限|固定期限)?|[招额人]?满(?:员|额)?(?:为止|即止)|即日起?|至今|现行有效|"
    r"有效|暂无|待定|未知|不详|不定期|另行通知"
)
_TIME = r"(?:[ T]*\d{1,2}(?::\d{2}){1,2}(?:\.\d+)?)?"
_FULL = re.compile(rf"(\d{{4}})(?:(\d\d)(\d\d)|[-/.年] ?(\d{{1,2}})[-/.月] ?(\d{{1,2}})[日号]?){_TIME}", re.ASCII)
_SHORT_YEAR = re.compile(r"(\d\d)(?:\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号])", re.ASCII)
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:月?份?|月(底|末))", re.ASCII)
_NO_YEAR = re.compile(r"(\d{1,2})月(\d{1,2})[日号]", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.0+)?", re.ASCII)
_SERIALS = (20_000, 73_000)  # 1954 to 2099
_ZERO = dt.date(1899, 12, 30)
_HAN = "〇零一二三四五六七八九十"
_HAN_DAY = re.compile(rf"([{_HAN}]{{4}})年([{_HAN}]{{1,3}})月(?:([{_HAN}]{{1,3}})[日号])?")
_TO = re.compile(r"\s*(?:至|到|~|—+|–)\s*")


def read_first_day(text: str) -> dt.date | None:
    """The day, of a range or a month the first one; None where it is open. Raises ValueError, in Chinese."""
    return read_days(text)[0]


def read_last_day(text: str) -> dt.date | None:
    """The day, of a range or a month the last one; None where it is open. Raises ValueError, in Chinese."""
    return read_days(text)[1]


def read_days(text: str) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day of what a cell says; None where that is open. Raises ValueError as above."""
    ends = [end for end in _TO.split(_arabic(plain(text))) if end]
    if len(ends) == 2 and not _OPEN.fullmatch(plain(text)):
        first = _span(ends[0], text)
        return first[0], _span(_with_year(ends[1], first[0]), text)[1]
    return _span(_arabic(plain(text)), text)


def _span(part: str, text: str) -> tuple[dt.date | None, dt.date | None]:
    """The first and last day that one date covers: itself, or all of a month."""
    if _OPEN.fullmatch(part):
        return None, None
    if match := _MONTH.fullmatch(part):
        first = _date(match[1], match[2], "1", text)
        last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
        return last if match[3] else first, last
    day = _day(part, text)
    return day, day


def _day(part: str, text: str) -> dt.date:
    if match := _FULL.fullmatch(part):
        year, month, day = (found for found in match.groups() if found)
        return _date(year, month, day, text)
    if match := _SHORT_YEAR.fullmatch(part):
        year, month, day = (found for found in match.groups() if found)
        return _date(f"20{year}", month, day, text)
    if _SERIAL.fullmatch(part) and _SERIALS[0] <= float(part) <= _SERIALS[1]:
        return _ZERO + dt.timedelta(days=int(float(part)))
    if _NO_YEAR.fullmatch(part):
        raise ValueError(f"{shown(text)}没有写年份，请写成 2025-01-31")
    raise ValueError(f"{shown(text)}不是日期，请写成 2025-01-31；长期的、不清楚的请留空")


def _date(year: str, month: str, day: str, text: str) -> dt.date:
    if not 1900 <= int(year) <= 2100:
        raise ValueError(f"{shown(text)}的年份不对")
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError as error:
        raise ValueError(f"没有{shown(text)}这一天") from error


def _with_year(part: str, first: dt.date | None) -> str:
    """ "12月31日" after a date with a year is of the same year."""
    return f"{first.year}年{part}" if first and _NO_YEAR.fullmatch(part) else part


def _arabic(text: str) -> str:
    """Days written in Chinese numerals, in digits."""
    return _HAN_DAY.sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    day = f"{_number(match[3])}日" if match[3] else ""
    return f"{read_digits(match[1])}年{_number(match[2])}月{day}"


def _number(text: str) -> int:
    """ "十二", "三十一", "〇五"; 0, which no calendar has, for what is no number."""
    try:
        return read_digits(text) if "十" not in text else int(read_number(text))
    except ValueError:
        return 0
