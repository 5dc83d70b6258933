"""What a correction puts right that does not say what it is about: "不是三年七个月，是两年七个月", "说错了，六千五".

It is the fact that was told before in the words that are taken back, or else the only one of its kind that is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from knowledge.language.durations import Duration
from knowledge.language.money import Money
from knowledge.language.numbers import Number
from knowledge.language.reading import Reading
from knowledge.language.timespans import Timespan
from knowledge.places.regions import PlaceMention

Field = Literal["worked", "career", "insured", "paid", "pay"]
# The fields of a person's record that a length of time (in months) or a sum (in yuan) may be of; of these lengths the last
# is kept in years.
_LENGTHS: tuple[Field, ...] = ("worked", "career", "insured", "paid")
_IN_YEARS: Field = "paid"
_SUMS: tuple[Field, ...] = ("pay",)
_MONTHS_A_YEAR = 12
# "十二年" alone is read as the year 2012.
_CENTURY = 2000


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
