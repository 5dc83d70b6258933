"""How long: a count of years said in a text ("12年3个月", "十二年半", "一百八十个月")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from knowledge.language.numerals import NUMBER, read_number

# What follows a year of the calendar: "98年开始交", "12年进厂", "2012年3月".
_CALENDAR = (
    r"(?!\s*(?:开始|起|进|参加|入|交|缴|买|生|出生|毕业|[初底末中]|以?前|之前|的?时候|到|至|度|份|"
    r"[\d一二三四五六七八九十]+月))"
)
_YEARS = re.compile(
    rf"(?<![\d.第几,])(?P<years>{NUMBER}|半)\s*[多来余]?(?:个年头|年){_CALENDAR}(?P<half>半)?"
    rf"(?:[零又]?(?P<months>{NUMBER})个月)?"
)
_MONTHS = re.compile(rf"(?<![\d.第几,])(?P<months>{NUMBER})个月")
_BARE = re.compile(rf"\s*(?:我|大概|大约|差不多|有|是|就|才|满)*(?P<years>{NUMBER})[多来]?(?:吧|左右|了)?[。.!！]?\s*")
# Years that are to come, or that a rule asks for.
_NOT_DONE = re.compile(r"(?:差(?!不多)|缺|少|欠|剩|再|还[有要得需]?)[^\d,，。;；]{0,3}$")
# No working life is longer: two digits above are a year of the calendar ("98年").
_MOST_YEARS = 60


@dataclass(frozen=True)
class Duration:
    """A count of years, to two decimals, and the characters that say it."""

    years: Decimal
    start: int
    end: int


def find_durations(text: str) -> Iterator[Duration]:
    """The durations in ``text``, in order; none that is still to come ("还差三年")."""
    taken = 0
    for match in sorted([*_YEARS.finditer(text), *_MONTHS.finditer(text)], key=lambda m: (m.start(), -m.end())):
        if match.start() < taken:
            continue
        taken = match.end()
        years = _value(match)
        if years is not None and not _NOT_DONE.search(text[: match.start()]):
            yield Duration(years, match.start(), match.end())


def find_number_of_years(text: str) -> Decimal | None:
    """The years that ``text`` tells, to two decimals: the first duration, or a bare number as an answer ("12")."""
    for duration in find_durations(text):
        return duration.years
    if match := _BARE.fullmatch(text):
        return _read(match["years"])
    return None


def _value(match: re.Match[str]) -> Decimal | None:
    parts = match.groupdict()
    said = parts.get("years") or "零"
    years = Decimal("0.5") if said == "半" else _read(said)
    months = _read(parts.get("months") or "零")
    if years is None or months is None or years > _MOST_YEARS or months > _MOST_YEARS * 12 or re.match(r"0\d", said):
        return None
    total = years + (Decimal("0.5") if parts.get("half") else 0) + months / 12
    return round(total, 2)


def _read(number: str) -> Decimal | None:
    try:
        return read_number(number)
    except ValueError:
        return None
