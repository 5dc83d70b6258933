"""Amounts that the law fixes, computed from the answers, each with its calculation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from knowledge.topics.claims.deadlines import answered_day, in_words, last_day
from knowledge.topics.claims.schema import Answers, FigureRule

# 劳动合同法 第九十七条: years before it came into force count by older rules.
LABOUR_CONTRACT_LAW = dt.date(2008, 1, 1)
# 关于职工全年月平均工作时间和工资折算问题的通知 第二部分.
PAID_DAYS_A_MONTH = Decimal("21.75")
HOURS_A_DAY = 8
# 劳动法 第四十四条: rates for overtime on working days, rest days and public holidays.
OVERTIME_RATES = {"workday_hours": Decimal("1.5"), "restday_hours": Decimal(2), "holiday_hours": Decimal(3)}
# 工伤保险条例 第三十五条 to 第三十七条: months of wage by grade of disability.
GRANT_MONTHS = dict(enumerate((27, 25, 23, 21, 18, 16, 13, 11, 9, 7), 1))


@dataclass(frozen=True)
class Figure:
    """``amount`` in yuan; ``calculation`` shows the way to it."""

    name: str
    amount: Decimal
    calculation: str
    source: str
    note: str


Computed = tuple[Decimal, str]


def figure(rule: FigureRule, answers: Answers, today: dt.date) -> Figure | None:
    """The figure by ``rule``, or None when an answer that it needs is missing."""
    computed = _COMPUTE[rule.kind](answers, today)
    if computed is None:
        return None
    amount, calculation = computed
    return Figure(rule.name, amount, f"{calculation}＝{yuan(amount)}", rule.source, rule.note or "")


def yuan(amount: Decimal) -> str:
    """ "12,345.6元"."""
    text = f"{amount.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}元"


def service_months(started: dt.date, left: dt.date) -> Decimal:
    """Months of pay by 劳动合同法 第四十七条: one for a year of work, and for a rest one from six months on, else half.

    ``left`` is the last day of work; work from 1 January to 30 June is six months.
    """
    end = left + dt.timedelta(days=1)
    years = max(end.year - started.year, 0)
    while years and last_day(started, years=years) > end:
        years -= 1
    anniversary = last_day(started, years=years)
    if left <= anniversary:
        return Decimal(years)
    return years + (Decimal(1) if last_day(anniversary, months=6) <= end else Decimal("0.5"))


def _owed(answers: Answers, today: dt.date) -> Computed | None:
    """Pay times the months or days that it is owed for, less what was paid."""
    for pay_name, owed_name, unit in (("monthly_pay", "months_owed", "个月"), ("daily_pay", "days_owed", "天")):
        pay, owed = _amount(answers, pay_name), _amount(answers, owed_name)
        if pay is not None and owed is not None:
            return _rest_of(pay * owed, f"{yuan(pay)}×{_plain(owed)}{unit}", _amount(answers, "paid_part"))
    return None


def _rest_of(total: Decimal, calculation: str, paid: Decimal | None) -> Computed | None:
    rest = total - (paid or 0)
    less = f"－已给{yuan(paid)}" if paid else ""
    return (rest, f"{calculation}{less}") if rest > 0 else None


def _compensation(answers: Answers, today: dt.date) -> Computed | None:
    return _by_service(answers, LABOUR_CONTRACT_LAW, 1)


def _damages(answers: Answers, today: dt.date) -> Computed | None:
    """Twice the compensation, over the whole time of work (劳动合同法实施条例 第二十五条)."""
    return _by_service(answers, dt.date.min, 2)


def _by_service(answers: Answers, counted_from: dt.date, times: int) -> Computed | None:
    pay, started, left = (
        _amount(answers, "monthly_pay"),
        answered_day(answers, "started_on"),
        answered_day(answers, "left_on"),
    )
    if pay is None or started is None or left is None:
        return None
    first = max(started.date, counted_from)
    months = service_months(first, left.date)
    since = "2008年以后的部分，" if first != started.date else ""
    twice = f"×{times}" if times > 1 else ""
    span = f"{since}{in_words(first)}到{left.in_words}算{_plain(months)}个月："
    return (pay * months * times, f"{span}{yuan(pay)}×{_plain(months)}{twice}") if months else None


def _double_wage(answers: Answers, today: dt.date) -> Computed | None:
    """Whole months without a written contract, from the second month of work to the twelfth.

    劳动合同法实施条例 第六条, 第七条: from the day after the first month until the day before the contract is signed or a
    year is over, so at most eleven months.
    """
    pay, started = _amount(answers, "monthly_pay"), answered_day(answers, "started_on")
    if pay is None or started is None:
        return None
    first = last_day(started.date, months=1)
    signed, left = answered_day(answers, "signed_on"), answered_day(answers, "left_on")
    end = min(
        last_day(started.date, years=1),
        signed.date if signed else dt.date.max,
        (left.date if left else today) + dt.timedelta(days=1),
    )
    months = 0
    while last_day(started.date, months=months + 2) <= end:
        months += 1
    return (pay * months, f"{in_words(first)}起{months}个整月：{yuan(pay)}×{months}") if months else None


def _overtime(answers: Answers, today: dt.date) -> Computed | None:
    pay = _amount(answers, "monthly_pay")
    worked = [(hours, rate) for name, rate in OVERTIME_RATES.items() if (hours := _amount(answers, name))]
    if pay is None or not worked:
        return None
    hourly = (pay / PAID_DAYS_A_MONTH / HOURS_A_DAY).quantize(Decimal("0.01"), ROUND_HALF_UP)
    parts = "＋".join(f"{_plain(hours)}小时×{rate:.0%}" for hours, rate in worked)
    return (
        hourly * sum((hours * rate for hours, rate in worked), Decimal(0)),
        f"每小时{yuan(pay)}÷21.75÷8＝{yuan(hourly)}；{yuan(hourly)}×（{parts}）",
    )


def _disability_grant(answers: Answers, today: dt.date) -> Computed | None:
    pay, grade = _amount(answers, "insured_pay"), _amount(answers, "grade")
    if pay is None or grade is None:
        return None
    months = GRANT_MONTHS[int(grade)]
    return pay * months, f"{int(grade)}级{months}个月：{yuan(pay)}×{months}"


def _amount(answers: Answers, question: str) -> Decimal | None:
    answer = answers.get(question)
    return Decimal(str(answer)) if isinstance(answer, int | float) and not isinstance(answer, bool) else None


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


_COMPUTE: dict[str, Callable[[Answers, dt.date], Computed | None]] = {
    "owed": _owed,
    "compensation": _compensation,
    "damages": _damages,
    "double_wage": _double_wage,
    "overtime": _overtime,
    "disability_grant": _disability_grant,
}
