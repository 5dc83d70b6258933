"""Pay that is owed: wages, double pay without a contract, overtime, and what is added when it is not paid in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from knowledge.entitlements.calculation import Calculation, note, plain, step, yuan
from knowledge.entitlements.periods import last_day
from knowledge.figures.register import Value
from knowledge.language.days import Day

# 人社部发〔2025〕2号: paid days of a month, and its hours.
PAID_DAYS_A_MONTH = Decimal("21.75")
HOURS_A_DAY = 8
HOURS_A_MONTH = PAID_DAYS_A_MONTH * HOURS_A_DAY
When = Literal["workday", "restday", "holiday"]
# 劳动法 第四十四条.
OVERTIME_RATES: Mapping[When, Decimal] = {"workday": Decimal("1.5"), "restday": Decimal(2), "holiday": Decimal(3)}
# 劳动合同法 第八十五条.
LEAST_SURCHARGE, MOST_SURCHARGE = Decimal("0.5"), Decimal(1)
_ONE_DAY = dt.timedelta(days=1)


PayUnit = Literal["个月", "天"]


def unpaid_wages(
    pay: Decimal, times: Decimal, paid: Decimal = Decimal(0), unit: PayUnit = "个月"
) -> Calculation | None:
    """Wages of so many months or days, less what was paid of them (劳动合同法 第三十条); None where nothing is owed."""
    owed = pay * times - paid
    less = f"－已给{yuan(paid)}" if paid else ""
    if owed <= 0:
        return None
    return Calculation((step("unpaid_wages", owed, pay=yuan(pay), times=plain(times), unit=unit, less=less),))


def owed_as_told(owed: Decimal) -> Calculation:
    """Wages that somebody has added up himself."""
    return Calculation((step("owed_as_told", owed),))


def surcharge(owed: Decimal) -> Calculation:
    """加付赔偿金 by 劳动合同法 第八十五条: 50 % to 100 % of what is still not paid after the order to pay it."""
    least = step("least_surcharge", owed * LEAST_SURCHARGE, owed=yuan(owed))
    most = step("most_surcharge", owed * MOST_SURCHARGE, owed=yuan(owed))
    return Calculation((least, most), (note("surcharge"),), apart=(least, most))


@dataclass(frozen=True)
class Uncovered:
    """The time without a written contract that double pay is due for: ``months`` whole months from the second month of work
    on, and ``days`` more."""

    started: dt.date
    months: int
    days: int

    @property
    def first(self) -> dt.date:
        """The first day of it."""
        return last_day(self.started, months=1)

    @property
    def last(self) -> dt.date:
        """The last day of the whole months."""
        return self._last_of(self.months)

    def in_time(self, today: dt.date) -> int:
        """How many months can still be claimed if a year is counted for each month from its own end."""
        return sum(today <= last_day(self._last_of(number), years=1) for number in range(1, self.months + 1))

    def _last_of(self, number: int) -> dt.date:
        return last_day(self.started, months=number + 1) - _ONE_DAY


def uncovered(started: dt.date, until: dt.date, signed: dt.date | None = None) -> Uncovered:
    """From the day after the first month of work until ``until``, but no longer than until the day before a contract was
    ``signed`` or a year of work is over: eleven months at most (劳动合同法实施条例 第六条, 第七条)."""
    end = min(last_day(started, years=1), signed or dt.date.max, until + _ONE_DAY)
    months = 0
    while last_day(started, months=months + 2) <= end:
        months += 1
    return Uncovered(started, months, max((end - last_day(started, months=months + 1)).days, 0))


def double_wage(gap: Uncovered, pay: Decimal | None, today: dt.date) -> Calculation | None:
    """The second pay of the whole months without a contract (劳动合同法 第八十二条); None before the second month is over.

    A rest of days counts by the days worked in that month (解释（二）第六条), which are not known, and is only told.
    Whether the year in which it can be claimed (劳动争议调解仲裁法 第二十七条) runs for each month from its end or for
    all of them from the end of the last is decided differently; what is left by either way is told.
    """
    if not gap.months:
        return None
    notes = [note("double_days", days=gap.days)] if gap.days else []
    counting = step("double_months", gap.months, first=Day(gap.first).in_words, months=gap.months)
    if pay is None:
        return Calculation((counting,), (*notes, _time_left(gap, today, "")))
    left = gap.in_time(today)
    total = step("double_wage", pay * gap.months, pay=yuan(pay), months=gap.months)
    return Calculation((counting, total), (*notes, _time_left(gap, today, f"，{yuan(pay * left)}")))


def _time_left(gap: Uncovered, today: dt.date, amount: str) -> str:
    last = last_day(gap.last, years=1)
    whole = note("double_limit_whole" if today <= last else "double_limit_over", day=Day(last).in_words)
    return note("double_limit", months=gap.in_time(today), amount=amount, whole=whole)


def overtime(
    pay: Decimal, hours: Mapping[When, Decimal], months: Decimal = Decimal(1), paid: Decimal = Decimal(0)
) -> Calculation | None:
    """Overtime pay by 劳动法 第四十四条: so many ``hours`` of each kind in each of so many ``months``, less what was ``paid``
    for them. None where nothing is due."""
    worked = {when: each for when, each in hours.items() if each}
    hourly = pay / HOURS_A_MONTH
    times = f"×{plain(months)}个月" if months != 1 else ""
    parts = [
        step(
            f"overtime_{when}",
            hourly * each * rate * months,
            hourly=yuan(hourly),
            hours=plain(each),
            rate=f"{rate:.0%}",
            times=times,
        )
        for when, rate in OVERTIME_RATES.items()
        if (each := worked.get(when))
    ]
    due = sum((part.amount for part in parts), Decimal(0)) - paid
    if due <= 0:
        return None
    of_an_hour = step("hourly_pay", hourly, pay=yuan(pay))
    sums = "＋".join(yuan(part.amount) for part in parts) + (f"－已给{yuan(paid)}" if paid else "")
    total = (step("overtime", due, parts=sums),) if len(parts) > 1 or paid else ()
    return Calculation((of_an_hour, *parts, *total), (note("overtime"),))


def against_minimum(
    wage: Decimal, extra: Decimal, minimum: Value | None, by_class: Sequence[Value]
) -> Calculation | None:
    """What a month's ``wage`` with its variable part (``extra``) falls short of the minimum (最低工资规定 第十二条); where
    that of the place is not known, of that of each class of places in the province. None where neither is."""
    total = wage + extra
    parts = f"{yuan(wage)}＋{yuan(extra)}" if extra else ""
    compared = step("compared_wage", total, parts=parts)
    if minimum is None:
        sums = "；".join(_of_class(total, each.amount) for each in by_class)
        notes = (note("minimum_by_class", sums=sums), note("minimum_condition"), note("as_12333_says"))
        return Calculation((compared,), notes) if sums else None
    key, difference = (
        ("wage_short", minimum.amount - total) if total < minimum.amount else ("wage_over", total - minimum.amount)
    )
    found = step(key, difference, minimum.source.title, minimum=yuan(minimum.amount), wage=yuan(total))
    notes = (note("minimum_condition"), *((note("minimum_complain"),) if key == "wage_short" else ()))
    return Calculation((compared, found), (*notes, *((note("as_12333_says"),) if minimum.grade == "B" else ())))


def _of_class(wage: Decimal, minimum: Decimal) -> str:
    lacks = note("wage_lacks", amount=yuan(minimum - wage)) if wage < minimum else note("wage_suffices")
    return note("minimum_of_class", minimum=yuan(minimum), difference=lacks)
