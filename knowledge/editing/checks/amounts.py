"""Numbers with units in answers: against another answer, against the version before, against the register."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from knowledge.editing.checks.findings import Finding, Kind, finding
from knowledge.figures.literals import Literal, literals, strays
from knowledge.figures.register import Figures, plain
from knowledge.figures.wording import without_references
from knowledge.places.regions import Region

# Nobody raises an amount so much at once; a zero too many or too few is more.
LARGEST_JUMP = Decimal(5)
_DATE = re.compile(
    r"(?:19|20)\d\d(?:年(?:\d{1,2}月(?:\d{1,2}[日号])?)?|[-/.]\d{1,2}[-/.]\d{1,2})|\d{1,2}月\d{1,2}[日号]|第\d+条"
)
_UNITS = {
    "亿元": ("元", 10**8), "万元": ("元", 10**4), "元": ("元", 1), "块": ("元", 1), "%": ("%", 1), "％": ("%", 1),
    "个工作日": ("个工作日", 1), "工作日": ("个工作日", 1), "天": ("天", 1), "日": ("天", 1), "周岁": ("岁", 1),
    "岁": ("岁", 1), "个月": ("个月", 1), "年": ("年", 1), "小时": ("小时", 1), "万人": ("人", 10**4), "人": ("人", 1),
    "平方米": ("平方米", 1), "倍": ("倍", 1),
}  # fmt: skip
_AMOUNT = re.compile(rf"(?<![\d.])(\d+(?:\.\d+)?)\s*({'|'.join(sorted(_UNITS, key=len, reverse=True))})")

Amounts = Mapping[str, frozenset[Decimal]]


def amounts(text: str) -> Amounts:
    """The amounts of a text by unit; dates and articles are none."""
    found: dict[str, set[Decimal]] = defaultdict(set)
    for number, written in _AMOUNT.findall(_DATE.sub("，", text)):
        unit, times = _UNITS[written]
        found[unit].add(Decimal(number) * times)
    return {unit: frozenset(numbers) for unit, numbers in found.items()}


def differing(ours: str, theirs: str) -> tuple[str, str] | None:
    """What two answers to the same question say differently, in words: amounts of one unit of which they share none."""
    mine, others = amounts(ours), amounts(theirs)
    apart = [unit for unit in mine if unit in others and not mine[unit] & others[unit]]
    return (_in_words(mine, apart), _in_words(others, apart)) if apart else None


def jumps(new: str, old: str) -> Iterator[Finding]:
    """Amounts of an answer that are far from all whose place they may have taken: those in their unit that only the version
    before had, or else all that it had."""
    now, before = amounts(new), amounts(old)
    for unit in now.keys() & before.keys():
        replaced = before[unit] - now[unit] or before[unit]
        for amount in sorted(now[unit] - before[unit]):
            if all(_is_far(amount, known) for known in replaced):
                yield finding(Kind.JUMP, "answer", old=_in_words(before, [unit]), new=_written(amount, unit))


def against_register(
    answer: str, question: str, region: Region, today: dt.date, register: Figures
) -> Iterator[Finding]:
    """Figures of the register that an answer writes out, or gives otherwise than the register does; and what numbers it has
    besides."""
    text = without_references(answer)
    known = {literal.number: literal for literal in literals(text, question, region, today, register)}
    for literal in known.values():
        yield finding(Kind.LITERAL, "answer", number=literal.number, instead=literal.instead, what=literal.what)
    stray: dict[str, Literal] = {}
    for one in strays(text, question, region, today, register):
        if one.number not in known:
            stray.setdefault(one.number, one)
    for one in stray.values():
        yield finding(Kind.OFF_REGISTER, "answer", what=one.what, right=one.instead, number=one.number)
    others = dict.fromkeys("".join(match) for match in _AMOUNT.findall(_DATE.sub("，", text)))
    if rest := [number for number in others if number not in known and number not in stray]:
        yield finding(Kind.UNREGISTERED, "answer", numbers="、".join(rest))


def _is_far(one: Decimal, other: Decimal) -> bool:
    low, high = sorted((one, other))
    return low == 0 or high / low >= LARGEST_JUMP


def _in_words(found: Amounts, units: list[str]) -> str:
    return "、".join(_written(amount, unit) for unit in units for amount in sorted(found[unit]))


def _written(amount: Decimal, unit: str) -> str:
    return f"{plain(amount)}{unit}"
