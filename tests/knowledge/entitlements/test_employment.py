"""How much a time of work counts for."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entitlements.employment import Employment
from tests.knowledge.entitlements.independent.walking import months_later

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("started", "left", "months"),
    [
        ("2025-01-01", "2025-05-31", "0.5"),
        ("2025-01-01", "2025-06-30", "1"),
        ("2025-01-01", "2025-12-31", "1"),
        ("2025-01-01", "2026-01-01", "1"),
        ("2025-01-01", "2026-01-02", "1.5"),
        ("2020-03-15", "2026-09-13", "6.5"),
        ("2020-03-15", "2026-09-14", "7"),
        ("2024-02-29", "2026-02-28", "2"),
        ("2024-02-29", "2025-08-27", "1.5"),
        ("2024-02-29", "2025-08-28", "2"),
        ("2026-01-01", "2026-01-01", "0"),
    ],
)
def test_months_of_compensation(started: str, left: str, months: str) -> None:
    assert Employment(dt.date.fromisoformat(started), dt.date.fromisoformat(left)).pay_months == Decimal(months)


@given(st.dates(dt.date(2008, 1, 1), dt.date(2026, 1, 1)), st.integers(1, 6000))
def test_compensation_covers_the_time_of_work(started: dt.date, days: int) -> None:
    months = Employment(started, started + dt.timedelta(days=days)).pay_months
    assert Decimal(days) / 366 - 1 <= months <= Decimal(days + 1) / 365 + 1


def test_months_of_pay_as_counted_half_year_by_half_year() -> None:
    draw = random.Random(47)
    for _ in range(500):
        started = dt.date(2008, 1, 1) + dt.timedelta(days=draw.randrange(6500))
        left = started + dt.timedelta(days=draw.randrange(1, 7000))
        halves = 0
        while months_later(started, 6 * (halves + 1)) <= left + dt.timedelta(days=1):
            halves += 1
        behind = left > months_later(started, 6 * halves)
        expected = Decimal(halves + 1) / 2 if halves % 2 or behind else Decimal(halves) / 2
        assert Employment(started, left).pay_months == expected, (started, left)


@pytest.mark.parametrize(
    ("months", "counts"),
    [("1", "0.5"), ("5.5", "0.5"), ("6", "1"), ("12", "1"), ("13", "1.5"), ("38", "3.5"), ("42", "4"), ("120", "10")],
)
def test_a_time_that_is_only_told_in_years_and_months(months: str, counts: str) -> None:
    for day in (TODAY, dt.date(2026, 8, 30), dt.date(2024, 2, 28), dt.date(2025, 12, 31)):
        job = Employment.lasting(Decimal(months), day, "这么久")
        assert job.pay_months == Decimal(counts), day
        assert job.span == "这么久"
        assert job.since(dt.date(1990, 1, 1)) is job


def test_a_part_of_it_is_told_by_its_days() -> None:
    part = Employment.lasting(Decimal(300), TODAY, "25年").since(dt.date(2008, 1, 1))
    assert part.span == "2008年1月1日到2026年11月22日"
