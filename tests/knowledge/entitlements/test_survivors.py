"""What the family of the dead gets, beside the worked examples of the rules."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from knowledge.entitlements.kinds import kind_of
from knowledge.entitlements.reckoning import Case, reckon
from knowledge.entitlements.survivors import (
    Insured,
    Worker,
    grant_months,
    pension_survivors,
    work_death,
)
from knowledge.entitlements.telling import told
from knowledge.figures.register import Value, figures_in_use
from knowledge.places.regions import all_regions
from tests.knowledge.reading import read

DAY = dt.date(2026, 11, 22)


def grant() -> Value:
    value = figures_in_use().at("work-death.grant", all_regions().nation, DAY)
    assert value
    return value


@pytest.mark.parametrize(
    ("years", "months"), [(0, 3), (4, 3), (5, 6), (9, 6), (10, 9), (15, 9), (16, 10), (22, 16), (30, 24), (38, 24)]
)
def test_months_by_years_paid(years: int, months: int) -> None:
    """人社部发〔2021〕18号, by its own words."""
    assert grant_months(years) == months


@pytest.mark.parametrize(("years", "drawn", "months"), [(30, 0, 24), (30, 6, 18), (30, 20, 9), (16, 1, 9), (15, 8, 9)])
def test_each_year_drawn_takes_a_month_off(years: int, drawn: int, months: int) -> None:
    assert grant_months(years, drawn) == months


def test_who_had_not_retired() -> None:
    found = pension_survivors(Insured("working", Decimal(22)))
    assert [(each.name, each.result) for each in found.results] == [("丧葬补助金", "2个月"), ("抚恤金", "16个月")]
    assert found.result.result == "18个月" and all("2021" in each.article for each in found.steps)
    assert any("继承" in each for each in found.notes) and any("12333" in each for each in found.notes)


def test_whole_years_count_and_the_rest_is_left_to_the_hotline() -> None:
    found = pension_survivors(Insured("working", Decimal("9.5")))
    assert found.results[1].amount == 6 and any("零头" in each for each in found.notes)


@pytest.mark.parametrize("insured", [Insured("working"), Insured("retired", Decimal(20)), Insured("retired")])
def test_without_the_years_the_rule_is_told(insured: Insured) -> None:
    found = pension_survivors(insured)
    assert [each.result for each in found.results] == ["2个月"] and "个月的基数" in found.notes[0]


def test_a_death_at_work() -> None:
    found = work_death(Worker(Decimal(7000), spouse=True, children=2), grant())
    assert [each.result for each in found.results] == [f"{grant().amount:,}元", "6个月", "7,000元"]
    assert [each.amount for each in found.steps[2:]] == [2800, 4200, 7000]


def test_those_who_lived_on_him_get_no_more_than_his_pay() -> None:
    found = work_death(Worker(Decimal(5000), spouse=True, children=2, parents=2), grant())
    assert found.result.amount == 5000 and len(found.steps) == 6 and "最多是本人工资" in found.result.formula
    assert work_death(Worker(spouse=True, children=3), grant()).result.result == "100%"


def test_a_spouse_who_may_be_too_young_is_told_the_condition() -> None:
    found = work_death(Worker(Decimal(7000), widowed=True, children=1), grant())
    assert found.results[-1].amount == 2100 and any("2,800元" in each and "55岁" in each for each in found.notes)


def test_orphans_get_a_tenth_more() -> None:
    found = work_death(Worker(Decimal(6000), children=1, are_alone=True), grant())
    assert found.results[-1].amount == 2400


def test_what_the_employer_offers_is_held_against_it() -> None:
    found = work_death(Worker(is_insured=False, offered=Decimal(80_000)), grant())
    assert found.results[1].amount == grant().amount - 80_000 and "12348" in found.notes[0]
    assert any("全由单位付" in each for each in found.notes)


def test_the_grant_is_that_of_the_year() -> None:
    kind, nation = kind_of("work_death"), all_regions().nation
    now, before = (
        reckon(kind, Case(told, nation, DAY)).calculations[0].steps[0].amount for told in ({}, {"when": "last"})
    )
    last = figures_in_use().at("work-death.grant", nation, dt.date(2025, 6, 1))
    assert last and (now, before) == (grant().amount, last.amount)


def test_residents_are_sent_to_the_hotline() -> None:
    found = reckon(kind_of("survivors"), Case({"status": "resident"}, None, DAY))
    assert not found.calculations and "12333" in found.remarks[0] and "继承" in found.remarks[0]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("嫂子带着两个娃", {"spouse": "yes", "children": "2"}),
        ("嫂子58了，没劳动能力", {"spouse": "due"}),
        ("公司说赔三十万让我签字", {"offered": "300000"}),
        ("一儿一女，爸妈都七十了", {"children": "2", "parents": "2"}),
        ("孩子才上小学", {"children": "1"}),
        ("儿子都工作了", {}),
        ("他一个月开六千五", {"pay": "6500"}),
        ("老板没给买保险，先给五万", {"uninsured": "yes", "offered": "50000"}),
        ("公司说一次性给十万块", {"offered": "100000"}),
        ("没结婚，上面还有两个老人", {"spouse": "no", "parents": "2"}),
    ],
)
def test_what_is_told_of_a_death_at_work(message: str, expected: dict[str, str]) -> None:
    assert told(kind_of("work_death"), read(message)) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("他还没退休，社保交了十二年", {"status": "working", "paid": "144"}),
        ("她退休八年了", {"status": "retired", "drawn": "96"}),
        ("领了五年养老金，交了二十年", {"status": "retired", "drawn": "60", "paid": "240"}),
        ("一直在家种地，交的农保", {"status": "resident"}),
    ],
)
def test_what_is_told_of_who_was_insured(message: str, expected: dict[str, str]) -> None:
    assert told(kind_of("survivors"), read(message)) == expected
