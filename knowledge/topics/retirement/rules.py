"""When may somebody retire: 渐进式延迟法定退休年龄, in force since 2025-01-01.

Source: 全国人大常委会关于实施渐进式延迟法定退休年龄的决定 (2024-09-13) and 国务院关于渐进式延迟法定退休年龄的办法.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, cast

from knowledge.errors import ReadableError

OriginalAge = Literal[50, 55, 60]


@dataclass(frozen=True, order=True)
class Month:
    """A month of the calendar."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """From "1975-03". Raises ValueError."""
        year, month = (int(part) for part in text.split("-"))
        if not 1 <= month <= 12:
            raise ValueError(f"no such month: {text}")
        return cls(year, month)

    def plus(self, months: int) -> Month:
        count = self.year * 12 + self.month - 1 + months
        return Month(count // 12, count % 12 + 1)

    def since(self, other: Month) -> int:
        """Months from ``other`` to this one."""
        return (self.year - other.year) * 12 + self.month - other.month


@dataclass(frozen=True)
class Rule:
    """How one group's age rises: from the month of birth ``first`` on, a month for every ``step`` begun, at most ``most``."""

    first: Month
    step: int
    most: int


# Men (60), women cadres and specialists (55), women workers (50).
RULES: dict[OriginalAge, Rule] = {
    60: Rule(Month(1965, 1), 4, 36),
    55: Rule(Month(1970, 1), 4, 36),
    50: Rule(Month(1975, 1), 2, 60),
}
MINIMUM_YEARS = Fraction(15)
MINIMUM_YEARS_AT_LAST = Fraction(20)
# The minimum rises by half a year each year from 2030 on.
LAST_YEAR_OF_MINIMUM = 2029
MOST_EARLY_OR_LATE = 36
# Retiring early has to be said in writing so many months before.
NOTICE_OF_EARLY = 3
# 特殊工种 and high altitude: which work counts is settled by other State rules, so this passage sends people to the office.
SPECIAL_WORK_PASSAGE = "nation-retire-special-work"


class ImpossibleCase(ReadableError):
    """What is told of a person cannot be so, or the rules here do not cover it."""


@dataclass(frozen=True)
class Retirement:
    """``delay`` and ``age_months`` in months; ``years`` of contribution needed in the year of retirement; ``earliest``
    by choice (at most three years early, not below the original age). ``original_month``: by the rules until 2024."""

    month: Month
    delay: int
    age_months: int
    years: Fraction
    earliest: Month
    latest: Month
    original_age: OriginalAge
    original_month: Month


@dataclass(frozen=True)
class Prospect:
    """What contributions come to if somebody stops paying now, or pays on every month.

    ``years`` of contribution by the month of retirement; ``missing`` of those needed then; ``earliest``: the first month
    in which early retirement is open, None when it is not.
    """

    years: Fraction
    missing: Fraction
    earliest: Month | None


@dataclass(frozen=True)
class Plan:
    """The month of retirement, and the two ways contributions can go; those are None when the years paid are not known."""

    retirement: Retirement
    if_stopping: Prospect | None
    if_paying_on: Prospect | None


def original_age_of(sex: Literal["男", "女"], age: int | None = None) -> OriginalAge:
    """The legal age until 2024: 60 for men, for women 50 or 55 as said. Raises ImpossibleCase."""
    if sex == "男" and age not in (None, 60):
        raise ImpossibleCase(f"男职工原来的退休年龄是60岁，没有{age}岁的，请核对性别和岗位。")
    if sex == "女" and age not in (50, 55):
        raise ImpossibleCase(
            "女职工原来的退休年龄请选50岁（工人岗）或55岁（干部、管理、技术岗）；别的情况请打12333问。"
        )
    return cast(OriginalAge, age or 60)


def delay_of(birth: Month, original_age: OriginalAge) -> int:
    """By how many months retirement is put off."""
    rule = RULES[original_age]
    if birth < rule.first:
        return 0
    return min(birth.since(rule.first) // rule.step + 1, rule.most)


def months_counted(birth: Month, original_age: OriginalAge) -> int:
    """Which month a month of birth is, counted from the first one that is put off (1); 0 before it."""
    return max(0, birth.since(RULES[original_age].first) + 1)


def early_open(found: Retirement, now: Month) -> Month | None:
    """The first month in which early retirement can still be had, the notice kept; None when there is none any more."""
    first = max(found.earliest, now.plus(NOTICE_OF_EARLY))
    return first if first < found.month else None


def minimum_years(year: int) -> Fraction:
    """Years of contribution needed for a monthly pension by somebody retiring in ``year``."""
    later = max(0, year - LAST_YEAR_OF_MINIMUM)
    return min(MINIMUM_YEARS + Fraction(later, 2), MINIMUM_YEARS_AT_LAST)


def retirement(birth: Month, original_age: OriginalAge) -> Retirement:
    """The month of retirement of somebody born in ``birth`` whose age was ``original_age`` before 2025."""
    delay = delay_of(birth, original_age)
    age = original_age * 12 + delay
    month = birth.plus(age)
    early = min(delay, MOST_EARLY_OR_LATE)
    return Retirement(
        month=month,
        delay=delay,
        age_months=age,
        years=minimum_years(month.year),
        earliest=month.plus(-early),
        latest=month.plus(MOST_EARLY_OR_LATE),
        original_age=original_age,
        original_month=birth.plus(original_age * 12),
    )


def plan(birth: Month, original_age: OriginalAge, years_paid: Decimal | None, now: Month) -> Plan:
    """Retirement and contributions as seen in the month ``now``; ``years_paid`` to two decimals, counted in months.

    Raises ImpossibleCase for a birth to come and for more years of contribution than a life has.
    """
    if birth >= now:
        raise ImpossibleCase("出生年月还没有到，请核对，比如“1975年3月”。")
    found = retirement(birth, original_age)
    if years_paid is None:
        return Plan(found, None, None)
    if not years_paid.is_finite() or years_paid < 0:
        raise ImpossibleCase("缴费年限要写0或者更大的数，比如“12年3个月”。")
    if years_paid * 12 > now.since(birth):
        raise ImpossibleCase("缴费年限比年龄还长，请核对出生年月和缴费年限。")
    months = round(years_paid * 12)
    return Plan(found, _prospect(found, months, now, pays_on=False), _prospect(found, months, now, pays_on=True))


def _prospect(found: Retirement, months: int, now: Month, *, pays_on: bool) -> Prospect:
    """``months`` of contribution until now. The minimum is that of the year in which one retires, early or not."""

    def years_by(month: Month) -> Fraction:
        return Fraction(months + (max(0, month.since(now)) if pays_on else 0), 12)

    first = early_open(found, now)
    early = (first.plus(count) for count in range(found.month.since(first))) if first else ()
    return Prospect(
        years=years_by(found.month),
        missing=max(Fraction(0), found.years - years_by(found.month)),
        earliest=next((month for month in early if years_by(month) >= minimum_years(month.year)), None),
    )
