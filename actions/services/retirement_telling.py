"""What the retirement pre-check comes to, in words and as a card."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, cast

from actions.contract.cards import RetirementCard
from actions.contract.messages import Button
from actions.contract.status import Status
from actions.saying import Say, phrase
from actions.services.whose import name_of
from knowledge.errors import ReadableError
from knowledge.language.persons import Person
from knowledge.topics.pension.formulas import RESIDENTS_AGE
from knowledge.topics.retirement.rules import Month, Plan, Prospect, Retirement, early_open, original_age_of, plan

# Words that are the post itself; others are a job, of which the post is only likely.
_SAYS_POST = re.compile(r"[工普]工|工人|操作工|职工岗|工勤|干部|管理|技术|专技|5[05]")
_FLEXIBLE = re.compile(r"灵活就业|自由职业|个体|自己")


@dataclass(frozen=True)
class Case:
    """One person's retirement, as seen in the month ``now``. ``post`` is that by which it was computed, None for a man;
    ``job``: the word that told it; ``asked_paid``: the years paid were asked for, and nobody knows."""

    person: Person
    birth: Month
    post: int | None
    job: str
    asked_paid: bool
    found: Plan
    now: Month

    @classmethod
    def of(cls, person: Person, known: Mapping[str, Any], today: dt.date) -> Case:
        """From the answers of the service. Raises ImpossibleCase."""
        sex = cast(Literal["男", "女"], known["sex"])
        post = int(known["post"]) if sex == "女" else None
        paid = Decimal(known["paid"]) if known.get("paid") else None
        birth, now = Month.parse(known["birth"]), Month(today.year, today.month)
        found = plan(birth, original_age_of(sex, post), paid, now)
        return cls(person, birth, post, known.get("job", "") if post else "", known.get("paid") == "", found, now)

    @property
    def rule(self) -> Retirement:
        return self.found.retirement

    @property
    def is_over(self) -> bool:
        """Whether the month of retirement has come."""
        return self.rule.month <= self.now


def outcome(case: Case, before: Case | None = None) -> Say:
    """The whole outcome; ``before``: what it was before something else was supposed."""
    rule, found = case.rule, case.found
    card = RetirementCard(
        head=tuple(filter(None, (_tell(case), _beside(case, before) if before else ""))),
        notes=tuple(filter(None, (_assumed(case), phrase("retirement_note")))),
        source_line=phrase("retirement_source"),
        month=f"{rule.month.year}-{rule.month.month:02d}",
        delay_months=rule.delay,
        age_months=rule.age_months,
        minimum_years=float(rule.years),
        missing_years=float(found.if_paying_on.missing) if found.if_paying_on else None,
    )
    return Say(card, buttons=_offers(found))


def same_outcome(case: Case) -> str:
    """The outcome in short, where what was told changes nothing, or beside another."""
    return phrase("retirement_short", who=name_of(case.person), age=age_of(case.rule), month=month_of(case.rule.month))


def either_post(person: Person, known: Mapping[str, Any], today: dt.date) -> str:
    """When a woman retires of whom the post is not known, for each of the two; "" for a birth that no rule is about."""
    try:
        worker, staff = (Case.of(person, {**known, "post": post}, today).rule for post in ("50", "55"))
    except ReadableError:
        return ""
    return phrase(
        "either_post",
        worker_age=age_of(worker),
        worker_month=month_of(worker.month),
        staff_age=age_of(staff),
        staff_month=month_of(staff.month),
    )


def compared(cases: Sequence[Case]) -> list[Say]:
    """Who of two retires first."""
    if len(cases) != 2:
        return []
    first, second = sorted(cases, key=lambda case: case.rule.month)
    apart = second.rule.month.since(first.rule.month)
    names = {"first": name_of(first.person), "second": name_of(second.person)}
    text = phrase("retire_apart", **names, apart=in_years(apart / 12)) if apart else phrase("retire_together", **names)
    return [Say.plain(Status.COMPUTED, text)]


def of_residents(person: Person, birth: str) -> Say:
    """When the pension of residents begins, which is the same for all."""
    month = Month.parse(birth).plus(RESIDENTS_AGE * 12)
    return Say.plain(Status.COMPUTED, phrase("retire_residents", name=name_of(person), month=month_of(month)))


def month_of(month: Month) -> str:
    """ "2032年9月"."""
    return f"{month.year}年{month.month}月"


def age_of(rule: Retirement) -> str:
    """ "52岁7个月"."""
    years, months = divmod(rule.age_months, 12)
    return f"{years}岁" + (f"{months}个月" if months else "")


def early(case: Case) -> str:
    """From when early retirement is open: never a month that has passed."""
    rule, first = case.rule, early_open(case.rule, case.now)
    if not rule.delay:
        return phrase("early_none")
    if first is None:
        return phrase("early_gone")
    if rule.earliest < case.now:
        return phrase("early_now", earliest=month_of(rule.earliest), first=month_of(first))
    return phrase("early", earliest=month_of(first))


def described(case: Case) -> str:
    """Who it is, as the rules see it: "1970年1月出生、原50岁退休的女职工"."""
    return phrase("woman" if case.post else "man", birth=month_of(case.birth), age=case.post)


def _tell(case: Case) -> str:
    rule = case.rule
    who = described(case)
    if case.person != "self":
        who = phrase("somebody", name=name_of(case.person), who=who)
    delay = phrase("delay", months=rule.delay) if rule.delay else phrase("no_delay")
    values = {"who": who, "age": age_of(rule), "month": month_of(rule.month), "delay": delay}
    text = phrase("retirement_over" if case.is_over else "retirement", **values, years=in_years(float(rule.years)))
    return text + ("" if case.is_over else _flexible(case)) + (_contributions(case) or _about_paid(case))


def _flexible(case: Case) -> str:
    late = phrase("late", latest=month_of(case.rule.latest))
    return early(case) + late if case.rule.delay else late


def _contributions(case: Case) -> str:
    stopping, going_on = case.found.if_stopping, case.found.if_paying_on
    if stopping is None or going_on is None:
        return ""
    if not stopping.missing:
        return phrase("paid_enough_already" if case.is_over else "paid_enough", early=_early_by(stopping))
    if not going_on.missing:
        return phrase("paid_enough_later", missing=in_years(float(stopping.missing)), early=_early_by(going_on))
    missing = in_years(float(going_on.missing))
    return phrase("paid_too_little_already" if case.is_over else "paid_too_little", missing=missing)


def _about_paid(case: Case) -> str:
    return phrase("paid_unknown" if case.asked_paid else "say_years_paid")


def _early_by(prospect: Prospect) -> str:
    return phrase("early_open", month=month_of(prospect.earliest)) if prospect.earliest else ""


def _beside(case: Case, before: Case) -> str:
    """What it was before, and the difference; nothing where only something else was supposed than what decides the month."""
    if described(case) == described(before):
        return ""
    apart = case.rule.month.since(before.rule.month)
    key = "retire_before" if not apart else "retire_before_later" if apart > 0 else "retire_before_earlier"
    years = in_years(abs(apart) / 12)
    return phrase(key, who=described(before), month=month_of(before.rule.month), apart=years)


def _assumed(case: Case) -> str:
    """By which post it was computed, where only the job was told."""
    if not case.job or _SAYS_POST.search(case.job):
        return ""
    key = "post_flexible" if _FLEXIBLE.search(case.job) else "post_assumed"
    return phrase(key, job=case.job, post=phrase(f"post_{case.post}"))


def _offers(found: Plan) -> tuple[Button, ...]:
    return Button.of([phrase("offer_pension")] + ([] if found.if_stopping else [phrase("offer_years")]))


def in_years(years: float) -> str:
    """ "15年", "16年6个月"."""
    whole, months = divmod(round(years * 12), 12)
    return (f"{whole}年" if whole else "") + (f"{months}个月" if months else "")
