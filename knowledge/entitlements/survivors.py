"""What the family of somebody who has died gets: from employees' pension insurance, or for a death at work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from knowledge.entitlements.calculation import Calculation, Step, note, plain, step, yuan
from knowledge.figures.register import Value

FUNERAL_MONTHS = 2
# 人社部发〔2021〕18号: months of 抚恤金 for less than so many years paid.
_MONTHS_BELOW = ((5, 3), (10, 6))
_FIRST_YEARS, _MONTHS_OF_THESE = 15, 9
MOST_MONTHS, LEAST_OF_RETIRED = 24, 9
# 工伤保险条例 第三十九条.
FUNERAL_MONTHS_AT_WORK = 6
SPOUSE, OTHERS, ALONE = 40, 30, 10

Status = Literal["working", "retired"]


@dataclass(frozen=True)
class Insured:
    """Who died otherwise than at work. ``years`` of contribution, and of pension ``drawn``; None where they are not known."""

    status: Status
    years: Decimal | None = None
    drawn: Decimal | None = None


@dataclass(frozen=True)
class Worker:
    """Who died at work, and who lived on him.

    ``pay`` a month, None if not known; ``spouse``: one who is old enough, or cannot work; ``widowed``: one of whom that was
    not told; ``are_alone``: orphans, or old people with nobody else; ``offered``: what the employer would pay instead.
    """

    pay: Decimal | None = None
    spouse: bool = False
    widowed: bool = False
    children: int = 0
    parents: int = 0
    are_alone: bool = False
    is_insured: bool = True
    offered: Decimal | None = None


def grant_months(years: int, drawn: int | None = None) -> int:
    """Months of 抚恤金 by whole years; ``drawn``: years of pension, of who was retired."""
    months = next((months for limit, months in _MONTHS_BELOW if years < limit), _MONTHS_OF_THESE)
    months = min(months + max(years - _FIRST_YEARS, 0), MOST_MONTHS)
    return months if drawn is None else max(months - drawn, LEAST_OF_RETIRED)


def pension_survivors(insured: Insured) -> Calculation:
    """丧葬补助金 and 抚恤金 in months of what an urban resident of the province has; of the second the least and the most,
    where the years are not known."""
    funeral = step("survivors_funeral", FUNERAL_MONTHS)
    is_retired = insured.status == "retired"
    if insured.years is None or (is_retired and insured.drawn is None):
        key = "survivors_by_drawn" if is_retired else "survivors_by_years"
        return Calculation((funeral,), (note(key), *_notes()), (funeral,))
    years, drawn = int(insured.years), int(insured.drawn or 0)
    full = grant_months(years)
    more = years - _FIRST_YEARS
    key = "survivors_years" if more <= 0 else "survivors_years_most" if full == MOST_MONTHS else "survivors_years_over"
    words = note(key, years=years, more=more)
    grant = (
        step("survivors_grant_retired", grant_months(years, drawn), full=full, drawn=drawn, words=words)
        if is_retired
        else step("survivors_grant", full, words=words)
    )
    total = step("survivors_total", FUNERAL_MONTHS + grant.amount, parts=f"{FUNERAL_MONTHS}＋{plain(grant.amount)}")
    parts_of_years = (note("survivors_parts"),) if insured.years % 1 or (insured.drawn or Decimal(0)) % 1 else ()
    return Calculation((funeral, grant, total), (*parts_of_years, *_notes()), (funeral, grant))


def work_death(worker: Worker, grant: Value) -> Calculation:
    """What is paid once, and each month to those who lived on him: as a part of his pay, where that is not known."""
    once = (
        step("work_death_grant", grant.amount),
        *_short(worker, grant),
        step("work_death_funeral", FUNERAL_MONTHS_AT_WORK),
    )
    monthly = tuple(_monthly(worker))
    bounded = tuple(_bounded(worker, monthly))
    return Calculation(
        (*once, *monthly, *bounded), tuple(_notes_at_work(worker, grant)), (*once, *(bounded or monthly))
    )


def _short(worker: Worker, grant: Value) -> Iterator[Step]:
    """By how much what the employer says it gives is less than the grant alone."""
    if worker.offered is not None and worker.offered < grant.amount:
        words = {"offered": yuan(worker.offered), "grant": yuan(grant.amount)}
        yield step("work_death_short", grant.amount - worker.offered, **words)


def _monthly(worker: Worker) -> Iterator[Step]:
    extra = ALONE if worker.are_alone else 0
    for key, share, number in (
        ("spouse", SPOUSE, int(worker.spouse)),
        ("children", OTHERS + extra, worker.children),
        ("parents", OTHERS + extra, worker.parents),
    ):
        if not number:
            continue
        if worker.pay is None:
            yield step(f"dependants_{key}_share", share * number, number=number, share=share)
        else:
            amount = worker.pay * share * number / 100
            yield step(f"dependants_{key}", amount, number=number, share=share, pay=yuan(worker.pay))


def _bounded(worker: Worker, monthly: tuple[Step, ...]) -> Iterator[Step]:
    """All of them together, not more than his pay."""
    if len(monthly) < 2:
        return
    total = sum(each.amount for each in monthly)
    most = worker.pay if worker.pay is not None else Decimal(100)
    key = "dependants_all" if worker.pay is not None else "dependants_all_share"
    parts = "＋".join(each.result for each in monthly)
    yield step(key, min(total, most), parts=parts, most="，最多是本人工资" if total > most else "")


def _notes() -> Iterator[str]:
    for key in (
        "survivors_base",
        "survivors_account",
        "survivors_where",
        "survivors_work",
        "survivors_state",
        "as_12333_says",
    ):
        yield note(key)


def _notes_at_work(worker: Worker, grant: Value) -> Iterator[str]:
    if any(_short(worker, grant)):
        yield note("work_death_offered")
    yield note("work_death_uninsured" if not worker.is_insured else "work_death_who_pays")
    if worker.spouse or worker.widowed:
        amount = f"，{yuan(worker.pay * SPOUSE / 100)}" if worker.pay is not None and worker.widowed else ""
        yield note("dependants_spouse" if worker.spouse else "dependants_widowed", amount=amount)
    if worker.children or worker.parents:
        yield note("dependants_others")
    if not (worker.spouse or worker.widowed or worker.children or worker.parents):
        yield note("dependants_unknown")
    elif worker.pay is not None:
        yield note("dependants_pay")
    yield note("work_death_first")
    yield note("work_death_choose")
