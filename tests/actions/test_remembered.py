"""Records as the inputs of entitlements."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from actions.persons import PersonRecord
from actions.services.remembered import remembered

MAY = (dt.date(2023, 5, 1), dt.date(2023, 5, 31))
A_DAY = (dt.date(2026, 10, 8), dt.date(2026, 10, 8))


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (PersonRecord(), {}),
        (PersonRecord(pay=Decimal(5400), pay_per="月"), {"pay": "5400"}),
        (PersonRecord(pay=Decimal(96000), pay_per="年"), {"pay": "8000"}),
        (PersonRecord(pay=Decimal(240), pay_per="天"), {"pay": "240/天"}),
        (PersonRecord(grade=8), {"grade": "8"}),
        (PersonRecord(worked=Decimal(42)), {"length": "42", "employer_years": "42"}),
        (PersonRecord(insured=Decimal(50)), {"paid": "50"}),
        (PersonRecord(began=MAY, left=A_DAY), {"started": "2023-05", "left": "2026-10-08"}),
        (PersonRecord(began=(dt.date(2023, 1, 1), dt.date(2023, 12, 31))), {}),
        (PersonRecord(reason="dismissed"), {}),
        (PersonRecord(reason="closed"), {"reason": "layoff"}),
        (PersonRecord(reason="resigned"), {"reason": "resigned"}),
    ],
)
def test_what_was_told_as_inputs(record: PersonRecord, told: dict[str, str]) -> None:
    assert remembered(record) == told
