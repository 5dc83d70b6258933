"""What is paid once for a work injury, by its grade: the national grant, and the two of the province on leaving."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from knowledge.entitlements.calculation import Calculation, Step, note, step, yuan
from knowledge.entitlements.local import InjuryGrants

# 工伤保险条例 第三十五条 to 第三十七条: months of one's own pay by grade.
GRANT_MONTHS = dict(enumerate((27, 25, 23, 21, 18, 16, 13, 11, 9, 7), 1))
# The part of one's own pay given every month: grades 1 to 4, and 5 and 6 where no fitting work can be given.
MONTHLY_SHARES = {1: 90, 2: 85, 3: 80, 4: 75, 5: 70, 6: 60}
# 第六十四条: one's own pay counts within these parts of the average in the place of insurance.
LEAST_AVERAGE, MOST_AVERAGES = Decimal("0.6"), 3
FIRST_LEAVING_GRADE = 5


@dataclass(frozen=True)
class Injured:
    """``pay``: the monthly pay that contributions were paid on in the twelve months before, None if not known; ``average``:
    that of employees in the place, if known; ``leaves`` the employer; ``is_disease``: an occupational one; ``is_insured``:
    the employer paid for the insurance."""

    grade: int
    pay: Decimal | None = None
    average: Decimal | None = None
    leaves: bool = True
    is_disease: bool = False
    is_insured: bool = True


def disability_grant(injured: Injured) -> Calculation:
    """一次性伤残补助金; in months where the pay is not known."""
    months, article = GRANT_MONTHS[injured.grade], _article(injured.grade)
    if injured.pay is None:
        return Calculation((step("grant_months", months, article, grade=injured.grade),), (note("own_pay"),))
    bounded = tuple(_bounded(injured.pay, injured.average))
    pay = bounded[-1].amount if bounded else injured.pay
    unknown = () if injured.average is not None else (note("injury_average_unknown"),)
    grant = step("grant", pay * months, article, grade=injured.grade, months=months, pay=yuan(pay))
    return Calculation((*bounded, grant), (note("own_pay"), *unknown))


def injury_sums(injured: Injured, rule: InjuryGrants | None, provincial_average: Decimal | None = None) -> Calculation:
    """All that is paid once: the grant, and for grades 5 to 10 on leaving what the province has set.

    Only what can be reckoned is added up, the rest is told.
    """
    grant = disability_grant(injured)
    leaving = tuple(_leaving(injured, rule, provincial_average, grant.steps)) if rule and _gets_more(injured) else ()
    sums = [each for each in (grant.result, *leaving) if each.unit == "元"]
    parts = "＋".join(yuan(each.amount) for each in sums)
    total = (step("injury_total", sum(each.amount for each in sums), parts=parts),) if len(sums) > 1 else ()
    apart = () if total else (grant.result, *leaving)
    return Calculation((*grant.steps, *leaving, *total), (*grant.notes, *_notes(injured, rule)), apart)


def _bounded(pay: Decimal, average: Decimal | None) -> Iterator[Step]:
    """The pay that counts instead of one's own (第六十四条)."""
    if average is not None and pay > average * MOST_AVERAGES:
        yield step("most_own_pay", average * MOST_AVERAGES, average=yuan(average))
    elif average is not None and pay < average * LEAST_AVERAGE:
        yield step("least_own_pay", average * LEAST_AVERAGE, average=yuan(average))


def _leaving(
    injured: Injured, rule: InjuryGrants, provincial_average: Decimal | None, before: tuple[Step, ...]
) -> Iterator[Step]:
    """The two sums on leaving, in months where what they are counted in is not known."""
    own = before[0].amount if len(before) > 1 else injured.pay
    pay = own if rule.base == "own" else provincial_average
    base = note(f"base_{rule.base}")
    at = injured.grade - FIRST_LEAVING_GRADE
    more = 1 + Decimal(rule.disease_percent) / 100 if injured.is_disease else Decimal(1)
    for name, months, factor in (("medical", rule.medical[at], more), ("employment", rule.employment[at], Decimal(1))):
        extra = f"×{factor:.0%}" if factor != 1 else ""
        if pay is None:
            yield step(f"{name}_months", months * factor, rule.article, grade=injured.grade, base=base, extra=extra)
        else:
            amount = pay * months * factor
            yield step(name, amount, rule.article, grade=injured.grade, months=months, pay=yuan(pay), extra=extra)


def _gets_more(injured: Injured) -> bool:
    return injured.leaves and injured.grade >= FIRST_LEAVING_GRADE


def _notes(injured: Injured, rule: InjuryGrants | None) -> Iterator[str]:
    share = MONTHLY_SHARES.get(injured.grade)
    if share:
        amount = f"，{yuan(injured.pay * share / 100)}" if injured.pay is not None else ""
        key = "allowance" if injured.grade < FIRST_LEAVING_GRADE else "allowance_without_work"
        yield note(key, share=share, amount=amount)
    if not injured.is_insured:
        yield note("all_by_employer")
    if _gets_more(injured) and not rule:
        yield note("grants_unknown")
    elif _gets_more(injured) and injured.is_insured:
        yield note("who_pays")
    if rule and _gets_more(injured) and rule.note:
        yield rule.note
    if rule and _gets_more(injured) and rule.certainty == "B":
        yield note("as_12333_says")


def _article(grade: int) -> str:
    return next(
        article for last, article in ((4, "第三十五条"), (6, "第三十六条"), (10, "第三十七条")) if grade <= last
    )
