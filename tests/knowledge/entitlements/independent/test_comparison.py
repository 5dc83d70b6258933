"""What the assistant reckons against a second computation from the statutes: 500 random cases of each."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest

from knowledge.entitlements.calculation import Calculation
from knowledge.entitlements.dismissal import Local
from knowledge.entitlements.dismissal import compensation as compensated
from knowledge.entitlements.dismissal import damages as damaged
from knowledge.entitlements.employment import Employment
from knowledge.entitlements.injury import Injured, disability_grant
from knowledge.entitlements.kinds import kind_of
from knowledge.entitlements.reckoning import Case, Reckoning, reckon
from knowledge.places.regions import all_regions
from knowledge.topics.pension.formulas import employees_estimate, payment_months, residents_estimate
from knowledge.topics.retirement.rules import Month, OriginalAge, plan
from tests.knowledge.entitlements.independent import law

pytestmark = pytest.mark.usefixtures("lengthy")
TODAY = dt.date(2026, 11, 29)
PROVINCES = {"舟山市": "浙江省", "江门市": "广东省", "上饶市": "江西省", "安康市": "陕西省", "北京市": ""}
AGES: tuple[OriginalAge, ...] = (50, 55, 60)
HALF_A_CENT = Fraction(1, 200)


def cases(seed: int) -> Iterator[random.Random]:
    draw = random.Random(seed)
    for _ in range(500):
        yield draw


def reckoned(kind: str, told: dict[str, object], region: str | None = None) -> Reckoning:
    place = all_regions().get(region) if region else None
    return reckon(kind_of(kind), Case({id: str(value) for id, value in told.items()}, place, TODAY))


def amounts(found: Reckoning) -> list[Decimal]:
    return [step.amount for each in found.calculations for step in each.results]


def amount_of(found: Calculation | None) -> Decimal:
    return found.result.amount if found else Decimal(0)


def is_near(amount: Decimal, exact: Fraction, roundings: int = 1) -> bool:
    """Whether it is the exact amount, where so many parts were rounded to a cent."""
    return abs(Fraction(amount) - exact) <= roundings * HALF_A_CENT


def a_day(draw: random.Random, first: str, last: str) -> dt.date:
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return start + dt.timedelta(days=draw.randint(0, (end - start).days))


def test_compensation_and_damages() -> None:
    for draw in cases(101):
        first = a_day(draw, "1995-01-01", "2026-10-01")
        last = a_day(draw, first.isoformat(), "2026-11-29")
        pay, average = draw.randrange(1000, 40000), draw.choice((None, draw.randrange(4000, 11000)))
        minimum = draw.choice((None, 1950, 2430))
        job = Employment(first, last)
        local = Local(Decimal(average) if average else None, Decimal(minimum) if minimum else None)
        expected = law.compensation(first, last, pay, average, minimum), law.damages(first, last, pay, average, minimum)
        found = tuple(amount_of(find(job, Decimal(pay), local)) for find in (compensated, damaged))
        assert found == expected, (first, last, pay, average, minimum)


def test_compensation_as_it_is_told() -> None:
    for draw in cases(102):
        first = a_day(draw, "2008-01-01", "2026-10-01")
        last, pay = a_day(draw, first.isoformat(), "2026-11-29"), draw.randrange(1000, 20000)
        reason = draw.choice(("forced", "unfit", "layoff", "expired", "agreed", "illegal", "resigned", ""))
        region, minimum = draw.choice((("舟山市", 2430), ("江门市", 2040), ("安康市汉滨区", 2140), (None, None)))
        found = reckoned("dismissal", {"started": first, "left": last, "pay": pay, "reason": reason}, region)
        once, twice = (find(first, last, pay, None, minimum) for find in (law.compensation, law.damages))
        by_reason = {"illegal": [twice], "unfit": [once, pay], "resigned": [], "": [once, twice]}
        assert amounts(found) == by_reason.get(reason, [once]), (first, last, pay, reason, region)


def test_double_pay() -> None:
    for draw in cases(103):
        first = a_day(draw, "2023-06-01", "2026-11-20")
        last = a_day(draw, first.isoformat(), TODAY.isoformat())
        signed = draw.choice((None, a_day(draw, first.isoformat(), last.isoformat())))
        pay = draw.randrange(1500, 20000)
        told: dict[str, object] = {"started": first, "left": last, "pay": pay} | ({"signed": signed} if signed else {})
        found = reckoned("double_wage", told)
        months = law.months_without_contract(first, last, signed)
        assert amounts(found) == ([pay * len(months)] if months else []), (first, last, signed)
        if months:
            (calculation,) = found.calculations
            left = re.search(r"今天申请还能要(\d+)个月", "".join(calculation.notes))
            assert left and int(left[1]) == law.still_to_claim(months, TODAY), (first, last, signed)


def test_overtime() -> None:
    for draw in cases(104):
        pay, months = draw.randrange(2000, 20000), draw.randrange(1, 25)
        hours = [Fraction(draw.randrange(1, 120), 2) for _ in range(3)]
        told = dict(zip(("workday", "restday", "holiday"), (f"{float(each)}/月" for each in hours), strict=True))
        found = reckoned("overtime", told | {"pay": pay, "months": months})
        assert is_near(amounts(found)[0], law.overtime(pay, *hours) * months, 3), (pay, hours, months)


def test_leave_not_taken() -> None:
    for draw in cases(105):
        months, pay = draw.randrange(0, 400), draw.randrange(2000, 20000)
        taken, last = Fraction(draw.randrange(0, 20), 2), draw.choice((None, a_day(draw, "2026-01-01", "2026-11-29")))
        told: dict[str, object] = {"years": months, "pay": pay, "taken": float(taken)} | (
            {"left": last} if last else {}
        )
        found = reckoned("leave", told)
        days = law.leave_not_taken(months, taken, last)
        assert bool(amounts(found)) == bool(days), (months, taken, last)
        assert not days or is_near(amounts(found)[0], law.pay_for_leave(pay, days)), (months, taken, last, pay)


def test_medical_period() -> None:
    for draw in cases(106):
        months = draw.randrange(1, 500)
        with_employer = draw.randint(1, months)
        found = reckoned("medical", {"years": months, "employer_years": with_employer})
        assert amounts(found) == [law.medical_period(months, with_employer)], (months, with_employer)


def test_sick_pay() -> None:
    minimum = {"舟山市": 2430, "江门市": 2040, "上饶市信州区": 2090, "安康市汉滨区": 2140}
    for draw in cases(107):
        region, pay = draw.choice(list(minimum)), draw.randrange(1900, 9000)
        province = PROVINCES[region[:3]]
        found = reckoned("sick", {"pay": pay}, region)
        assert amounts(found) == [law.sick_pay(province, minimum[region], pay)], (region, pay)


def test_unemployment_benefit() -> None:
    # What is paid a month in November 2026; nobody has published it for the place without one.
    monthly = {
        "舟山市": 2187,
        "江门市": 1836,
        "上饶市信州区": 1881,
        "安康市汉滨区": 1926,
        "兰溪市": None,
        "北京市": None,
    }
    for draw in cases(108):
        region, paid = draw.choice(list(monthly)), draw.randrange(1, 420)
        province = {"兰溪市": "浙江省"}.get(region) or PROVINCES[region[:3]]
        months, amount = law.benefit_months(province, paid), monthly[region]
        expected = ([months, months * amount] if amount else [months]) if months else []
        assert amounts(reckoned("unemployment", {"paid": paid}, region)) == expected, (region, paid)


def test_disability_grant() -> None:
    for draw in cases(109):
        grade, pay = draw.randint(1, 10), draw.randrange(1500, 40000)
        average = draw.choice((None, draw.randrange(4000, 11000)))
        found = disability_grant(Injured(grade, Decimal(pay), Decimal(average) if average else None))
        assert found.result.amount == law.injury_grant(grade, pay, average), (grade, pay, average)


def test_all_sums_after_an_injury() -> None:
    for draw in cases(110):
        grade, pay, region = draw.randint(1, 10), draw.randrange(1500, 20000), draw.choice(list(PROVINCES))
        is_disease, stays = draw.random() < 0.3, draw.random() < 0.3
        told = {"grade": grade, "pay": pay}
        told |= ({"disease": "yes"} if is_disease else {}) | ({"stays": "yes"} if stays else {})
        found = amounts(reckoned("injury", told, region))
        grant, province = law.injury_grant(grade, pay, None), PROVINCES[region]
        if grade < 5 or stays or province in ("", "陕西省"):
            assert found == [grant], (grade, pay, region)
        elif province == "浙江省":  # in months of an average that is not known
            assert found == [grant, *(months[grade - 5] for months in law.ON_LEAVING[province])]
        else:
            assert found == [grant + sum(law.injury_leaving(province, grade, pay, is_disease))], (grade, pay, region)


def test_maternity() -> None:
    for draw in cases(111):
        region, child, born = draw.choice(list(PROVINCES)[:4]), draw.randint(1, 3), draw.randint(1, 3)
        difficult, average = draw.random() < 0.5, draw.choice((None, draw.randrange(3000, 15000)))
        told: dict[str, object] = {"child": child, "born": born, "average": average or ""}
        found = amounts(reckoned("maternity", told | ({"difficult": "yes"} if difficult else {}), region))
        days = law.maternity_days(PROVINCES[region], child, born, difficult)
        exact = law.maternity_allowance(days, average) if average else Fraction(days)
        assert is_near(found[-1], exact), (region, told)


def test_surcharge() -> None:
    for draw in cases(112):
        owed = draw.randrange(100, 100000)
        assert amounts(reckoned("surcharge", {"owed": owed})) == [Fraction(owed, 2), owed]


def test_retirement() -> None:
    for draw in cases(115):
        age, birth = draw.choice(AGES), (draw.randint(1955, 1995), draw.randint(1, 12))
        now, paid = (draw.randint(2025, 2030), draw.randint(1, 12)), draw.randrange(0, 300)
        found = plan(Month(*birth), age, Decimal(paid) / 12, Month(*now))
        due = law.retirement_month(birth, age)
        assert found.retirement.month == Month(*due), (age, birth)
        assert found.retirement.years == law.years_needed(due)
        for prospect, pays_on in ((found.if_stopping, False), (found.if_paying_on, True)):
            early = law.early_month(birth, age, paid, now, pays_on)
            assert prospect and prospect.earliest == (Month(*early) if early else None), (
                age,
                birth,
                now,
                paid,
                pays_on,
            )


def test_employees_pension() -> None:
    for draw in cases(113):
        age = draw.randrange(50 * 12, 70 * 12)
        wage, balance = draw.randrange(5000, 12000), draw.randrange(1000, 400000)
        index, years = Fraction(draw.randrange(60, 301), 100), Fraction(draw.randrange(60, 200), 4)
        found = employees_estimate(
            wage=Decimal(wage),
            index=_exactly(index),
            years=_exactly(years),
            balance=Decimal(balance),
            age_months=age,
            on=TODAY,
        )
        exact = law.employees_pension(Fraction(wage), index, years, Fraction(balance), payment_months(age))
        assert is_near(found.total, exact, 2), (wage, index, years, balance, age)


def test_residents_pension() -> None:
    for draw in cases(114):
        basic, balance = draw.randrange(100, 400), draw.randrange(0, 100000)
        found = residents_estimate(basic=Decimal(basic), basic_source="", balance=Decimal(balance), on=TODAY)
        assert is_near(found.total, law.residents_pension(Fraction(basic), Fraction(balance))), (basic, balance)


def _exactly(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / number.denominator
