"""Overtime that follows from how long days are, and how many days of rest there are."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from knowledge.entitlements.shifts import overtime_of_shifts
from knowledge.entitlements.wages import When
from knowledge.language.reading import Reading, read_words


def reading(message: str) -> Reading[Any]:
    found = read_words(message)
    return Reading(found.raw, found.plain, dt.datetime(2026, 11, 22, tzinfo=dt.UTC), found._places)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("每天干10个小时，一个月休两天", {"workday": "41.34", "restday": "66.67"}),
        ("一天12个小时，单休", {"workday": "82.68", "restday": "52.00"}),
        ("天天上班，一天8小时", {"restday": "69.33"}),
        ("一天干十二个钟", {"workday": "82.68"}),
        ("一个月休四天", {"restday": "37.33"}),
    ],
)
def test_hours_of_a_month(message: str, expected: dict[When, str]) -> None:
    found = overtime_of_shifts(reading(message))
    assert {when: each.quantize(Decimal("0.01")) for when, each in found.items()} == {
        when: Decimal(each) for when, each in expected.items()
    }


@pytest.mark.parametrize(
    "message", ["每天上班8小时，加班3个小时", "每天加班2小时", "一天8个小时", "一个月休九天", "双休"]
)
def test_overtime_told_apart_or_none(message: str) -> None:
    assert overtime_of_shifts(reading(message)) == {}
