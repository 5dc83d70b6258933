"""经济补偿, 赔偿金 and 代通知金."""

from __future__ import annotations

import datetime as dt
import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from knowledge.entitlements.dismissal import Local, compensation, damages, notice_pay
from knowledge.entitlements.employment import Employment

TODAY = dt.date(2026, 11, 22)


def worked(months: str) -> Employment:
    return Employment.lasting(Decimal(months), TODAY, "这么久")


@pytest.mark.parametrize(
    ("months", "pay", "once"),
    [
        ("26", "4800", "12000"),  # two years and two months: 2.5
        ("30", "4800", "14400"),  # two years and a half: 3
        ("5", "3600", "1800"),
        ("121", "5200", "54600"),
    ],
)
def test_worked_examples(months: str, pay: str, once: str) -> None:
    single, double = compensation(worked(months), Decimal(pay)), damages(worked(months), Decimal(pay))
    assert single and double
    assert single.result.amount == Decimal(once)
    assert double.result.amount == 2 * Decimal(once)
    assert single.articles == ("劳动合同法 第四十七条、第四十六条",)
    assert any("3倍" in sentence for sentence in single.notes)


def test_high_pay_counts_three_averages_and_twelve_years() -> None:
    found = compensation(Employment(dt.date(2010, 1, 1), TODAY), Decimal(30000), Local(average=Decimal(8000)))
    assert found and found.result.amount == 24000 * 12
    assert [step.result for step in found.steps] == ["24,000元", "12个月", "288,000元"]
    short = compensation(worked("30"), Decimal(30000), Local(average=Decimal(8000)))
    assert short and short.result.amount == 24000 * 3
    at_the_limit = compensation(Employment(dt.date(2010, 1, 1), TODAY), Decimal(24000), Local(average=Decimal(8000)))
    assert at_the_limit and at_the_limit.result.amount == 24000 * 17


def test_low_pay_counts_as_the_minimum() -> None:
    found = compensation(worked("24"), Decimal(1500), Local(minimum=Decimal(2040)))
    assert found and found.result.amount == 4080
    assert "劳动合同法实施条例 第二十七条" in found.articles[0]


def test_years_before_the_law_count_for_damages_alone() -> None:
    job = Employment(dt.date(2003, 6, 1), dt.date(2026, 5, 31))
    single, double = compensation(job, Decimal(5000)), damages(job, Decimal(5000))
    assert single and double
    assert single.result.amount == 5000 * Decimal("18.5") and any("2008年以前" in note for note in single.notes)
    assert double.result.amount == 5000 * 23 * 2


def test_without_the_pay_the_months_are_told() -> None:
    single, double = compensation(worked("38"), None), damages(worked("38"), None)
    assert single and double
    assert (single.result.result, double.result.result) == ("3.5个月", "7个月")


def test_nothing_counts_when_all_was_before_the_law() -> None:
    assert compensation(Employment(dt.date(2001, 1, 1), dt.date(2007, 1, 1)), Decimal(1000)) is None


def test_a_month_in_place_of_notice() -> None:
    found = notice_pay(Decimal(5300))
    assert found.result.amount == 5300 and "第四十条" in found.articles[0]


def test_as_computed_in_another_way() -> None:
    draw = random.Random(87)
    for _ in range(500):
        started = dt.date(2000, 1, 1) + dt.timedelta(days=draw.randrange(9500))
        job = Employment(started, started + dt.timedelta(days=draw.randrange(40, 9000)))
        cents = draw.randrange(100_000, 6_000_000)
        average, minimum = draw.choice((None, draw.randrange(3000, 12000))), draw.choice((None, 2000))
        for find, since, times in ((compensation, "2008-01-01", 1), (damages, "1900-01-01", 2)):
            first = max(job.started, dt.date.fromisoformat(since))
            months = Fraction(Employment(first, job.left).pay_months) if first <= job.left else Fraction(0)
            pay = Fraction(cents, 100)
            if average and pay > 3 * average:
                pay, months = Fraction(3 * average), min(months, Fraction(12))
            elif minimum and pay < minimum:
                pay = Fraction(minimum)
            found = find(
                job,
                Decimal(cents) / 100,
                Local(Decimal(average) if average else None, Decimal(minimum) if minimum else None),
            )
            if months <= 0:
                assert found is None
                continue
            exact = pay * months
            once = (Decimal(exact.numerator) / exact.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)
            assert found and found.result.amount == once * times, (job, cents, average, minimum)
