"""Unemployment benefit: for how many months, and how much in all."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from knowledge.entitlements.calculation import Calculation, Step, note, plain, step, yuan
from knowledge.entitlements.local import BenefitMonths
from knowledge.figures.register import Value

# 社会保险法 第四十五条, 第四十六条.
LEAST_PAID_MONTHS = 12
MOST_BENEFIT_MONTHS = 24


def benefit_months(paid: int, rule: BenefitMonths) -> int:
    """Months of benefit for so many months of contribution; 0 for less than a year."""
    band = next((band for band in reversed(rule.bands) if paid >= band.months), None)
    if band is None or paid < LEAST_PAID_MONTHS:
        return 0
    short = band.every - (band.rest if band.rest is not None else band.every)
    return min(band.base + band.adds * ((paid - band.counted_from + short) // band.every), MOST_BENEFIT_MONTHS)


def unemployment_benefit(
    paid: int, rule: BenefitMonths, monthly: Value | None, by_class: Sequence[Value] = ()
) -> Calculation | None:
    """How long benefit is paid to somebody who has paid for so many months, and the sum where the ``monthly`` amount of the
    place is known; where it is not, the sum of each class of places of the province (``by_class``). None for less than a
    year: there is no benefit then."""
    months = benefit_months(paid, rule)
    if not months:
        return None
    key = "benefit_months_most" if rule.only_most else "benefit_months"
    counting = step(key, months, rule.article, paid=_in_words(paid))
    if rule.only_most:
        return Calculation((counting,), (note("benefit"), note("benefit_unknown")))
    return _in_all(counting, months, monthly, by_class, is_sure=rule.certainty != "B")


def benefit_of(months: int, monthly: Value | None, by_class: Sequence[Value] = ()) -> Calculation:
    """What so many ``months`` of benefit come to, which somebody knows that he is paid."""
    return _in_all(step("benefit_months_told", months), months, monthly, by_class, is_sure=True)


def _in_all(
    counting: Step, months: int, monthly: Value | None, by_class: Sequence[Value], *, is_sure: bool
) -> Calculation:
    told = note("benefit")
    if monthly is None:
        sums = "、".join(_sum_of(each.amount, months) for each in by_class)
        return Calculation((counting,), (told, note("benefit_by_class" if sums else "benefit_unknown", sums=sums)))
    monthly_step = step("benefit_a_month", monthly.amount, monthly.source.title)
    total = step("benefit", monthly.amount * months, monthly=yuan(monthly.amount), months=plain(Decimal(months)))
    unsure = () if is_sure and monthly.grade != "B" else (note("as_12333_says"),)
    return Calculation((counting, monthly_step, total), (told, *unsure), apart=(counting, total))


def _sum_of(monthly: Decimal, months: int) -> str:
    return note("benefit_of_class", monthly=yuan(monthly), total=yuan(monthly * months))


def _in_words(months: int) -> str:
    years, rest = divmod(months, 12)
    return (f"{years}年" if years else "") + (f"{rest}个月" if rest else "")
