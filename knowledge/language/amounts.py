"""Amounts of money as people type them: "两千三", "2300块", "1.2万", "五百来块", "3k", "账户里有四万二"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from knowledge.language.numerals import HAN_DIGITS, NUMBER, read_number

_SIZES = {"k": 1000, "w": 10000, "百": 100, "千": 1000, "万": 10000, "亿": 10**8}
_ABOUT = r"[多来余几]|把"
# "2000-3000元", "三到五万": the smaller counts. A minus before an amount makes it none.
_LOW = rf"(?:(?P<low>{NUMBER})\s*[kKwW]?\s*[-~—到至]+\s*)?"
_START = rf"(?<![\d.,\-−负第几{HAN_DIGITS}十百千万])"
_SCALED = rf"(?P<number>{NUMBER}|[百千万](?=把))\s*(?P<letter>[kKwW](?![A-Za-z]))?(?:{_ABOUT})?(?P<scale>[百千万亿])?"
# What is counted instead of money, after a number.
_COUNTED = (
    r"(?![多来余几]?\s*(?:[年岁月天日号次人个名家户位里米斤克吨亩平股册字分点度条件台辆间套张页倍项场期届级行强%％]"
    r"|公里|小时|周岁|周年|工作日|星期))"
)
_WITH_UNIT = re.compile(
    rf"{_START}{_LOW}{_SCALED}\s*(?P<unit>元|圆|块钱?)(?P<tenth>(?<=块)[\d{HAN_DIGITS}](?=$|[,，。.!！?？\s毛]))?"
)
_LARGE = re.compile(rf"{_START}{_LOW}{_SCALED}{_COUNTED}")
_CUE = r"余额|账户|户头|到手|存|储存额|工资|基数|收入|月薪|拿|挣|赚|发|领|[交缴]|补贴?|档|按"
_AFTER_CUE = re.compile(
    rf"(?:{_CUE})[了着里为:：]?(?:到手|大概|大约|差不多|一共|总共|有|是|约|的)*\s*{_LOW}(?P<number>{NUMBER}){_COUNTED}(?![A-Za-z:：-])"
)
_ANSWER = re.compile(
    rf"\s*(?:我|每月|每年|一年|一个月|大概|大约|差不多|约|有|是|就|才)*{_LOW}(?P<number>{NUMBER})"
    rf"(?:多|左右|上下|的样子|吧|的|[。.!！])*\s*"
)


# What each pattern leaves to be ruled out: "一块" is "together", a large number has a size, "交一" is no amount.
_PATTERNS: dict[re.Pattern[str], Callable[[re.Match[str]], bool]] = {
    _WITH_UNIT: lambda m: (m["number"], m["unit"], m["tenth"]) != ("一", "块", None),
    _LARGE: lambda m: bool(m["letter"] or m["scale"] or set(m["number"]) & set("百千万亿")),
    _AFTER_CUE: lambda m: len(m["number"]) > 1,
}


@dataclass(frozen=True)
class _Found:
    value: Decimal
    start: int


def find_amount(text: str) -> Decimal | None:
    """The first amount of money in ``text``, in yuan; the smaller end of a range.

    An amount has a unit ("2300块"), a size ("四万二", "3k"), a word before it that speaks of money ("工资4500"), or is all
    that is said. Years, ages, persons and other counts are none, nor is what has a minus.
    """
    if match := _ANSWER.fullmatch(text):
        return next((found.value for found in _read(match)), None)
    found = [
        amount
        for pattern, is_money in _PATTERNS.items()
        for match in pattern.finditer(text)
        if is_money(match)
        for amount in _read(match)
    ]
    return min(found, key=lambda amount: amount.start).value if found else None


def _read(match: re.Match[str]) -> Iterator[_Found]:
    """The amount of a match; nothing when its characters are no number ("十千")."""
    parts = match.groupdict()
    number = parts["number"] if parts["number"] not in ("百", "千", "万") else f"一{parts['number']}"
    size = _SIZES.get((parts.get("letter") or parts.get("scale") or "").lower(), 1)
    try:
        value = read_number(number) * size
        if parts.get("low"):
            value = _low(read_number(parts["low"]), value, size if size > 1 else _SIZES.get(number[-1], 1))
    except ValueError:
        return
    if parts.get("tenth"):
        value += read_number(parts["tenth"]) / 10
    yield _Found(value, match.start("low") if parts.get("low") else match.start("number"))


def _low(low: Decimal, high: Decimal, size: int) -> Decimal:
    """The lower end of a range; it shares the size said only once ("3-4千")."""
    return low * size if low * size <= high else low
