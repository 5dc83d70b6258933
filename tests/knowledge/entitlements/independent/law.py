"""Each entitlement once more, straight from the statutes and in another style: by counting up, with fractions.

Written before and without a look at the formulas of ``knowledge.entitlements``, nothing of which is imported. Money is in
yuan, exact; days of work are counted with the first and the last.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from itertools import count

from tests.knowledge.entitlements.independent.walking import months_later

DAY = dt.timedelta(days=1)
THE_LAW = dt.date(2008, 1, 1)


def same_days(first: dt.date) -> Iterator[dt.date]:
    """The days of the same number of the months that follow, or the last of those that have none (民法典 第二百零二条)."""
    return (months_later(first, months) for months in count(1))


def is_over(same: dt.date, first: dt.date, last: dt.date) -> bool:
    """Whether the month that ends by this day of the same number is worked to its end, both days counted."""
    return last >= (same - DAY if same.day == first.day else same)


def months_of_pay(first: dt.date, last: dt.date) -> Fraction:
    """劳动合同法 第四十七条: a month for each full year, for six months or more, and half of one for less.

    Who goes on the day of the same number has worked full years and no more: the first day of a period of years is not
    counted (民法典 第二百零一条).
    """
    paid, days, begun = Fraction(0), same_days(first), first
    while last > begun or not paid:
        year = [next(days) for _ in range(12)]
        paid += 1 if is_over(year[5], first, last) else Fraction(1, 2)
        begun = year[-1]
    return paid


def standard_of_compensation(
    first: dt.date, last: dt.date, pay: int, average: int | None, minimum: int | None
) -> Fraction:
    """第四十七条, 实施条例 第二十七条: with the limits of three averages and twelve years, and with the minimum wage."""
    months = months_of_pay(first, last)
    if average is not None and pay > 3 * average:
        return 3 * average * min(months, Fraction(12))
    return months * max(pay, minimum or 0)


def compensation(first: dt.date, last: dt.date, pay: int, average: int | None, minimum: int | None) -> Fraction:
    """第九十七条: the years count from 2008 on."""
    if last < THE_LAW:
        return Fraction(0)
    return standard_of_compensation(max(first, THE_LAW), last, pay, average, minimum)


def damages(first: dt.date, last: dt.date, pay: int, average: int | None, minimum: int | None) -> Fraction:
    """第八十七条, 实施条例 第二十五条: twice that, from the first day of work on."""
    return 2 * standard_of_compensation(first, last, pay, average, minimum)


def months_without_contract(first: dt.date, until: dt.date, signed: dt.date | None) -> list[dt.date]:
    """The last days of the full months with double pay: from the second month of work (实施条例 第六条) to the day before a
    contract, or before a year is over (第七条)."""
    last = min(until, signed - DAY) if signed else until
    days = same_days(first)
    year = [next(days) for _ in range(12)]
    return [same - DAY for same in year[1:] if is_over(same, first, last)]


def still_to_claim(ends: list[dt.date], today: dt.date) -> int:
    """调解仲裁法 第二十七条, a year for each month of its own from its end on."""
    return sum(1 for end in ends if months_later(end, 12) >= today)


def overtime(pay: int, workday: Fraction, restday: Fraction, holiday: Fraction) -> Fraction:
    """劳动法 第四十四条; a month has 21.75 days of eight hours that are paid (人社部发〔2025〕2号)."""
    an_hour = Fraction(pay) / Fraction(2175, 100) / 8
    return an_hour * (workday * 3 / 2 + restday * 2 + holiday * 3)


def leave_of_a_year(months: int) -> int:
    """职工带薪年休假条例 第三条, by months of work anywhere."""
    return 5 * sum(1 for years in (1, 10, 20) if months >= 12 * years)


def leave_not_taken(months: int, taken: Fraction, last: dt.date | None) -> Fraction:
    """Days; 实施办法 第十二条: what is less than a day of the share of somebody who has left does not count."""
    days = leave_of_a_year(months)
    if last is None:
        return max(Fraction(0), days - taken)
    passed = sum(1 for n in range(366) if (dt.date(last.year, 1, 1) + n * DAY) <= last)
    return Fraction(max(0, (Fraction(passed * days, 365) - taken).__floor__()))


def pay_for_leave(pay: int, days: Fraction) -> Fraction:
    """第十条, 第十一条: 300 % of a day's pay, 100 % of which has been paid."""
    return Fraction(pay * 100, 2175) * days * (3 - 1)


def medical_period(months: int, with_employer: int) -> int:
    """企业职工患病或非因工负伤医疗期规定 第三条."""
    if months < 120:
        return 3 if with_employer < 60 else 6
    return next(
        period for limit, period in ((60, 6), (120, 9), (180, 12), (240, 18), (9999, 24)) if with_employer < limit
    )


def sick_pay(province: str, minimum: int, pay: int) -> Fraction:
    """劳部发〔1995〕309号 第59条; 陕西省企业工资支付条例: 70 % of the agreed pay too."""
    least = Fraction(minimum * 80, 100)
    return max(least, Fraction(pay * 70, 100)) if province == "陕西省" else least


