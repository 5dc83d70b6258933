"""Paid leave not taken, the time of medical treatment, and the least pay while sick."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from decimal import ROUND_DOWN, ROUND_FLOOR, Decimal

from knowledge.entitlements.calculation import Calculation, Step, note, plain, step, yuan
from knowledge.entitlements.local import SickPayShare
from knowledge.entitlements.wages import PAID_DAYS_A_MONTH
from knowledge.figures.register import Value

# 职工带薪年休假条例 第三条: days of leave from so many years of work on.
LEAVE_DAYS = {0: 0, 1: 5, 10: 10, 20: 15}
# 企业职工带薪年休假实施办法 第十条: 300 %, of which 100 % has been paid as wages.
UNTAKEN_RATE = 2
DAYS_A_YEAR = 365
# 企业职工患病或非因工负伤医疗期规定 第三条: months by years with the employer, for less than ten years of work and for more.
LONG_SERVICE = 10
SHORT_MONTHS = {0: 3, 5: 6}
LONG_MONTHS = {0: 6, 5: 9, 10: 12, 15: 18, 20: 24}
# 第四条: the months within which they are counted.
WITHIN_MONTHS = {3: 6, 6: 12, 9: 15, 12: 18, 18: 24, 24: 30}
# 关于贯彻执行《劳动法》若干问题的意见 59.
LEAST_SICK_SHARE = Decimal("0.8")


def annual_leave(years: Decimal) -> Calculation:
    """Days of paid leave in a year for so many ``years`` of work, anywhere."""
    return Calculation((step("leave_days", _from(LEAVE_DAYS, years), years=plain(years)),))


def untaken_leave(
    years: Decimal, taken: Decimal, pay: Decimal | None, left: dt.date | None = None
) -> Calculation | None:
    """What is due beside the wages for leave not taken (职工带薪年休假条例 第五条; 实施办法 第十条 to 第十二条).

    ``taken``: days, halves may be; ``pay``: the monthly average of the last twelve months without overtime; without it the
    days alone; ``left``: the last day of work. None where no day is left.
    """
    entitled = annual_leave(years)
    whole = entitled.result.amount
    steps = (*entitled.steps, *(_untaken_of_share(whole, taken, left) if left else (_untaken(whole, taken),)))
    days = steps[-1].amount
    if days <= 0:
        return None
    if pay is None:
        return Calculation(steps, (note("leave"),))
    daily = pay / PAID_DAYS_A_MONTH
    of_a_day = step("daily_pay", daily, pay=yuan(pay))
    total = step("untaken_leave", daily * UNTAKEN_RATE * days, daily=yuan(daily), days=plain(days))
    return Calculation((*steps, of_a_day, total), (note("leave"),))


def medical_period(years: Decimal, with_employer: Decimal) -> Calculation:
    """Months of medical treatment, by years of work anywhere and with this employer, during which nobody is dismissed for
    being ill."""
    table = LONG_MONTHS if years >= LONG_SERVICE else SHORT_MONTHS
    months = _from(table, with_employer)
    told = step("medical_period", months, years=plain(years), with_employer=plain(with_employer))
    return Calculation((told,), (note("medical_period", within=WITHIN_MONTHS[months]),))


def least_sick_pay(minimum: Value, pay: Decimal | None = None, share: SickPayShare | None = None) -> Calculation:
    """The least pay of a month of illness: 80 % of the local ``minimum`` wage, and where the province has a ``share``, that
    part of the agreed ``pay`` if it is more."""
    floor = step("sick_pay", minimum.amount * LEAST_SICK_SHARE, minimum.source.title, minimum=yuan(minimum.amount))
    unsure = "B" in (minimum.grade, share.certainty if share else "A")
    notes = (note("sick_pay"), *((note("as_12333_says"),) if unsure else ()))
    if pay is None or share is None:
        return Calculation((floor,), notes)
    own = _of_agreed_pay(pay, share)
    more = step("sick_pay_more", max(own.amount, floor.amount), share.article, one=floor.result, other=own.result)
    return Calculation((floor, own, more), notes)


def least_sick_pay_of(pay: Decimal, share: SickPayShare) -> Calculation:
    """What the province's ``share`` of the agreed ``pay`` comes to, where the minimum wage of the place is not known."""
    return Calculation((_of_agreed_pay(pay, share),), (note("sick_floor_unknown"), note("as_12333_says")))


def _of_agreed_pay(pay: Decimal, share: SickPayShare) -> Step:
    return step("sick_pay_share", pay * share.share, share.article, pay=yuan(pay), share=f"{share.share:.0%}")


def _untaken(entitled: Decimal, taken: Decimal) -> Step:
    return step("untaken_days", entitled - taken, entitled=plain(entitled), taken=plain(taken))


def _untaken_of_share(entitled: Decimal, taken: Decimal, left: dt.date) -> tuple[Step, Step]:
    """What is left of the share of the year up to the last day of work, only whole days of it (实施办法 第十二条: what was
    taken is subtracted before the rest of less than a day is dropped)."""
    passed = (left - dt.date(left.year, 1, 1)).days + 1
    share = passed * entitled / DAYS_A_YEAR
    shown = share.quantize(Decimal("0.01"), ROUND_DOWN)
    whole_days = (share - taken).to_integral_value(ROUND_FLOOR)
    return (
        step("leave_days_so_far", shown, passed=passed, days=entitled),
        step("untaken_days_so_far", whole_days, entitled=plain(shown), taken=plain(taken)),
    )


def _from(table: dict[int, int], years: Decimal) -> int:
    """The entry of the largest key that is not above ``years``."""
    return table[sorted(table)[bisect_right(sorted(table), years) - 1]]
