"""Leave not taken, medical treatment and sick pay."""

from __future__ import annotations

import calendar
import datetime as dt
import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from knowledge.entitlements.leave import annual_leave, least_sick_pay, medical_period, untaken_leave
from knowledge.entitlements.local import nearest, rules
from knowledge.places.regions import all_regions
from tests.knowledge.figures.small import value


def rounded(exact: Fraction) -> Decimal:
    return (Decimal(exact.numerator) / exact.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("years", "days"), [("0.9", 0), ("1", 5), ("9.9", 5), ("10", 10), ("19.99", 10), ("20", 15), ("41", 15)]
)
def test_days_of_leave(years: str, days: int) -> None:
    assert annual_leave(Decimal(years)).result.amount == days


@pytest.mark.parametrize(
    ("taken", "left", "days"),
    [
        ("0", "2026-04-10", "2"),  # 100 days of 365 times ten days is two days and a rest that does not count
        ("0", "2026-12-31", "10"),
        ("0.5", "2026-04-10", "2"),  # 2.74 less a half
        ("1.5", "2026-05-15", "2"),  # 3.69 less one and a half
        ("1.5", "2026-04-10", "1"),
        ("2", "2026-04-10", None),
    ],
)
def test_leave_of_a_part_of_a_year(taken: str, left: str, days: str | None) -> None:
    """实施办法 第十二条: what was taken comes off before the rest of less than a day is dropped."""
    found = untaken_leave(Decimal(12), Decimal(taken), None, dt.date.fromisoformat(left))
    assert (str(found.result.amount) if found else None) == days


def test_the_share_of_the_year_is_shown() -> None:
    found = untaken_leave(Decimal(12), Decimal("0.5"), None, dt.date(2026, 4, 10))
    assert found and [each.way for each in found.steps[1:]] == [
        "在职100天÷365天×10天＝2.73天",
        "2.73天－已休0.5天，不足1天的不算＝2天",
    ]


def test_pay_for_leave_not_taken() -> None:
    found = untaken_leave(Decimal(3), Decimal(1), Decimal(4350))
    assert found and found.result.way == "200元×200%×4天＝1,600元"
    assert untaken_leave(Decimal(3), Decimal(5), Decimal(4350)) is None
    assert untaken_leave(Decimal("0.5"), Decimal(0), Decimal(4350)) is None
    told = untaken_leave(Decimal(3), Decimal(1), None)
    assert told and told.result.result == "4天"


def test_pay_for_leave_as_computed_in_another_way() -> None:
    draw = random.Random(5)
    for _ in range(500):
        months, taken, pay = draw.randrange(0, 480), draw.randrange(0, 15), draw.randrange(2000, 30000)
        left = draw.choice((None, dt.date(draw.randrange(2020, 2027), draw.randrange(1, 13), draw.randrange(1, 29))))
        entitled = sum(5 for limit in (1, 10, 20) if months >= limit * 12)
        if left:
            passed = sum(calendar.monthrange(left.year, month)[1] for month in range(1, left.month)) + left.day
            entitled = int(Fraction(passed, 365) * entitled)
        rest = entitled - taken
        found = untaken_leave(Decimal(months) / 12, Decimal(taken), Decimal(pay), left)
        assert (found.result.amount if found else None) == (rounded(Fraction(pay * 8 * rest, 87)) if rest > 0 else None)


@pytest.mark.parametrize(
    ("years", "employer", "months", "within"),
    [
        ("3", "3", 3, 6), ("9", "5", 6, 12), ("9.9", "9.9", 6, 12), ("10", "2", 6, 12), ("11", "5", 9, 15),
        ("15", "10", 12, 18), ("16", "15", 18, 24), ("25", "20", 24, 30), ("25", "4.9", 6, 12),
    ],
)  # fmt: skip
def test_medical_period(years: str, employer: str, months: int, within: int) -> None:
    found = medical_period(Decimal(years), Decimal(employer))
    assert found.result.amount == months
    assert f"{within}个月里" in found.notes[0]


def test_medical_period_as_read_off_in_another_way() -> None:
    draw = random.Random(479)
    for _ in range(500):
        years = draw.randrange(0, 480)
        employer = draw.randrange(0, years + 1)
        found = medical_period(Decimal(years) / 12, Decimal(employer) / 12).result.amount
        if years < 120:
            assert found == (6 if employer >= 60 else 3)
        else:
            steps = [6, 9, 12, 18, 24]
            assert found == steps[min(employer // 60, 4)]


def test_least_sick_pay() -> None:
    assert least_sick_pay(value(2040)).result.amount == 1632
    share = nearest(rules().sick_pay_shares, all_regions().get("安康市"))
    assert share and nearest(rules().sick_pay_shares, all_regions().get("江门市")) is None
    assert least_sick_pay(value(2140), Decimal(5000), share).result.amount == 3500
    assert least_sick_pay(value(2140), Decimal(2200), share).result.amount == 1712


def test_least_sick_pay_as_computed_in_another_way() -> None:
    draw = random.Random(80)
    share = nearest(rules().sick_pay_shares, all_regions().get("陕西省"))
    for _ in range(500):
        minimum, pay = draw.randrange(1500, 3500), draw.randrange(1500, 12000)
        assert least_sick_pay(value(minimum)).result.amount * 5 == minimum * 4
        both = least_sick_pay(value(minimum), Decimal(pay), share).result.amount
        assert both * 10 == max(minimum * 8, pay * 7)
