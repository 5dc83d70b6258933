"""How much or how long a reply says, brought to the one unit that was asked for: "一年半" is 18 个月, "六千五" 6500 元.

A share is multiplied out: "每天两小时，一个月22天，干了一年" is 2 × 22 × 12 hours.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

from knowledge.language import numerals
from knowledge.language.durations import find_durations
from knowledge.language.money import Per, find_money, money_alone
from knowledge.language.numbers import Number

Unit = Literal["个月", "年", "天", "小时", "岁", "人", "元", "级"]

# What one of each said unit is in the unit asked for; a day of work has eight hours.
_SAID: dict[str, str] = {
    "周年": "年",
    "年": "年",
    "个月": "月",
    "月": "月",
    "星期": "周",
    "周": "周",
    "天": "天",
    "日": "天",
}
_SAID |= {"小时": "小时", "钟头": "小时", "岁": "岁", "人": "人", "口": "人", "位": "人", "级": "级"}
_WORTH: dict[Unit, dict[str, Fraction]] = {
    "个月": {"年": Fraction(12), "月": Fraction(1), "周": Fraction(7, 30), "天": Fraction(1, 30)},
    "年": {"年": Fraction(1), "月": Fraction(1, 12)},
    "天": {"年": Fraction(365), "月": Fraction(30), "周": Fraction(7), "天": Fraction(1)},
    "小时": {"天": Fraction(8), "小时": Fraction(1)},
    "岁": {"岁": Fraction(1)},
    "人": {"人": Fraction(1)},
    "级": {"级": Fraction(1)},
    "元": {},
}
_PART = re.compile(
    rf"(?P<number>{numerals.NUMBER}|半)(?P<half>个半)?[多余]?个?(?P<unit>{'|'.join(_SAID)})(?P<and_half>半)?(?!份|前|后)"
)
_CALENDAR = re.compile(rf"(?:19|20)\d\d(?:年|[.\-/])|\d月\d+[日号]|[今去前明]年的?{numerals.NUMBER}月")
_VAGUE = re.compile(
    r"[十百千万好]几|几[十百千万]|来(?:个|年|天)|一两|两三|二三|三四|四五|五六|六七|七八|八九|\d[-~到至、]\d"
)
_BELOW = re.compile(r"不到|不足|没到|不满|没满|未满|还差|将近|接近|快(?!递)|以?内$|以下$")
_NOT_ONE = re.compile(r"[一半].{0,3}[都也]没")
# Around a bare number: "大概18吧", "交了18".
_BARE = re.compile(rf"^[^\d{numerals.HAN_DIGITS}十百千万廿]{{0,6}}({numerals.NUMBER})[个多来吧了啊左右的样子]*$")
# As numerals are written on receipts.
_ON_RECEIPTS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
# How many of what is said next there are of each: weeks in a month, months in a year.
_EACH_IN: dict[tuple[str, str], Fraction] = {
    ("天", "天"): Fraction(1),
    ("周", "天"): Fraction(1, 7),
    ("周", "月"): Fraction(52, 12),
    ("月", "月"): Fraction(1),
    ("年", "月"): Fraction(1, 12),
}
_BY_WEEK = re.compile(r"周薪|(?:[每一1按]个?)(?:周|星期|礼拜)(?!\d*[一二三四五六七]?天)")
_SHARED: tuple[Unit, ...] = ("小时", "天")
# Beside hours of each day this is how many days there are in a month, not a month and some days.
_DAYS_OF_EACH = re.compile(rf"(?<![\d十])[一1](?=个?(?:月|周|星期|礼拜)[上干做加有]*{numerals.NUMBER}天)")

Amount = Fraction | Literal["vague"]


class OnlyAShare(Exception):
    """So much of each day or week is said, but not of how many."""


class OtherTime(Exception):
    """Pay is told for another time than was asked for, as ``per`` says."""

    def __init__(self, per: str) -> None:
        super().__init__(per)
        self.per = per


def read_amount(text: str, unit: Unit) -> Amount | None:
    """The amount said in ``text``, in ``unit``; a bare number counts as ``unit``; None when none is said.

    Several lengths add up ("一年零三个月"). "不到一年" is one unit less than said, "两年多" the two years, "十几年" vague:
    it may lie on either side of a limit. Raises OnlyAShare.
    """
    text = text.translate(_ON_RECEIPTS).replace("俩", "两个").replace("仨", "三个")
    if unit == "元":
        return _money(text)
    if _CALENDAR.search(text):
        return None
    if _NOT_ONE.search(text):
        return Fraction(0)
    if _VAGUE.search(text):
        return "vague"
    try:
        amount = _of_shares(text, unit) or _said(text, unit)
    except ValueError:  # "十一十" and the like
        return None
    if amount is None:
        return None
    return max(amount - 1, Fraction(0)) if _BELOW.search(text) else amount


def read_pay(text: str, per: Per) -> Amount | None:
    """The pay said in ``text``, in yuan for each month or day; without a time it is for the one asked for. A day's pay times
    the days of each month is a month's ("一天280，一个月26天"). Raises OtherTime."""
    if _BY_WEEK.search(text):
        raise OtherTime("周")
    told = find_money(text.translate(_ON_RECEIPTS))
    said = told[0].value.per if told else None
    if said in (None, per):
        return read_amount(text, "元")
    days = [found.value for found in find_durations(_DAYS_OF_EACH.sub("每", text))]
    working = next((day.amount for day in days if (day.unit, day.each) == ("天", "月")), None)
    if (said, per) == ("天", "月") and working and working.is_exact and not _is_open(told[0].value.yuan):
        return Fraction(told[0].value.yuan.low) * Fraction(working.low)
    raise OtherTime(str(said))


