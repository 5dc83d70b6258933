"""Pension estimates against figures worked out by hand, and the levels the content knows."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.library.content import Content
from knowledge.places.regions import all_regions
from knowledge.topics.pension.formulas import (
    PensionInputError,
    employees_estimate,
    payment_months,
    plain,
    residents_estimate,
    residents_estimate_from_payments,
)
from knowledge.topics.pension.levels import basic_pension

TODAY = dt.date(2026, 11, 29)
EMPLOYEE: dict[str, Any] = {
    "wage": Decimal(8000),
    "index": Decimal("0.6"),
    "years": Decimal(20),
    "balance": Decimal(90000),
    "age_months": 61 * 12 + 5,
    "on": TODAY,
}
# Yuan a month: 粤人社发〔2025〕32号 and others; contribution bases of 2025, those of 陕西 of 2026.
CALCULATION_BASES = {"浙江": 8433, "广东": 9493, "江西": 7054, "陕西": 7881}
CONTRIBUTION_BASES = {"浙江": (4986, 25299), "江西": (3915, 19575), "广东": (4775, 27549), "陕西": (4737, 23685)}
money = st.decimals(0, 1_000_000, places=2)
years = st.decimals(0, 60, places=2)


def test_an_employee_step_by_step() -> None:
    found = employees_estimate(**EMPLOYEE, wage_source="浙江省统计局")
    assert [(step.name, step.formula, str(step.amount)) for step in found.steps] == [
        ("本人指数化月平均缴费工资", "8000 × 0.6", "4800.00"),
        ("基础养老金", "（8000＋4800）÷ 2 × 20 × 1%", "1280.00"),
        ("个人账户养老金", "90000 ÷ 132", "681.82"),
        ("每月合计", "1280＋681.82", "1961.82"),
    ]
    assert found.total == Decimal("1961.82")
    assert [(i.name, i.value) for i in found.inputs] == [
        ("当地上年度职工月平均工资", "8000元"),
        ("平均缴费指数", "0.6"),
        ("缴费年限", "20年"),
        ("个人账户储存额", "90000元"),
        ("退休时的年龄", "61岁5个月"),
    ]
    assert found.inputs[0].source == "浙江省统计局"
    assert "国发〔2005〕38号" in found.source
    assert any("61周岁" in line and "132" in line for line in found.assumptions)


@pytest.mark.parametrize(("began", "is_said"), [(None, True), (1995, True), (1997, True), (1998, False), (2010, False)])
def test_the_transitional_pension_is_left_out_and_said_so(began: int | None, is_said: bool) -> None:
    lines = employees_estimate(**EMPLOYEE, began_work=began).assumptions
    assert any("过渡性养老金" in line and "12333" in line for line in lines) == is_said


def test_too_few_years_are_promised_no_payment_at_once() -> None:
    """实施《社会保险法》若干规定第二条、第三条: only who was insured before 2011-07-01 may pay the rest at once."""
    (line,) = (line for line in employees_estimate(**EMPLOYEE).assumptions if "最低缴费年限" in line)
    assert "只有2011年7月1日以前参保" in line and "转居民养老" in line


def test_an_employee_is_told_the_bases_that_the_provinces_publish() -> None:
    told = "".join(employees_estimate(**EMPLOYEE).assumptions)
    assert all(f"{place}{base}元" in told for place, base in CALCULATION_BASES.items())
    assert all(f"{place}{least}元到{most}元" in told for place, (least, most) in CONTRIBUTION_BASES.items())


def test_a_resident_is_told_the_floor_of_the_nation() -> None:
    found = residents_estimate(basic=Decimal(350), basic_source="舟山市", balance=Decimal(13900), on=TODAY)
    assert any("2026年每月163元（2025年是143元）" in line for line in found.assumptions)
    earlier = residents_estimate(basic=Decimal(350), basic_source="舟山市", balance=Decimal(0), on=dt.date(2025, 3, 1))
    assert any("2025年每月143元（2024年是123元）" in line for line in earlier.assumptions)


def test_what_is_not_known_of_a_day_is_left_out() -> None:
    found = residents_estimate(basic=Decimal(350), basic_source="舟山市", balance=Decimal(0), on=dt.date(2020, 3, 1))
    assert found.assumptions and not any("国家最低标准" in line or not line for line in found.assumptions)


def test_a_resident() -> None:
    found = residents_estimate(basic=Decimal(350), basic_source="舟山市", balance=Decimal(13900), on=TODAY)
    assert [(step.formula, str(step.amount)) for step in found.steps] == [
        ("350", "350.00"),
        ("13900 ÷ 139", "100.00"),
        ("350＋100", "450.00"),
    ]
    assert found.inputs[0].source == "舟山市"


def test_a_resident_by_yearly_payments() -> None:
    found = residents_estimate_from_payments(
        basic=Decimal(200), basic_source="江门市", yearly=Decimal(500), years=Decimal("12.5"), on=TODAY
    )
    assert [(step.formula, str(step.amount)) for step in found.steps] == [
        ("500 × 12.5", "6250.00"),
        ("200", "200.00"),
        ("6250 ÷ 139", "44.96"),
        ("200＋44.96", "244.96"),
    ]
    said = "".join(found.assumptions)
    assert "没有算利息" in said and "还差2.5年" in said


def test_fifteen_years_are_enough_for_a_resident() -> None:
    found = residents_estimate_from_payments(
        basic=Decimal(200), basic_source="江门市", yearly=Decimal(500), years=Decimal(15), on=TODAY
    )
    assert "还差" not in "".join(found.assumptions)


# 国发〔2005〕38号, 附件
@pytest.mark.parametrize(
    ("age", "months"),
    [(40, 233), (45, 216), (50, 195), (55, 170), (58, 152), (60, 139), (63, 117), (65, 101), (70, 56)],
)
def test_rows_of_the_official_table(age: int, months: int) -> None:
    assert payment_months(age * 12) == payment_months(age * 12 + 11) == months


def test_the_table_is_the_one_in_the_content(shipped: Content) -> None:
    """The passages that list the divisors agree, age by age."""
    told = {
        int(age): int(months)
        for passage in shipped.passages
        if passage.id.startswith("nation-pension-divisor-")
        for age, months in re.findall(r"(\d+)岁(\d+)", passage.answer)
    }
    assert sorted(told) == list(range(40, 71))
    assert all(payment_months(age * 12) == months for age, months in told.items())


@pytest.mark.parametrize("months", [39 * 12 + 11, 71 * 12, 0, -1, 10**9])
def test_ages_outside_the_table(months: int) -> None:
    with pytest.raises(PensionInputError, match="40岁到70岁"):
        payment_months(months)


@pytest.mark.parametrize(
    ("wrong", "value", "named"),
    [
        ("index", "0.59", "平均缴费指数要在0.6到3之间"),
        ("index", "3.01", "平均缴费指数"),
        ("years", "-1", "缴费年限要在0到60之间"),
        ("years", "60.01", "缴费年限"),
        ("balance", "-0.01", "个人账户储存额"),
        ("balance", "9" * 30, "个人账户储存额要在0到10000000之间"),
        ("balance", "NaN", "个人账户储存额"),
        ("balance", "Infinity", "个人账户储存额"),
        ("wage", "-8000", "月平均工资"),
        ("wage", "0", "月平均工资"),
        ("wage", "9" * 30, "月平均工资"),
    ],
)
def test_wrong_figures_of_an_employee(wrong: str, value: str, named: str) -> None:
    with pytest.raises(PensionInputError, match=named) as error:
        employees_estimate(**EMPLOYEE | {wrong: Decimal(value)})
    assert "\n" not in str(error.value) and "核对" in str(error.value)


@pytest.mark.parametrize(
    ("basic", "yearly", "paid", "named"),
    [
        ("-1", "200", "15", "基础养老金"),
        ("350", "-200", "15", "每年缴费"),
        ("350", "200", "61", "缴费年限"),
        ("350", "10000000", "60", "个人账户储存额"),
    ],
)
def test_wrong_figures_of_a_resident(basic: str, yearly: str, paid: str, named: str) -> None:
    with pytest.raises(PensionInputError, match=named):
        residents_estimate_from_payments(
            basic=Decimal(basic), basic_source="舟山市", yearly=Decimal(yearly), years=Decimal(paid), on=TODAY
        )


@given(money.filter(bool), st.decimals("0.6", 3, places=2), years, money, st.integers(40 * 12, 71 * 12 - 1))
def test_an_employee_against_the_formula(
    wage: Decimal, index: Decimal, paid: Decimal, saved: Decimal, age: int
) -> None:
    found = employees_estimate(wage=wage, index=index, years=paid, balance=saved, age_months=age, on=TODAY)
    exact = (wage + wage * index) / 2 * paid / 100 + saved / payment_months(age)
    assert abs(found.total - exact) <= Decimal("0.02")  # each step is rounded
    assert sum(step.amount for step in found.steps[1:-1]) == found.total


@given(money, money, years)
def test_more_years_never_less(basic: Decimal, yearly: Decimal, paid: Decimal) -> None:
    first, more = (
        residents_estimate_from_payments(
            basic=basic, basic_source="", yearly=yearly / 10**3, years=count, on=TODAY
        ).total
        for count in (paid / 2, paid)
    )
    assert basic <= first <= more


@pytest.mark.parametrize(
    ("number", "text"), [("8000.00", "8000"), ("0.60", "0.6"), ("100", "100"), ("0", "0"), ("1E+3", "1000")]
)
def test_numbers_as_people_write_them(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text


@pytest.mark.parametrize(
    ("region", "on", "amount", "as_of"),
    [
        ("舟山市", "2026-11-22", "350", "2024-12-31"),
        ("舟山市", "2024-01-01", "350", "2024-12-31"),
        ("舟山市", "2023-12-31", "330", "2026-11-28"),
        ("舟山市普陀区", "2026-11-22", "350", "2024-12-31"),
        ("江门市", "2026-11-22", "200", "2022-09-30"),
        ("江门市", "2022-10-01", "200", "2022-09-30"),
    ],
)
def test_the_level_of_a_city(region: str, on: str, amount: str, as_of: str) -> None:
    found = basic_pension(all_regions().get(region), dt.date.fromisoformat(on))
    assert found and (found.amount, found.as_of.isoformat()) == (Decimal(amount), as_of)


@pytest.mark.parametrize(
    ("region", "on"),
    [
        ("兰溪市", "2026-11-22"),
        ("安康市", "2026-11-22"),
        ("上饶市", "2026-11-22"),
        ("浙江省", "2026-11-22"),
        ("全国", "2026-11-22"),
        ("北京市", "2026-11-22"),
        ("舟山市", "2015-01-01"),
        ("江门市", "2021-12-31"),
    ],
)
def test_no_figure_of_another_place_or_time(region: str, on: str) -> None:
    assert basic_pension(all_regions().get(region), dt.date.fromisoformat(on)) is None
