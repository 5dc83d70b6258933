"""Numbers and lengths of time in a reply, brought to one unit: "一年半" is 18 个月."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

from knowledge.language import numerals
from knowledge.topics.selfchecks.schema import Unit

# What one of each said unit is in the unit asked for.
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
_SAID |= {"小时": "小时", "钟头": "小时", "岁": "岁", "人": "人", "口": "人", "位": "人", "块": "元", "元": "元"}
_WORTH: dict[Unit, dict[str, Fraction]] = {
    "个月": {"年": Fraction(12), "月": Fraction(1), "周": Fraction(7, 30), "天": Fraction(1, 30)},
    "年": {"年": Fraction(1), "月": Fraction(1, 12)},
    "天": {"年": Fraction(365), "月": Fraction(30), "周": Fraction(7), "天": Fraction(1)},
    "小时": {"天": Fraction(24), "小时": Fraction(1)},
    "岁": {"岁": Fraction(1)},
    "人": {"人": Fraction(1)},
    "元": {"元": Fraction(1)},
}
_PART = re.compile(
    rf"(?P<number>{numerals.NUMBER}|半)(?P<half>个半)?[多余]?个?(?P<unit>{'|'.join(_SAID)})(?P<and_half>半)?(?!份|前|后)"
)
_CALENDAR = re.compile(r"(?:19|20)\d\d(?:年|[.\-/])|\d月\d+[日号]")
_VAGUE = re.compile(r"[十百好]几|几十|来(?:个|年|天)|一两|两三|二三|三四|四五|五六|六七|七八|八九|\d[-~到至、]\d")
_BELOW = re.compile(r"不到|不足|没到|不满|没满|未满|还差|将近|接近|快(?!递)|以?内$|以下$")
_NOT_ONE = re.compile(r"[一半].{0,3}[都也]没")
# Around a bare number: "大概18吧", "交了18".
_BARE = re.compile(rf"^[^\d{numerals.HAN_DIGITS}十百千万廿]{{0,6}}({numerals.NUMBER})[个多来吧了啊左右的样子]*$")


def read_number(text: str, unit: Unit) -> Fraction | Literal["vague"] | None:
    """The amount said in ``text``, in ``unit``; a bare number counts as ``unit``; None when none is said.

    Several lengths add up ("一年零三个月"). "不到一年" is one unit less than said, "两年多" the two years, "十几年" vague:
    it may lie on either side of a limit.
    """
    text = text.replace("俩", "两个").replace("仨", "三个")
    if _CALENDAR.search(text):
        return None
    if _NOT_ONE.search(text):
        return Fraction(0)
    if _VAGUE.search(text):
        return "vague"
    try:
        amount = _said(text, unit)
    except ValueError:  # "十一十" and the like
        return None
    if amount is None:
        return None
    return max(amount - 1, Fraction(0)) if _BELOW.search(text) else amount


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
