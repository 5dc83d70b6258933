"""Counting periods as the law does."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entitlements.periods import last_day

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "period", "last"),
    [
        ("2026-03-05", {"days": 15}, "2026-03-20"),
        ("2026-02-20", {"days": 15}, "2026-03-07"),
        ("2024-02-20", {"days": 15}, "2024-03-06"),
        ("2026-12-20", {"days": 30}, "2027-01-19"),
        ("2026-01-31", {"months": 1}, "2026-02-28"),
        ("2024-01-31", {"months": 1}, "2024-02-29"),
        ("2026-03-31", {"months": 13}, "2027-04-30"),
        ("2026-08-31", {"months": 6}, "2027-02-28"),
        ("2025-11-22", {"years": 1}, "2026-11-22"),
        ("2024-02-29", {"years": 1}, "2025-02-28"),
        ("2024-02-29", {"years": 4}, "2028-02-29"),
        ("2026-12-31", {"months": 2}, "2027-02-28"),
        ("2026-08-31", {"months": -6}, "2026-02-28"),
        ("2026-01-15", {"months": -13, "days": -15}, "2024-11-30"),
    ],
)
def test_last_day(start: str, period: dict[str, int], last: str) -> None:
    assert last_day(day(start), **period) == day(last)


@given(DAYS, st.integers(0, 60))
def test_months_end_in_the_right_month_on_the_same_day_or_the_last(start: dt.date, months: int) -> None:
    last = last_day(start, months=months)
    assert (last.year * 12 + last.month) - (start.year * 12 + start.month) == months
    assert last.day == start.day or (last.day < start.day and (last + dt.timedelta(days=1)).day == 1)


@given(DAYS, DAYS, st.integers(0, 36))
def test_who_begins_later_never_ends_earlier(one: dt.date, other: dt.date, months: int) -> None:
    first, second = sorted((one, other))
    assert last_day(first, months=months) <= last_day(second, months=months)
