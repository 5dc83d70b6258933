"""Wages owed, double pay, overtime and the surcharge."""

from __future__ import annotations

import datetime as dt
import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from knowledge.entitlements.wages import When, double_wage, overtime, surcharge, uncovered, unpaid_wages
from tests.knowledge.entitlements.independent.walking import months_later

CENT = Decimal("0.01")
KINDS: tuple[When, ...] = ("workday", "restday", "holiday")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def rounded(exact: Fraction) -> Decimal:
    return (Decimal(exact.numerator) / exact.denominator).quantize(CENT, ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("pay", "hours", "total"),
    [
        # 4350 / 21.75 / 8 is 25 an hour.
        ("4350", {"workday": "16"}, "600"),
        ("4350", {"restday": "16"}, "800"),
        ("4350", {"holiday": "8"}, "600"),
        ("4350", {"workday": "10", "restday": "8", "holiday": "8"}, "1375"),
        ("5000", {"workday": "36"}, "1551.72"),
    ],
)
def test_overtime_of_a_month(pay: str, hours: dict[When, str], total: str) -> None:
    found = overtime(Decimal(pay), {when: Decimal(each) for when, each in hours.items()})
    assert found and found.result.amount == Decimal(total)
    assert found.steps[0].formula == f"{Decimal(pay):,}元÷21.75天÷8小时（一个月174小时）"


def test_overtime_of_several_months_less_what_was_paid() -> None:
    found = overtime(Decimal(4350), {"workday": Decimal(20)}, Decimal(6), Decimal(1500))
    assert found and found.result.amount == 25 * 20 * Decimal("1.5") * 6 - 1500
    assert "×6个月" in found.steps[1].formula and found.result.formula == "4,500元－已给1,500元"


def test_no_overtime_is_due() -> None:
    assert overtime(Decimal(4350), {}) is None
    assert overtime(Decimal(4350), {"workday": Decimal(0)}) is None
    assert overtime(Decimal(4350), {"workday": Decimal(2)}, paid=Decimal(75)) is None


def test_overtime_as_computed_in_another_way() -> None:
    draw = random.Random(44)
    for _ in range(500):
        pay, months = draw.randrange(2000, 30000), draw.randrange(1, 25)
        hours = {when: draw.choice((0, draw.randrange(1, 120))) for when in KINDS}
        found = overtime(Decimal(pay), {when: Decimal(each) for when, each in hours.items()}, Decimal(months))
        # In halves of the hourly pay: three, four and six for an hour of each kind.
        by_kind = [
            Fraction(pay * hours[when] * months * halves, 174 * 2)
            for when, halves in zip(KINDS, (3, 4, 6), strict=True)
        ]
        if not any(by_kind):
            assert found is None
            continue
        assert found and found.result.amount == sum(map(rounded, by_kind))


@pytest.mark.parametrize(
    ("started", "until", "signed", "months", "days"),
    [
        ("2026-03-10", "2026-03-31", None, 0, 0),
        ("2026-03-10", "2026-05-09", None, 1, 0),
        ("2026-03-10", "2026-05-08", None, 0, 29),
        ("2026-03-10", "2026-11-22", None, 7, 13),
        ("2025-03-10", "2026-11-22", None, 11, 0),
        ("2025-03-10", "2026-11-22", "2025-09-10", 5, 0),
        ("2025-03-10", "2026-11-22", "2025-03-20", 0, 0),
        ("2025-01-31", "2026-11-22", None, 11, 0),
    ],
)
def test_the_time_without_a_contract(started: str, until: str, signed: str | None, months: int, days: int) -> None:
    """劳动合同法实施条例 第六条, 第七条."""
    gap = uncovered(day(started), day(until), day(signed) if signed else None)
    assert (gap.months, gap.days) == (months, days)


def test_double_pay_and_what_the_year_leaves() -> None:
    today = day("2026-11-22")
    found = double_wage(uncovered(day("2025-06-01"), today), Decimal(6000), today)
    assert found and found.result.amount == 66000
    # From July 2025 to May 2026; of the first months the year is over, those from November 2025 on are left.
    assert any("还能要7个月，42,000元" in note and "2027年5月31日以前都能要" in note for note in found.notes)
    late = double_wage(uncovered(day("2020-06-01"), day("2021-12-31")), Decimal(6000), today)
    assert late and late.result.amount == 66000
    assert any("还能要0个月，0元" in note and "2022年5月31日也已经过了" in note for note in late.notes)
    assert all("12333" in each.notes[-1] for each in (found, late))


def test_double_pay_needs_a_whole_month() -> None:
    today = day("2026-11-22")
    assert double_wage(uncovered(day("2026-10-01"), today), Decimal(6000), today) is None
    told = double_wage(uncovered(day("2026-06-01"), today), None, today)
    assert told and told.result.result == "4个月"


@pytest.mark.usefixtures("lengthy")
def test_double_pay_as_counted_in_another_way() -> None:
    draw = random.Random(82)
    for _ in range(500):
        started = day("2021-01-01") + dt.timedelta(days=draw.randrange(1800))
        until = started + dt.timedelta(days=draw.randrange(1, 700))
        signed = draw.choice((None, started + dt.timedelta(days=draw.randrange(1, 500))))
        today, pay = until + dt.timedelta(days=draw.randrange(800)), draw.randrange(2000, 20000)
        end = min(signed or day("2100-01-01"), until + dt.timedelta(days=1))
        # The months of work after the first that are over by then, of the first year.
        whole = [n for n in range(2, 13) if months_later(started, n) <= end]
        last_days = [months_later(started, n) - dt.timedelta(days=1) for n in whole]
        left = [last for last in last_days if today <= months_later(last, 12)]
        gap = uncovered(started, until, signed)
        found = double_wage(gap, Decimal(pay), today)
        assert (gap.months, gap.in_time(today)) == (len(whole), len(left)), (started, until, signed, today)
        assert (found.result.amount if found else 0) == pay * len(whole)


def test_wages_owed() -> None:
    found = unpaid_wages(Decimal(8000), Decimal("2.5"), Decimal("1500.5"))
    assert found and found.result.way == "8,000元×2.5个月－已给1,500.5元＝18,499.5元"
    by_day = unpaid_wages(Decimal(240), Decimal(6), unit="天")
    assert by_day and (by_day.result.amount, by_day.result.way) == (1440, "240元×6天＝1,440元")
    assert unpaid_wages(Decimal(8000), Decimal(1), Decimal(9000)) is None


def test_wages_owed_and_the_surcharge_as_computed_in_another_way() -> None:
    draw = random.Random(85)
    for _ in range(500):
        pay, months, paid = draw.randrange(100, 2_000_000), draw.randrange(1, 240), draw.randrange(0, 3_000_000)
        owed = Fraction(pay * months, 1000) - Fraction(paid, 100)
        found = unpaid_wages(Decimal(pay) / 100, Decimal(months) / 10, Decimal(paid) / 100)
        assert (found.result.amount if found else None) == (rounded(owed) if owed > 0 else None)
        if found:
            least, most = surcharge(found.result.amount).steps
            assert least.amount == rounded(Fraction(found.result.amount) / 2) and most.amount == found.result.amount
