"""Numbers as offices write them: "4,500", "7天", "一名", "5-8人", "若干"; and pay: "6000~9000元/月", "8k", "面议"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from knowledge.language.numbers import QUANTITY, SIZES, read_quantity
from knowledge.records.cell_texts import is_nothing, plain, shown

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)", re.ASCII)
_THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])")
_UNITS = "天日人名个位张床间套"
_ABOUT = re.compile(r"^(?:约|大约|招|共|最多|最长|不超过)|(?:左右|以上|以内|以下|起|[+])$")
_MANY = re.compile(r"若干|不限|多|数|大量|面议|长期|不等")
_QUANTITY = re.compile(QUANTITY)
_A_DATE = re.compile(r"\d{1,2}月\d{1,2}日|\d{4}-\d\d?-\d\d?(?: 00:00:00)?|\d{1,2}-[A-Z][a-z]{2}", re.ASCII)
_MOST_YUAN, _MOST_COUNTED = 1_000_000, 100_000

_PAY_UNITS = {
    "小时": "小时 时 钟点 h 小时工".split(),
    "天": "天 日".split(),
    "月": "月 个月".split(),
    "单": "单 件 票 计件 计单".split(),
    "课时": "课时 节 课".split(),
}
_UNIT_OF = {word: unit for unit, words in _PAY_UNITS.items() for word in words}
_UNIT_WORDS = "|".join(sorted(_UNIT_OF, key=len, reverse=True))
_PAY_UNIT = re.compile(rf"(?:元|块)?[/每按]?(?P<unit>{_UNIT_WORDS})(?:薪|工资|结|计)?")
_NO_PAY = re.compile(r"(?:工资|薪资|薪酬|待遇|价格)?(?:面议|面谈|协商|不限|待定|可议|详谈|从优)+")
_PAID = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<size>[kKwW千万])?")
_PER = re.compile(rf"元?[/每一](?P<per>{_UNIT_WORDS}|年)|(?P<kind>[年月日天时])[薪工]资?|(?P<piece>计件)")
_RANGE = re.compile(r"\s*[-~—–至到]+\s*")
_BESIDES = re.compile(
    r"元|块钱?|人民币|rmb|¥|综合|税前|税后|底薪|基本|工资|薪资|薪酬|待遇|约|大约|左右|不等|[:;,。\s]|包[吃住]+",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(r"以上|[+]|起步?|保底|提成|加|绩效|多劳多得|上不封顶")
_AT_MOST = re.compile(r"以下|以内|不超过|最高|封顶")


@dataclass(frozen=True)
class Pay:
    """From ``low`` to ``high`` yuan (None: open) for each ``unit`` (one of the contract's, "" unknown)."""

    low: Decimal | None
    high: Decimal | None
    unit: str


def number(text: str, most: float) -> float:
    """A number that is not negative. Raises ValueError with what is wrong, in Chinese."""
    written = plain(text)
    written = written.replace(",", "") if _THOUSANDS.fullmatch(written) else written
    if not _NUMBER.fullmatch(written):
        raise ValueError(_no_number(text))
    value = float(written)
    if value < 0:
        raise ValueError(f"{shown(text)}是负数")
    if value > most:
        raise ValueError(f"{shown(text)}太大了，最多 {most:,.0f}")
    return value


def read_amount(text: str) -> float | None:
    """Yuan, to the fen; None where nothing is said. Raises ValueError as above."""
    return None if is_nothing(text) else round(number(text, _MOST_YUAN), 2)


def read_count(text: str) -> int | None:
    """A whole number, of a range the lower end; its unit may stand behind it ("7天"). None where none is said ("若干").

    Raises ValueError as above.
    """
    if is_nothing(text):
        return None
    bare = _bare(text)
    if _MANY.fullmatch(bare):
        return None
    if _QUANTITY.fullmatch(bare) and not _NUMBER.fullmatch(bare):
        try:
            return int(read_quantity(bare).low)
        except ValueError as error:
            raise ValueError(_no_number(text)) from error
    if not _NUMBER.fullmatch(bare):
        raise ValueError(_no_number(text))
    value = number(bare, _MOST_COUNTED)
    if value != int(value):
        raise ValueError(f"{shown(text)}不是整数")
    return int(value)


def is_plain(text: str) -> bool:
    """Whether a cell is nothing but a number, or empty."""
    return is_nothing(text) or bool(_NUMBER.fullmatch(plain(text)))


def is_range(text: str) -> bool:
    """Whether a cell of a whole number names two ("5-8人")."""
    return len(_RANGE.split(_bare(text))) > 1


def read_pay_unit(text: str) -> str:
    """The contract's word for what pay is for, "" where none is said. Raises ValueError as above."""
    written = "".join(plain(text).casefold().split())
    if is_nothing(text) or _NO_PAY.fullmatch(written):
        return ""
    if match := _PAY_UNIT.fullmatch(written):
        return _UNIT_OF[match["unit"]]
    raise ValueError(f"{shown(text)}不认识，只能是 {'、'.join(_PAY_UNITS)} 之一")


def read_pay(text: str) -> Pay | None:
    """What is paid; None if it is not understood for certain."""
    written = _THOUSANDS.sub(lambda match: match[0].replace(",", ""), plain(text).casefold())
    per = _PER.search(written)
    unit = _unit(per) if per else ""
    rest = _PER.sub("", written)
    if unit is None:
        return None
    if _NO_PAY.fullmatch(_BESIDES.sub("", rest)) or (per and per["piece"] and not _PAID.search(rest)):
        return Pay(None, None, unit)
    numbers = list(_PAID.finditer(rest))
    is_range = len(numbers) == 2 and bool(_RANGE.fullmatch(rest[numbers[0].end() : numbers[1].start()].strip("元")))
    if len(numbers) > 2 or (len(numbers) == 2 and not is_range) or not numbers:
        return None
    around = rest[: numbers[0].start()] + rest[numbers[-1].end() :]
    if _AT_MOST.sub("", _AT_LEAST.sub("", _BESIDES.sub("", around))).strip("/()"):
        return None
    low, high = _sizes(numbers)
    if is_range:
        return Pay(low, high, unit) if low <= high else None
    return Pay(None if _AT_MOST.search(around) else low, None if _AT_LEAST.search(around) else high, unit)


def _bare(text: str) -> str:
    bare = plain(text).rstrip("。")
    bare = bare.replace(",", "") if _THOUSANDS.fullmatch(bare) else bare
    for _ in range(2):
        bare = _ABOUT.sub("", bare).rstrip(_UNITS).strip()
    return bare


def _no_number(text: str) -> str:
    if _A_DATE.fullmatch(text.strip()):
        return f"{shown(text)}像是被表格软件变成了日期，请把这一格设为文本格式再填"
    return f"{shown(text)}不是数字，请只写数字，不清楚就留空"


def _unit(per: re.Match[str]) -> str | None:
    """None for pay by the year, which the contract has no word for."""
    word = per["per"] or per["kind"] or per["piece"]
    return None if word == "年" else _UNIT_OF[word]


def _sizes(numbers: list[re.Match[str]]) -> tuple[Decimal, Decimal]:
    """Both ends; a size said once is that of both ("3-4千")."""
    low, high = numbers[0], numbers[-1]
    last = SIZES.get(high["size"] or "", 1)
    values = [Decimal(one["number"]) * SIZES.get(one["size"] or "", 1) for one in (low, high)]
    if not low["size"] and values[0] * last <= values[1]:
        values[0] *= last
    return values[0], values[1]