def _money(text: str) -> Amount | None:
    """The first amount of yuan, or the only number; vague when two are left open ("五六千") or it is said to be less."""
    yuan = money_alone(text) or next((found.value.yuan for found in find_money(text)), None)
    if yuan is None:
        return None
    return "vague" if _is_open(yuan) or _VAGUE.search(text) or _BELOW.search(text) else Fraction(yuan.low)


def _is_open(number: Number) -> bool:
    """Whether it may be either of two numbers; "3000多" is at least 3000."""
    return number.low != number.high and not number.about


def _of_shares(text: str, unit: Unit) -> Fraction | None:
    """A share of each day or week times how many there were; None when no share is told."""
    told = [found.value for found in find_durations(_DAYS_OF_EACH.sub("每", text))]
    share = next((duration for duration in told if duration.each and duration.unit == unit), None)
    if unit not in _SHARED or share is None:
        return None
    total, each = Fraction(share.amount.low), str(share.each)
    rest = [duration for duration in told if duration is not share]
    while each:
        following = next(((one, worth) for one in rest if (worth := _EACH_IN.get((each, one.unit)))), None)
        if following is None:
            raise OnlyAShare(text)
        one, worth = following
        rest.remove(one)
        total, each = total * Fraction(one.amount.low) * worth, str(one.each or "")
    return total


def _said(text: str, unit: Unit) -> Fraction | None:
    parts = [match for match in _PART.finditer(text) if _SAID[match["unit"]] in _WORTH[unit]]
    if parts:
        terms = [(_amount(part), _WORTH[unit][_SAID[part["unit"]]]) for part in parts]
    elif bare := _BARE.search(text):
        terms = [(_value(bare[1]), Fraction(1))]
    else:
        return None
    return sum((number * worth for number, worth in terms), Fraction(0))


def _amount(part: re.Match[str]) -> Fraction:
    halves = (part["half"] is not None) + (part["and_half"] is not None)
    return _value(part["number"]) + Fraction(halves, 2)


def _value(digits: str) -> Fraction:
    return Fraction(1, 2) if digits == "半" else Fraction(numerals.read_number(digits))
