"""How long: "三个月", "半年", "一年半", "12年3个月", "十来天", "两三个月"; with "每天两小时" what it is a share of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from knowledge.language.mentions import Mention, before
from knowledge.language.numbers import QUANTITY, START, Number, read_quantity
from knowledge.language.numerals import NUMBER, read_number

Unit = Literal["月", "天", "小时"]
Each = Literal["天", "周", "月", "年"]

# What one of each unit said is, and in which unit it is kept.
_WORTH: dict[str, tuple[Decimal, Unit]] = {
    "年": (Decimal(12), "月"),
    "月": (Decimal(1), "月"),
    "周": (Decimal(7), "天"),
    "天": (Decimal(1), "天"),
    "小时": (Decimal(1), "小时"),
    "分钟": (1 / Decimal(60), "小时"),
}
# What may follow each unit in one stretch ("一年零三个月"), in which unit a month is thirty days.
_SMALLER = {"年": "月", "月": "天", "周": "天", "小时": "分钟"}
_MONTH_IN_DAYS = 30
# What follows a year of the calendar: "98年开始交", "12年进厂", "2012年3月", "5年前", "75年的".
_CALENDAR = (
    r"(?!\s*(?:开始|起|进|参加|入|交|缴|买|生|出生|毕业|[初底末中]|(?:之|以)?前|的?时候|到|至|度|份|级|男|女|"
    r"[\d一二三四五六七八九十]+月))"
)
_AGO = r"(?!(?:之|以)?前|份)"
_WORDS: dict[str, str] = {
    "年": rf"(?:个年头|周年|年){_CALENDAR}",
    # Without 个 it is a month of the calendar, but for 两月 and 半月.
    "月": rf"(?:个月|(?<=[俩仨])月|(?<=[半两])月|(?<=个多)月){_AGO}",
    "周": rf"(?:个?星期(?![一二三四五六日天几])|周(?![一二三四五六日天几年边岁])|个?礼拜(?![一二三四五六日天几])){_AGO}",
    "天": rf"(?:个?工作日|天|(?<![\d一二三四五六七八九十月]号)日(?![薪结])){_AGO}",
    "小时": r"(?:个?小时|个?钟头|个钟)",
    "分钟": r"分钟",
}
_UNITS = "|".join(f"(?P<{name}>{words})" for name, words in _WORDS.items())
_PAIR = {"俩": "两", "仨": "三"}
_PART = re.compile(
    rf"(?:(?:{START}|(?<=[年月周期拜天时]零))(?!零.)(?P<quantity>{QUANTITY})|(?P<pair>[俩仨])|(?P<most>[大小])?(?P<small>半))"
    rf"\s*整?(?:(?P<half>个半)|(?P<over>个多))?(?:个(?=[月年星礼小钟工]))?(?:{_UNITS})(?:(?P<over_all>多)|(?P<and_half>半))?"
)
# "十五年又两个月", "一年零三个月": these belong together.
_JOINED = re.compile(r"\s*(?:零|又|加|外加|带|[,，]?还?多)?\s*")
# "每天两小时", "一周干六天": a share of each day, week or month.
_EACH = re.compile(
    r"(?:每|(?<![十第\d])一|(?<!\d)1)个?(?P<each>天|周|星期|礼拜|月|年)(?:只|就|才|要|都|得|能|最多|最少|至少|干|做|上班?|工作|加班?|休息?|放假?|来|有|大概|差不多|其实|实际上?|一般|基本上?|的)*$"
)
_EACH_OF: dict[str, Each] = {"天": "天", "周": "周", "星期": "周", "礼拜": "周", "月": "月", "年": "年"}
_BARE = re.compile(rf"\s*(?:我|大概|大约|差不多|有|是|就|才|满)*(?P<years>{NUMBER})[多来]?(?:吧|左右|了)?[。.!！]?\s*")
# "09年", "九几年": years of the calendar.
_OF_CALENDAR = re.compile(r"0\d|[四五六七八九零]几年")
# Years that are to come, or that a rule asks for.
_NOT_DONE = re.compile(r"(?:差(?!不多)|缺|少|欠|剩|再|还[有要得需]?)[^\d,，。;；]{0,3}$")
# No working life is longer: two digits above are a year of the calendar ("98年").
MOST_YEARS = 60


@dataclass(frozen=True)
class Duration:
    """``amount`` months, days or hours (a year is twelve months, a week seven days); ``each``: of every day, week, month
    or year ("每天两小时")."""

    amount: Number
    unit: Unit
    each: Each | None = None

    @property
    def years(self) -> Decimal:
        """The lower end in years, to two decimals, when the unit is the month."""
        return round(self.amount.low / 12, 2)


def find_durations(text: str) -> Iterator[Mention[Duration]]:
    """The durations in a normalised ``text``, in order; "一年零三个月" is one. No years of the calendar ("98年", "5年前")."""
    held: Mention[Duration] | None = None
    said_in = ""
    for unit, found in _parts(text):
        joined = held is not None and _JOINED.fullmatch(text[held.end : found.start])
        if held and joined and (both := _sum(held.value, found.value, _SMALLER.get(said_in) == unit)):
            held, said_in = Mention(both, held.start, found.end), unit
            continue
        if held:
            yield held
        held, said_in = found, unit
    if held:
        yield held


def find_years(text: str) -> Iterator[Mention[Duration]]:
    """The stretches of years and months in ``text`` that are behind somebody; none that is still to come ("还差三年"),
    none that is vague ("十几年")."""
    for found in find_durations(text):
        duration = found.value
        vague = "几" in text[found.start : found.end]
        if duration.unit == "月" and not duration.each and not vague and not before(_NOT_DONE, text, found.start):
            yield found


def find_number_of_years(text: str) -> Decimal | None:
    """The years that ``text`` tells, to two decimals: the first stretch of years, or a bare number as an answer ("12")."""
    for found in find_years(text):
        return found.value.years
    if match := _BARE.fullmatch(text):
        try:
            return read_number(match["years"])
        except ValueError:
            return None
    return None


def _parts(text: str) -> Iterator[tuple[str, Mention[Duration]]]:
    """Each length with the unit that it was said in."""
    for match in _PART.finditer(text):
        unit = next(name for name in _WORTH if match[name])
        amount = _amount(match)
        if amount is None or (unit == "年" and (amount.low > MOST_YEARS or _OF_CALENDAR.match(match[0]))):
            continue
        worth, kept_as = _WORTH[unit]
        each = _each(text, match.start(), unit)
        duration = Duration(amount.times(worth), kept_as, _EACH_OF[each["each"]] if each else None)
        if kept_as == "月" and duration.amount.low > MOST_YEARS * 12:
            continue
        if not _is_the_each(text, match):
            yield unit, Mention(duration, each.start() if each else match.start(), match.end())


def _amount(match: re.Match[str]) -> Number | None:
    """How many of the unit; None when the characters are no number."""
    half = Decimal("0.5")
    if match["small"]:
        low, high = {"大": (half, Decimal(1)), "小": (Decimal("0.25"), half)}.get(match["most"] or "", (half, half))
        return Number(low, high, about=bool(match["most"]))
    try:
        amount = read_quantity(match["quantity"] or _PAIR[match["pair"]])
    except ValueError:
        return None
    amount = amount.plus(half * ((match["half"] is not None) + (match["and_half"] is not None)))
    is_more = match["over"] or match["over_all"]
    return replace(amount, high=amount.high + 1, about=True) if is_more else amount


def _each(text: str, place: int, unit: str) -> re.Match[str] | None:
    """The "每天" or "一周" that a length is a share of; "一年三个月" is one stretch, ",一个月20天" are days of each month."""
    each = before(_EACH, text, place)
    if each and each["each"] == "月" and text[: each.start()].endswith((",", "，")):
        return each
    is_part = each and not each[0].startswith("每") and _SMALLER.get(each["each"]) == unit and each["each"] in "年月"
    return None if each and is_part and each[0].endswith(each["each"]) else each


def _is_the_each(text: str, match: re.Match[str]) -> bool:
    """Whether this is the day of "一天干8小时", which belongs to the hours after it."""
    following = _PART.search(text, match.end())
    if not following:
        return False
    each = _each(text, following.start(), next(name for name in _WORTH if following[name]))
    return each is not None and each.start() <= match.start() < each.end()


def _sum(longer: Duration, shorter: Duration, fits: bool) -> Duration | None:
    """The two as one stretch ("一年" and "三个月", "一个月" and "十天"); None when they are no parts of one."""
    if not fits or shorter.each:
        return None
    more = shorter.amount if longer.unit == shorter.unit else shorter.amount.times(1 / Decimal(_MONTH_IN_DAYS))
    about = longer.amount.about or shorter.amount.about or longer.unit != shorter.unit
    return replace(longer, amount=Number(longer.amount.low + more.low, longer.amount.high + more.high, about))
