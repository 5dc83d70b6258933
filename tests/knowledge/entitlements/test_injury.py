"""What is paid once for a work injury."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from knowledge.entitlements.injury import Injured, disability_grant, injury_sums
from knowledge.entitlements.local import InjuryGrants, nearest, rules
from knowledge.places.regions import all_regions

# 工伤保险条例 第三十五条 to 第三十七条, and the two of the provinces, grade by grade.
GRANT = (27, 25, 23, 21, 18, 16, 13, 11, 9, 7)
LEAVING = {
    "江西省": ((21, 32), (18, 28), (14, 18), (11, 13), (8, 9), (5, 6)),
    "广东省": ((10, 50), (8, 40), (6, 25), (4, 15), (2, 8), (1, 4)),
    "浙江省": ((30, 30), (25, 25), (10, 10), (7, 7), (4, 4), (2, 2)),
}


def rule(region: str) -> InjuryGrants | None:
    return nearest(rules().injury_grants, all_regions().get(region))


def rounded(exact: Fraction) -> Decimal:
    return (Decimal(exact.numerator) / exact.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_worked_examples() -> None:
    found = injury_sums(Injured(10, Decimal(5200)), rule("上饶市"))
    assert [step.amount for step in found.steps] == [36400, 26000, 31200, 93600]
    assert injury_sums(Injured(8, Decimal(5000)), rule("江门市")).result.amount == 5000 * (11 + 4 + 15)
    zhejiang = injury_sums(Injured(9, Decimal(5000)), rule("舟山市"), Decimal(8000))
    assert zhejiang.result.amount == 45000 + 8000 * 8


def test_what_cannot_be_reckoned_is_told_in_months() -> None:
    found = injury_sums(Injured(7, Decimal(5000)), rule("兰溪市"))
    assert [step.result for step in found.results] == ["65,000元", "10个月", "10个月"]
    nothing_known = injury_sums(Injured(6), rule("江西省"))
    assert [step.result for step in nothing_known.results] == ["16个月", "18个月", "28个月"]


def test_a_province_without_a_source_is_left_to_the_hotline() -> None:
    found = injury_sums(Injured(7, Decimal(5000)), rule("安康市"))
    assert len(found.steps) == 1 and any("12333" in note for note in found.notes)


def test_who_stays_or_is_severely_hurt_gets_the_grant_alone() -> None:
    assert len(injury_sums(Injured(7, Decimal(5000), leaves=False), rule("江西省")).steps) == 1
    severe = injury_sums(Injured(2, Decimal(5000)), rule("江西省"))
    assert severe.result.amount == 125000 and any("85%，4,250元" in note for note in severe.notes)


@pytest.mark.parametrize(("pay", "counted"), [("30000", 24000), ("4000", 4800), ("6000", 6000)])
def test_ones_own_pay_counts_within_limits(pay: str, counted: int) -> None:
    """工伤保险条例 第六十四条."""
    found = disability_grant(Injured(10, Decimal(pay), average=Decimal(8000)))
    assert found.result.amount == counted * 7


def test_an_occupational_disease_brings_more_in_jiangxi() -> None:
    found = injury_sums(Injured(9, Decimal(5000), is_disease=True), rule("江西省"))
    assert [step.amount for step in found.steps] == [45000, 52000, 45000, 142000]


def test_as_computed_in_another_way() -> None:
    draw = random.Random(35)
    for _ in range(500):
        grade, cents, region = draw.randrange(1, 11), draw.randrange(200_000, 4_000_000), draw.choice(list(LEAVING))
        average, province = draw.choice((None, draw.randrange(4000, 12000))), draw.randrange(6000, 12000)
        pay = Fraction(cents, 100)
        if average:
            pay = min(max(pay, Fraction(average * 6, 10)), Fraction(average * 3))
        sums = rounded(pay * GRANT[grade - 1])
        if grade > 4:
            base = Fraction(province) if region == "浙江省" else pay
            sums += sum(rounded(base * months) for months in LEAVING[region][grade - 5])
        found = injury_sums(
            Injured(grade, Decimal(cents) / 100, Decimal(average) if average else None), rule(region), Decimal(province)
        )
        assert found.result.amount == sums, (grade, cents, region, average)
