"""Amounts that the law fixes, computed from the answers (``knowledge.entitlements``)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from knowledge.entitlements import dismissal, wages
from knowledge.entitlements.calculation import Calculation
from knowledge.entitlements.employment import Employment
from knowledge.entitlements.injury import Injured, disability_grant
from knowledge.entitlements.wages import When
from knowledge.topics.claims.deadlines import answered_day
from knowledge.topics.claims.schema import Answers, FigureRule

# The questions about hours of overtime.
_HOURS: dict[When, str] = {"workday": "workday_hours", "restday": "restday_hours", "holiday": "holiday_hours"}

# How pay is told of, for how long it is owed, and the unit of both.
_OWED: tuple[tuple[str, str, wages.PayUnit], ...] = (
    ("monthly_pay", "months_owed", "个月"), ("daily_pay", "days_owed", "天"),
)  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """``amount`` in yuan; ``calculation`` shows the way to it, ``source`` the articles, separated by "；"."""

    name: str
    amount: Decimal
    calculation: str
    source: str
    note: str


def figure(rule: FigureRule, answers: Answers, today: dt.date) -> Figure | None:
    """The figure by ``rule``, or None when an answer that it needs is missing."""
    found = _COMPUTE[rule.kind](answers, today)
    if found is None:
        return None
    way = "；".join(step.way if step is found.result else f"{step.name}：{step.way}" for step in found.steps)
    return Figure(rule.name, found.result.amount, way, "；".join(found.articles), "".join(found.notes))


def _unpaid(answers: Answers, today: dt.date) -> Calculation | None:
    """What is owed in all as it was told, or pay times the months or days that it is owed for, less what was paid."""
    if (told := _amount(answers, "owed_total")) is not None:
        return wages.owed_as_told(told)
    for pay_name, owed_name, unit in _OWED:
        pay, owed = _amount(answers, pay_name), _amount(answers, owed_name)
        if pay is not None and owed is not None:
            return wages.unpaid_wages(pay, owed, _amount(answers, "paid_part") or Decimal(0), unit)
    return None


def _compensation(answers: Answers, today: dt.date) -> Calculation | None:
    pay, job = _amount(answers, "monthly_pay"), _employment(answers)
    return dismissal.compensation(job, pay) if job and pay is not None else None


def _damages(answers: Answers, today: dt.date) -> Calculation | None:
    pay, job = _amount(answers, "monthly_pay"), _employment(answers)
    return dismissal.damages(job, pay) if job and pay is not None else None


def _employment(answers: Answers) -> Employment | None:
    started, left = answered_day(answers, "started_on"), answered_day(answers, "left_on")
    return Employment(started.date, left.date) if started and left else None


def _double_wage(answers: Answers, today: dt.date) -> Calculation | None:
    pay, started = _amount(answers, "monthly_pay"), answered_day(answers, "started_on")
    if pay is None or started is None:
        return None
    signed, left = answered_day(answers, "signed_on"), answered_day(answers, "left_on")
    gap = wages.uncovered(started.date, left.date if left else today, signed.date if signed else None)
    return wages.double_wage(gap, pay, today)


def _overtime(answers: Answers, today: dt.date) -> Calculation | None:
    pay = _amount(answers, "monthly_pay")
    hours = {when: each for when, question in _HOURS.items() if (each := _amount(answers, question))}
    return wages.overtime(pay, hours) if pay is not None else None


def _disability_grant(answers: Answers, today: dt.date) -> Calculation | None:
    pay, grade = _amount(answers, "insured_pay"), _amount(answers, "grade")
    if pay is None or grade is None:
        return None
    return disability_grant(Injured(int(grade), pay))


def _amount(answers: Answers, question: str) -> Decimal | None:
    answer = answers.get(question)
    return Decimal(str(answer)) if isinstance(answer, int | float) and not isinstance(answer, bool) else None


_COMPUTE: dict[str, Callable[[Answers, dt.date], Calculation | None]] = {
    "owed": _unpaid,
    "compensation": _compensation,
    "damages": _damages,
    "double_wage": _double_wage,
    "overtime": _overtime,
    "disability_grant": _disability_grant,
}
