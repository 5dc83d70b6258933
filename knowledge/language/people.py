"""What a sentence says of a person: sex, month of birth, kind of post. For the retirement rules."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Mention:
    """A value and the characters that say it."""

    value: str
    start: int
    end: int


_FULL = r"(?<!\d)(?P<year>19[3-9]\d|20[01]\d)"
# Two digits are a year of birth only before 年 and not in a duration ("交了30年").
_SHORT = r"(?<![\d交缴满龄干了作资费第近约过保])(?P<year>[3-9]\d)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
# With a month: "1975年3月", "75年3月份", "1975.3", "1975-03", "197503"; without: "1975年的", "75年出生", "我75年".
_WITH_MONTH = (
    re.compile(rf"{_FULL}\s*(?:年|[.\-/])\s*{_MONTH}(?!\d)"),
    re.compile(rf"{_SHORT}年\s*{_MONTH}(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>19[3-9]\d|20[01]\d)(?P<month>0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d)"),
)
_AFTER_YEAR = r"\s*(?:份)?(?=\s*(?:的|生|出生|男|女|[,，。]|$))"
_ONLY_YEAR = (re.compile(rf"{_FULL}\s*年?{_AFTER_YEAR}"), re.compile(rf"{_SHORT}年{_AFTER_YEAR}"))
_ONLY_MONTH = re.compile(rf"^\D{{0,3}}{_MONTH}\s*月份?(?:生|出生)?的?[。.!！]?$")
_MALE = re.compile(r"男|先生|我爸|我爹|父亲|老公|爷们|大叔|大爷|(?<!岳)丈夫")
_FEMALE = re.compile(r"女|我妈|我娘|母亲|老婆|妻子|媳妇|阿姨|大姐|妇")
_POST_50 = re.compile(
    r"(?:女|企业|普通|一线|生产)?(?:工人|普工|职工岗|操作工|服务员|工勤)|车间|厂里(?:上班|干活)|原?(?:法定)?50岁?(?:退休?)?的?$"
)
_POST_55 = re.compile(
    r"干部|管理(?:岗|人员)?|技术(?:岗|人员)|专技|教师|护士|会计|公务员|事业编|行政|灵活就业|自由职业|原?(?:法定)?55岁?(?:退休?)?的?$"
)


def find_sex(text: str) -> Mention | None:
    """ "男" or "女", whichever is said first; None when both or neither could be meant."""
    male, female = _MALE.search(text), _FEMALE.search(text)
    if bool(male) == bool(female):
        return None
    match = male or female
    assert match
    return Mention("男" if male else "女", *match.span())


def find_birth(text: str) -> Mention | None:
    """Month of birth as "1975-03"; "1975" when only the year is said, "-03" when only the month is."""
    for pattern in _WITH_MONTH:
        if match := pattern.search(text):
            return Mention(f"{_full_year(match['year'])}-{int(match['month']):02d}", *match.span())
    for pattern in _ONLY_YEAR:
        if match := pattern.search(text):
            return Mention(str(_full_year(match["year"])), *match.span())
    if match := _ONLY_MONTH.search(text):
        return Mention(f"-{int(match['month']):02d}", *match.span())
    return None


def find_post(text: str) -> Mention | None:
    """A woman's original legal age by her kind of post: "50" (worker) or "55" (cadre, manager, specialist)."""
    for value, pattern in (("55", _POST_55), ("50", _POST_50)):
        if match := pattern.search(text):
            return Mention(value, *match.span())
    return None


def _full_year(year: str) -> int:
    return int(year) if len(year) == 4 else 1900 + int(year)
