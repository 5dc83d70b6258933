"""What was told of a person, as the inputs of entitlements are kept (``knowledge.entitlements.telling``)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from actions.persons import Days, PersonRecord
from knowledge.entitlements.telling import Told
from knowledge.language.personal import Reason

_MONTHS_A_YEAR = 12
# What was said of the end of a job leaves open by what right it was ended, where the employer ended it.
_REASONS: dict[Reason, str] = {"resigned": "resigned", "expired": "expired", "closed": "layoff"}


def remembered(record: PersonRecord) -> Told:
    """Inputs by their id, of all kinds."""
    return dict(_inputs(record))


def _inputs(record: PersonRecord) -> Iterator[tuple[str, str]]:
    if record.pay is not None:
        yield "pay", _pay(record.pay, record.pay_per)
    if record.grade is not None:
        yield "grade", str(record.grade)
    if record.worked is not None:
        yield "length", _plain(record.worked)
        yield "employer_years", _plain(record.worked)
    if record.career is not None:
        yield "years", _plain(record.career)
    # Who tells how long social insurance was paid for him was mostly insured against unemployment as long.
    if record.insured is not None:
        yield "paid", _plain(record.insured)
    elif record.paid is not None and record.scheme != "residents":
        yield "paid", str(round(record.paid * _MONTHS_A_YEAR))
    for name, days in (("started", record.began), ("left", record.left)):
        if days and (day := _day(days)):
            yield name, day
    if record.scheme == "residents":
        yield "status", "resident"
    if record.reason in _REASONS:
        yield "reason", _REASONS[record.reason]


def _pay(pay: Decimal, per: str | None) -> str:
    if per in ("天", "小时"):
        return f"{_plain(pay)}/{per}"
    return _plain(pay / _MONTHS_A_YEAR if per == "年" else pay)


def _day(days: Days) -> str | None:
    """A day, or the month in which it lies."""
    first, last = days
    if first == last:
        return first.isoformat()
    return f"{first:%Y-%m}" if (first.year, first.month) == (last.year, last.month) else None


def _plain(number: Decimal) -> str:
    return f"{number.quantize(Decimal('0.01')).normalize():f}"
