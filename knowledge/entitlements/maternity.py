"""Maternity leave by province, and the allowance for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from knowledge.entitlements.calculation import Calculation, Step, note, step, yuan
from knowledge.entitlements.local import MaternityDays, MiscarriageDays

# 女职工劳动保护特别规定 第七条.
BASIC_DAYS, DIFFICULT_DAYS, DAYS_A_TWIN = 98, 15, 15
DAYS_A_MONTH = 30


@dataclass(frozen=True)
class Birth:
    """``child``: which one it is, 1 to 3 (a later one counts as the third); ``born`` at once; ``difficult``: 难产."""

    child: int = 1
    born: int = 1
    difficult: bool = False


def maternity_leave(birth: Birth, rule: MaternityDays | None) -> Calculation:
    """Days of leave."""
    parts = tuple(_parts(birth, rule))
    total = step("leave_total", sum(part.amount for part in parts), parts="＋".join(part.result for part in parts))
    return Calculation((*parts, total) if len(parts) > 1 else parts, tuple(_notes(rule)))


def miscarriage_leave(months: int, rule: MiscarriageDays) -> Calculation:
    """Days of leave after so many whole ``months`` of pregnancy."""
    days = next(band.days for band in reversed(rule.bands) if months >= band.months)
    return Calculation((step("miscarriage", days, rule.article, months=months),))


def with_allowance(leave: Calculation, average: Decimal | None) -> Calculation:
    """The leave with 生育津贴: the ``average`` monthly pay of the employer's people in the year before, over 30 days.

    社会保险法 第五十六条; only told where that is not known.
    """
    days = leave.result
    if average is None:
        return Calculation(leave.steps, (*leave.notes, note("allowance_formula", days=days.result)))
    allowance = step("allowance", average / DAYS_A_MONTH * days.amount, average=yuan(average), days=days.result)
    return Calculation((*leave.steps, allowance), (*leave.notes, note("allowance_who")))


def _parts(birth: Birth, rule: MaternityDays | None) -> Iterator[Step]:
    yield step("basic_days", BASIC_DAYS)
    if rule:
        place, added = rule.regions[0], rule.added[min(birth.child, len(rule.added)) - 1]
        yield step("province_days", added, rule.article, place=place)
    if birth.difficult:
        yield step("difficult_days", DIFFICULT_DAYS)
    if birth.born > 1:
        yield step("twin_days", DAYS_A_TWIN * (birth.born - 1), born=birth.born, each=DAYS_A_TWIN)


def _notes(rule: MaternityDays | None) -> Iterator[str]:
    if rule is None:
        yield note("province_unknown")
    elif rule.note:
        yield rule.note
    if rule and rule.certainty == "B":
        yield note("as_12333_says")
