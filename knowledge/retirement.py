"""When may somebody retire: 渐进式延迟法定退休年龄, in force since 2025-01-01.

Source: 全国人大常委会关于实施渐进式延迟法定退休年龄的决定 (2024-09-13) and 国务院关于渐进式延迟法定退休年龄的办法.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

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


@dataclass(frozen=True)
class Retirement:
    """``delay`` and ``age_months`` in months; ``years`` of contribution needed in the year of retirement; ``earliest``
    by choice (at most three years early, not below the original age)."""

    month: Month
    delay: int
    age_months: int
    years: Fraction
    earliest: Month
    latest: Month


def delay_of(birth: Month, original_age: OriginalAge) -> int:
    """By how many months retirement is put off."""
    rule = RULES[original_age]
    if birth < rule.first:
        return 0
    return min(birth.since(rule.first) // rule.step + 1, rule.most)


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
    return Retirement(month, delay, age, minimum_years(month.year), month.plus(-early), month.plus(MOST_EARLY_OR_LATE))
