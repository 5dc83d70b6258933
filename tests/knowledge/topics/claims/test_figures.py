"""Amounts with their calculation."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from knowledge.topics.claims.case import ClaimKind
from knowledge.topics.claims.figures import Figure
from knowledge.topics.claims.schema import Answer, Answers

TODAY = dt.date(2026, 11, 22)


def figures(kind: str, answers: Answers) -> dict[str, Figure]:
    return {f.name: f for f in ClaimKind.load(kind).summary(answers, None, TODAY).figures}


def test_wages_owed() -> None:
    owed = figures("wages", {"monthly_pay": 8000.0, "months_owed": 2.5, "paid_part": 1500.5})["欠的工资"]
    assert owed.amount == Decimal("18499.5")
    assert owed.calculation == "8,000元×2.5个月－已给1,500.5元＝18,499.5元"


@pytest.mark.parametrize(
    "answers",
    [
        {"monthly_pay": 8000.0},
        {"months_owed": 2.0},
        {"monthly_pay": "", "months_owed": 2.0},
        {"monthly_pay": 8000.0, "months_owed": 1.0, "paid_part": 9000.0},
    ],
)
def test_nothing_is_computed_from_half_the_inputs(answers: Answers) -> None:
    assert figures("wages", answers) == {}


@pytest.mark.parametrize(
    ("answers", "months"),
    [
        ({"signed": "never", "employed": "working"}, 11),
        ({"signed": "later", "signed_on": "2024-06-01", "employed": "working"}, 4),
        ({"signed": "later", "signed_on": "2024-01-20", "employed": "working"}, 0),
        ({"signed": "never", "employed": "left", "left_on": "2024-04-30"}, 3),
        ({"signed": "never", "employed": "left", "left_on": "2024-04-15"}, 2),
    ],
)
def test_double_wage_from_the_second_month_at_most_eleven(answers: Answers, months: int) -> None:
    about: dict[str, Answer] = {"about": "no_contract", "started_on": "2024-01-01", "monthly_pay": 5000.0}
    found = figures("dispute", about | dict(answers))
    assert [f.amount for f in found.values()] == ([Decimal(5000 * months)] if months else [])


def test_dismissal() -> None:
    answers: dict[str, Answer] = {
        "about": "dismissed",
        "started_on": "2021-03-01",
        "left_on": "2026-10-31",
        "monthly_pay": 6500.0,
    }
    damages = figures("dispute", answers | {"reason": "unexplained"})
    assert [f.amount for f in damages.values()] == [Decimal(78000)]
    agreed = figures("dispute", answers | {"reason": "agreed"})
    assert [f.amount for f in agreed.values()] == [Decimal(39000)]
    assert len(figures("dispute", answers | {"reason": "unfit"})) == 2
    assert figures("dispute", answers | {"reason": "resigned"}) == {}


def test_years_before_the_law_count_for_damages_only() -> None:
    answers: dict[str, Answer] = {
        "about": "dismissed",
        "started_on": "2006-01-01",
        "left_on": "2025-12-31",
        "monthly_pay": 1000.0,
    }
    compensation, damages = figures("dispute", answers | {"reason": "layoff"}).values()
    assert compensation.amount == Decimal(18000)
    assert "2008年1月1日到2025年12月31日" in compensation.calculation and "另算" in compensation.note
    assert damages.amount == Decimal(40000)


def test_overtime() -> None:
    answers: Answers = {
        "about": "overtime",
        "monthly_pay": 4350.0,
        "workday_hours": 10.0,
        "restday_hours": 8.0,
        "holiday_hours": 0.0,
    }
    (found,) = figures("dispute", answers).values()
    assert found.amount == Decimal("775")  # 4350 / 21.75 / 8 = 25 an hour, times 15 + 16 hours
    assert "10小时×150%＝375元" in found.calculation and found.calculation.endswith("375元＋400元＝775元")
    assert found.source.startswith(
        "关于职工全年月平均工作时间和工资折算问题的通知 人社部发〔2025〕2号；劳动法 第四十四条"
    )


@pytest.mark.parametrize(("grade", "months"), [(1, 27), (4, 21), (5, 18), (6, 16), (7, 13), (10, 7)])
def test_disability_grant(grade: int, months: int) -> None:
    (found,) = figures("injury", {"grade": float(grade), "insured_pay": 5000.0}).values()
    assert found.amount == Decimal(5000 * months)