def benefit_months(province: str, paid: int) -> int:
    """社会保险法 第四十六条 and what the provinces make of it, month of contribution by month of contribution."""
    earned = 0
    for month in range(1, paid + 1):
        earned += _earns(province, month)
    most = 12 if paid < 60 else 18 if paid < 120 else 24
    return min(earned, most) if paid >= 12 else 0


def _earns(province: str, month: int) -> int:
    """The months of benefit that come with this month of contribution."""
    year, is_full = month // 12, month % 12 == 0
    match province:
        case "浙江省":  # a rest of three months of six, later of four of eight, counts
            return int(month % 6 == 3 if month <= 60 else (month - 60) % 8 == 4)
        case "广东省":
            return int(is_full if month <= 48 else month % 6 == 0)
        case "江西省":
            return (3 if year <= 4 else 2 if year == 5 else 1) if is_full else 0
        case "陕西省":
            return {12: 3, 24: 3, 36: 3, 48: 3, 60: 6, 120: 6}.get(month, 0)
    return {12: 12, 60: 6, 120: 6}.get(month, 0)


GRANT = (27, 25, 23, 21, 18, 16, 13, 11, 9, 7)
# For the treatment and for a new job, grades 5 to 10, in months.
ON_LEAVING = {
    "浙江省": ((30, 25, 10, 7, 4, 2), (30, 25, 10, 7, 4, 2)),
    "江西省": ((21, 18, 14, 11, 8, 5), (32, 28, 18, 13, 9, 6)),
    "广东省": ((10, 8, 6, 4, 2, 1), (50, 40, 25, 15, 8, 4)),
}


def injury_grant(grade: int, pay: int, average: int | None) -> Fraction:
    """工伤保险条例 第三十五条 to 第三十七条, 第六十四条."""
    counted = Fraction(pay)
    if average is not None:
        counted = sorted((Fraction(average * 6, 10), counted, Fraction(average * 3)))[1]
    return GRANT[grade - 1] * counted


def injury_leaving(province: str, grade: int, pay: int, is_disease: bool) -> tuple[Fraction, Fraction]:
    """The two sums on leaving, from one's own pay."""
    treatment, job = (months[grade - 5] * Fraction(pay) for months in ON_LEAVING[province])
    return (treatment * Fraction(13, 10) if is_disease and province == "江西省" else treatment), job


def maternity_days(province: str, child: int, born: int, difficult: bool) -> int:
    """女职工劳动保护特别规定 第七条 and the provinces' statutes on population."""
    extra = {"浙江省": (60, 90, 90), "广东省": (80, 80, 80), "江西省": (90, 90, 90), "陕西省": (60, 60, 75)}
    days = 98 + extra[province][child - 1]
    for _ in range(born - 1):
        days += 15
    return days + 15 if difficult else days


def maternity_allowance(days: int, average: int) -> Fraction:
    """社会保险法 第五十六条: the average of the employer's people, day by day."""
    return sum((Fraction(average, 30) for _ in range(days)), Fraction(0))


MonthOf = tuple[int, int]


def next_month(month: MonthOf) -> MonthOf:
    """The page of the calendar behind this one."""
    return (month[0], month[1] + 1) if month[1] < 12 else (month[0] + 1, 1)


def retirement_month(birth: MonthOf, age: int) -> MonthOf:
    """办法 第一条 and its tables: a month later for each four months of birth begun (two, where the age was 50)."""
    before = month = (birth[0] + age, birth[1])
    counted, rows = (2025, 1), 0
    while counted <= before and rows < (120 if age == 50 else 144):
        if rows % (2 if age == 50 else 4) == 0:
            month = next_month(month)
        counted, rows = next_month(counted), rows + 1
    return month


def years_needed(month: MonthOf) -> Fraction:
    """办法 第二条: fifteen, from 2030 on half a year more every year, at most twenty."""
    rises = sum(1 for year in range(2030, 2040) if year <= month[0])
    return 15 + Fraction(rises, 2)


def early_month(birth: MonthOf, age: int, paid: int, now: MonthOf, pays_on: bool) -> MonthOf | None:
    """办法 第三条, 人社部发〔2024〕94号: the first month in which who has ``paid`` so many months may go by choice, at most
    three years early, not below the old age, three months after telling it."""
    due = retirement_month(birth, age)
    month, ahead = now, 0
    while month < due:
        early = (due[0] - 3, due[1]) <= month and (birth[0] + age, birth[1]) <= month
        if early and ahead >= 3 and Fraction(paid + ahead * pays_on, 12) >= years_needed(month):
            return month
        month, ahead = next_month(month), ahead + 1
    return None


def employees_pension(wage: Fraction, index: Fraction, years: Fraction, balance: Fraction, divisor: int) -> Fraction:
    """国发〔2005〕38号."""
    return (wage + wage * index) / 2 * years / 100 + balance / divisor


def residents_pension(basic: Fraction, balance: Fraction) -> Fraction:
    """国发〔2014〕8号."""
    return basic + balance / 139
