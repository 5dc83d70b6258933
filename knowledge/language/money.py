"""Money as people type it: "两千三", "2300块", "1.2万", "五百来块", "3k", "一天260", "月薪八千", "10块一单"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from knowledge.language.mentions import Mention, before, without_overlaps
from knowledge.language.numbers import ONE, QUANTITY, SIZES, START, Number, read_quantity
from knowledge.language.numerals import HAN_DIGITS, NUMBER

Per = Literal["小时", "天", "月", "年", "单", "课时"]

# What is counted instead of money, after a number.
_COUNTED = (
    r"(?![多来余几]?\s*(?:[年岁月天日号次人个名家户位里米斤克吨亩平股册字分点度条件台辆间套张页倍项场期届级行强顿班周%％]"
    r"|公里|小时|钟头|周岁|周年|工作日|星期|礼拜))"
)
_WITH_UNIT = re.compile(
    rf"{START}(?P<quantity>{QUANTITY})\s*(?P<unit>元|圆|块钱?)(?P<tenth>(?<=块)[\d{HAN_DIGITS}](?=$|[,，。.!！?？\s毛一]))?"
)
_LARGE = re.compile(rf"{START}(?P<quantity>{QUANTITY}){_COUNTED}")
_CUE = r"余额|账户|户头|到手|存|储存额|工资|基数|收入|薪|拿|挣|赚|发|领|[交缴欠押扣]|补贴?|档|按"
_TO = r"\s*[-~—到至]+\s*"
_BARE = rf"(?P<quantity>(?:{ONE}{_TO})?{ONE})"
_AFTER_CUE = re.compile(
    rf"(?:{_CUE})[了着里为:：]?(?:到手|大概|大约|差不多|一共|总共|平均|有|是|约|写|定|的|了)*\s*{_BARE}{_COUNTED}(?![A-Za-z:：-])"
)
_ANSWER = re.compile(
    rf"\s*(?:我|每月|每年|一年|一个月|大概|大约|差不多|约|有|是|就|才)*(?P<quantity>(?:{ONE}{_TO})?{NUMBER})"
    rf"(?:多|左右|上下|的样子|吧|的|[。.!！])*\s*"
)
_PER: dict[Per, str] = {
    "小时": "个?小时|个?钟头|个钟",
    "天": "天|日",
    "月": "个?月",
    "年": "年",
    "单": "单",
    "课时": "课时|节课?|堂课?",
}
_UNITS = "|".join(f"(?P<{per}>{words})" for per, words in _PER.items())
# "每天260", "一个月到手3000", "按小时20".
_BEFORE = re.compile(
    rf"(?:[每按]|(?:(?<![十第])一|(?<!\d)1)(?=个?[小钟天日月年单节堂]))(?:{_UNITS})"
    r"(?:能|可以|大概|大约|差不多|就|才|是|给|发|拿|挣|赚|到手|工资|收入|交|缴|存|开|有|也|的|[:： ])*$"
)
_NAMED = re.compile(
    r"(?P<named>课时|[时日年]|(?<!个)月)(?:薪|工资|收入|入|结|费)+(?:大概|大约|差不多|就|是|有|的|到手|[:： ])*$"
)
_NAMED_PER: dict[str, Per] = {"课时": "课时", "时": "小时", "日": "天", "月": "月", "年": "年"}
# "十二个月加起来七万八": what a year comes to.
_OF_A_YEAR = re.compile(
    r"(?:(?:十二|12)个月|(?<![第十])[一1]整?年|全年)(?:的?(?:工资|收入|钱))?(?:下来)?[^,，。;；\d]{0,2}"
    r"(?:[加合]起来|加一起|一共|总共|合计|拢共)(?:大概|大约|差不多|工资|是|有|就)*$"
)
# "10元一单", "3500一个月", "200/天".
_AFTER = re.compile(rf"(?:多|左右|上下|钱)*\s*(?:[/每]|一|1)(?:{_UNITS})")
# A rate without 块 is money when nothing else can follow ("一天260", "一个月3000左右"), or when its time does ("260一天").
_RATE = re.compile(
    rf"(?:[每按]|(?:(?<![十第])一|(?<!\d)1)(?=个?[小钟天日月年单节堂]))(?:{_UNITS})"
    rf"(?:大概|大约|差不多|就|才|是|给|到手|工资|收入|[:： ])*{_BARE}"
    r"(?=$|[,，。;；!！?？\s]|多(?![^,，。\s]{0,2}[年月天人个])|左右|上下|的?时候|算|干|吧)"
)
_RATE_BEHIND = re.compile(rf"{START}{_BARE}(?:左右|上下)?(?=(?:[/每]|(?<!十)一)(?:{'|'.join(_PER.values())}))")


@dataclass(frozen=True)
class Money:
    """An amount in yuan; ``per``: the stretch of time or piece of work that it is paid for, None when it was not said."""

    yuan: Number
    per: Per | None = None


# What each pattern leaves to be ruled out: "一块" is "together", a large number has a size, "交一" is no amount.
_PATTERNS: dict[re.Pattern[str], Callable[[re.Match[str]], bool]] = {
    _WITH_UNIT: lambda m: (m["quantity"], m["unit"], m["tenth"]) != ("一", "块", None),
    _LARGE: lambda m: bool(set(m["quantity"].lower()) & set(SIZES) - {"十"}),
    _AFTER_CUE: lambda m: len(m["quantity"]) > 1,
    _RATE: lambda m: len(m["quantity"]) > 1,
    _RATE_BEHIND: lambda m: len(m["quantity"]) > 1,
}


def find_money(text: str) -> list[Mention[Money]]:
    """The amounts of money in a normalised ``text``, in order.

    An amount has a unit ("2300块"), a size ("四万二", "3k"), a word before it that speaks of money ("工资4500"), or a time
    that it is paid for ("一天260"). Years, ages, persons and other counts are none, nor is what has a minus. The words
    that say what it is paid for belong to the mention.
    """
    return without_overlaps(
        amount
        for pattern, is_money in _PATTERNS.items()
        for match in pattern.finditer(text)
        if is_money(match)
        for amount in _read(match)
    )


def find_amount(text: str) -> Decimal | None:
    """The first amount of money in ``text``, in yuan, or a bare number that is all that is said; the lower end of a
    range. None when there is none, or nothing certain ("几十万")."""
    if _ANSWER.fullmatch(text):
        alone = money_alone(text)
        return None if alone is None else alone.low
    certain = (amount for amount in find_money(text) if not text[amount.start :].startswith(("几", "好几")))
    return next((amount.value.yuan.low for amount in certain), None)


def money_alone(text: str) -> Number | None:
    """The bare number that is all that is said ("大概六千五吧"), in yuan; None when more is said or it is no number."""
    match = _ANSWER.fullmatch(text)
    return next((amount.value.yuan for amount in _read(match)), None) if match else None


def _read(match: re.Match[str]) -> Iterator[Mention[Money]]:
    """The amount of a match; nothing when its characters are no number ("十千")."""
    try:
        yuan = read_quantity(match["quantity"])
        if tenth := match.groupdict().get("tenth"):
            yuan = yuan.plus(read_quantity(tenth).low / 10)
    except ValueError:
        return
    start, end = match.start("quantity"), match.end()
    if named := before(_NAMED, match.string, start):
        yield Mention(Money(yuan, _NAMED_PER[named["named"]]), named.start(), end)
    elif said := before(_OF_A_YEAR, match.string, start):
        yield Mention(Money(yuan, "年"), said.start(), end)
    elif said := before(_BEFORE, match.string, start):
        yield Mention(Money(yuan, _per(said)), said.start(), end)
    elif said := _AFTER.match(match.string, end):
        yield Mention(Money(yuan, _per(said)), start, said.end())
    else:
        yield Mention(Money(yuan), start, end)


def _per(match: re.Match[str]) -> Per | None:
    return next((per for per in get_args(Per) if match[per]), None)
