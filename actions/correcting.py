"""What a correction puts right that does not say what it is about: "不是三年七个月，是两年七个月", "说错了，六千五",
"不是三月，是六月".

It is the fact that was told before in the words that are taken back, or else the only one of its kind that is known.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, TypeGuard

from knowledge.language.durations import Duration
from knowledge.language.money import Money
from knowledge.language.numbers import Number
from knowledge.language.reading import Reading
from knowledge.language.timespans import Timespan
from knowledge.places.regions import PlaceMention

Month = tuple[dt.date, dt.date]
"""Its first and its last day."""

Field = Literal["worked", "career", "insured", "paid", "pay"]
# The fields of a person's record that a length of time (in months) or a sum (in yuan) may be of; of these lengths the last
# is kept in years.
_LENGTHS: tuple[Field, ...] = ("worked", "career", "insured", "paid")
_IN_YEARS: Field = "paid"
_SUMS: tuple[Field, ...] = ("pay",)
_MONTHS_A_YEAR = 12
# "十二年" alone is read as the year 2012.
_CENTURY = 2000
_NAMES_YEAR = re.compile(r"\d年|[今去前明]年")


def put_right(reading: Reading[PlaceMention], known: Mapping[str, Any]) -> tuple[Field, Decimal, int] | None:
    """The field of the facts ``known`` that a message puts right, its value, and where that stands; None where it puts right
    nothing of these, or nobody can tell which."""
    if reading.correction is None or reading.asks:  # "不是说好5500吗"
        return None
    values = [(each, *fitting) for each in reading.facts if (fitting := _fitting(each.value))]
    denied = [value for fact, value, _ in values if fact.negated]
    right = [(fact, value, fields) for fact, value, fields in values if not fact.negated]
    if len(right) != 1 or len(denied) > 1:
        return None
    fact, value, fields = right[0]
    told = [name for name in fields if known.get(name) is not None]
    meant = [name for name in told if known[name] == _kept_as(name, denied[0])] if denied else told
    return (meant[0], _kept_as(meant[0], value), fact.start) if len(meant) == 1 else None


def month_put_right(reading: Reading[Any], known: Mapping[str, dt.date]) -> tuple[str, Month] | None:
    """Which of the dates ``known`` has the month that a message takes back, and the right one, in the same year where none
    is named; None where it takes back no month, or nobody can tell of which date."""
    months = [(fact.value.first, fact.negated) for fact in reading.facts if _is_month(fact.value)]
    denied = [first for first, negated in months if negated]
    right = [first for first, negated in months if not negated]
    if len(denied) != 1 or len(right) != 1:
        return None
    meant = [name for name, day in known.items() if day.month == denied[0].month]
    if len(meant) != 1:
        return None
    year = right[0].year if _NAMES_YEAR.search(reading.plain) else known[meant[0]].year
    last = calendar.monthrange(year, right[0].month)[1]
    return meant[0], (dt.date(year, right[0].month, 1), dt.date(year, right[0].month, last))


def _is_month(value: object) -> TypeGuard[Timespan]:
    return isinstance(value, Timespan) and value.precision == "month"


def _kept_as(field: Field, value: Decimal) -> Decimal:
    """A length in months, or a sum, as the record has it."""
    return value / _MONTHS_A_YEAR if field == _IN_YEARS else value


def _fitting(value: object) -> tuple[Decimal, tuple[Field, ...]] | None:
    """An exact length or sum, and the fields that it may be of."""
    match value:
        case Duration(amount, "月", None) if amount.is_exact:
            return amount.low, _LENGTHS
        case Timespan(first, precision="year") if first.year > _CENTURY:
            return Decimal((first.year - _CENTURY) * _MONTHS_A_YEAR), _LENGTHS
        case Money(amount, None | "月") | (Number() as amount) if amount.is_exact and not amount.percent:
            return amount.low, _SUMS
    return None
