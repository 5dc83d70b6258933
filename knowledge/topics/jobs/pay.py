"""What pay a sentence asks for: "一天两百以上", "三四千", "25块一小时", "1.2万"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from knowledge.language.numerals import read_number
from knowledge.topics.jobs.job import PayUnit

# "左右" asks for about so much: a tenth less will do.
ABOUT = 0.9
LEAST = 5  # yuan; a smaller number in a sentence counts something else, except by piece
# 劳社部发[2008]3号, 二: an hour's wage is the month's divided by (21.75 days paid × 8 hours).
HOURS_A_DAY = 8
DAYS_A_MONTH = 21.75
# Hours of work in a unit of pay. What a piece or a lesson takes is not known: these are never converted.
HOURS: dict[PayUnit, float] = {"小时": 1.0, "天": HOURS_A_DAY, "月": HOURS_A_DAY * DAYS_A_MONTH}
# Yuan below which an amount without a unit is by the hour, and by the day.
_HOURLY_BELOW, _DAILY_BELOW = 100, 1000

_UNIT_WORDS: dict[PayUnit, str] = {
    "小时": "个?小时|个?钟头|个钟",
    "天": "天|日",
    "月": "个?月",
    "课时": "课时|节课?|堂课?",
    "单": "单",
}
_UNIT = "|".join(f"(?P<{{0}}_{unit}>{words})" for unit, words in _UNIT_WORDS.items())
_NAMED: dict[str, PayUnit] = {"课时": "课时", "时": "小时", "日": "天", "天": "天", "月": "月"}
# "两百一天" is 200 a day, not 201 days.
_ONE_UNIT = re.compile(r"(?:(?<!十)一|(?<![\d.])1)(?=个?(?:小时|钟|天|日|月|单|课时|节|堂))")
_NUMBER = r"(?>\d+(?:\.\d+)?(?:[万千百wk]\d?)?|[一二两三四五六七八九十百千万零]+)"
# After these a number counts something that is not money.
_NO_MONEY = r"(?!\s*(?:[个岁人名号点分里米天年次家层楼路期平斤班餐险休结周站公时月份]|小时))"
_PAY = re.compile(
    rf"(?:(?P<named>课时|[时日天月年])(?:薪|工资|收入|入|结|费)|(?:每|/)(?:{_UNIT.format('before')}))?"
    r"(?P<link>(?:要|得|能|给|我|有|拿|赚|挣|做|到手|工资|待遇|收入|薪资|薪水|薪|大概|差不多|最少|至少|最低|起码|不低于|不少于|保底|也|的|是|都|开|"
    r"在|过|上|超过|[,，:： ])*)"
    rf"(?P<low>{_NUMBER})(?:\s*(?:-|~|—|到|至)+\s*(?P<high>{_NUMBER}))?{_NO_MONEY}"
    r"\s*(?P<more>[多来几]?)\s*(?P<money>块(?P<tenths>[一二三四五六七八九\d半](?![\d百千万]))?|元|圆)?钱?(?P<bound>以上|往上|左右|上下|以下|以内|之内|打底|起)?的?\s*"
    rf"(?:(?:/|每)(?:{_UNIT.format('after')}))?"
)
_LEAD = re.compile(r"工资|待遇|收入|薪|最少|至少|最低|起码|不低于|不少于|保底|超过|到手|赚|挣|拿")
_SCALED = re.compile(r".+[百千万wk]")  # so large a number is money unless it is said to count something else
_HIGHER = re.compile(r"(?:再|要|能)?(?:高|多)(?:一?点|些)|再(?:高|多)|(?:太|有点|工资|钱)(?:低|少)了?|涨一?点")
_LOWER = re.compile(r"(?:再|可以)?(?:低|少)(?:一?点|些)(?:也|都)?|降一?点")


@dataclass(frozen=True)
class Pay:
    """An amount in yuan; ``unit`` is None when it was not said."""

    amount: float
    unit: PayUnit | None
    start: int = 0
    end: int = 0


def find_pay(text: str, asked: bool = False) -> Pay | None:
    """The least pay that a normalised ``text`` asks for; of a range the lower end. None for an upper limit.

    A bare number counts only when pay was ``asked`` for.
    """
    plain = _ONE_UNIT.sub("每", text)
    for match in _PAY.finditer(plain):
        evidence = match["named"] or match["money"] or match["bound"] or _LEAD.search(match["link"])
        evidence = evidence or _SCALED.match(match["high"] or match["low"]) or match[0] == plain or _is_range(match)
        unit = _unit(match)
        if match["named"] == "年" or not (evidence or unit or asked):
            continue
        if match["bound"] in ("以下", "以内", "之内"):
            continue
        amount = _lower_end(match["low"], match["high"])
        if amount is not None and match["tenths"]:
            amount += 0.5 if match["tenths"] == "半" else (_amount(match["tenths"]) or 0) / 10
        if amount is None or amount < (LEAST if unit != "单" else 0.1):
            continue
        about = ABOUT if match["bound"] in ("左右", "上下") else 1
        return Pay(round(amount * about, 2), unit, *match.span())
    return None


def find_step(text: str) -> int:
    """+1 when more pay is asked for without a number ("再高一点"), -1 when less will do, else 0."""
    return 1 if _HIGHER.search(text) else -1 if _LOWER.search(text) else 0


def likely_unit(amount: float, before: PayUnit | None = None) -> PayUnit:
    """The unit of an amount without one: the one ``before`` unless the amount is out of its range."""
    guess: PayUnit = "小时" if amount < _HOURLY_BELOW else "天" if amount < _DAILY_BELOW else "月"
    return before if before in ("单", "课时") and amount < _DAILY_BELOW else guess


def converted(amount: float, unit: PayUnit, to: PayUnit) -> float | None:
    """The same pay in another unit; None when a piece or a lesson is involved."""
    if unit == to:
        return amount
    if unit not in HOURS or to not in HOURS:
        return None
    return amount / HOURS[unit] * HOURS[to]


def rounded(amount: float, up: bool = False) -> float:
    """To what people say, two digits and zeros: 187 becomes 180 (``up``: 190), 4730 becomes 4700; below 1 all is 0."""
    if amount < 1:
        return 0.0
    step = 10.0 ** max(0, math.floor(math.log10(amount)) - 1)
    return float((math.ceil if up else math.floor)(round(amount / step, 6)) * step)


def _unit(match: re.Match[str]) -> PayUnit | None:
    for unit in _UNIT_WORDS:
        if match[f"before_{unit}"] or match[f"after_{unit}"]:
            return unit
    return _NAMED.get(match["named"] or "")


def _is_range(match: re.Match[str]) -> bool:
    """Whether it has two ends too large to be hours or ages."""
    low, high = _amount(match["low"]), _amount(match["high"] or "")
    return low is not None and high is not None and _HOURLY_BELOW <= low <= high


def _lower_end(low: str, high: str | None) -> float | None:
    amount, upper = _amount(low), _amount(high) if high else None
    if amount and upper and amount < 10 <= upper / 10:  # "三到四千", "3-5k"
        amount *= 10.0 ** math.floor(math.log10(upper))
    return amount


def _amount(written: str) -> float | None:
    """The value of a number in digits, in Chinese, or both; "三四千" is 3000. None when it is no number."""
    try:
        return float(read_number(written.replace("w", "万").replace("k", "千")))
    except ValueError:
        return None
