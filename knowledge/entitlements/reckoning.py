"""From what was told to what it comes to, and what had to be assumed for it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

from knowledge.entitlements import (
    contributions,
    dismissal,
    holidays,
    injury,
    leave,
    local,
    maternity,
    survivors,
    training_bond,
    unemployment,
    wages,
)
from knowledge.entitlements.calculation import Calculation, note, plain, yuan
from knowledge.entitlements.employment import Employment
from knowledge.entitlements.kinds import Input, Kind, KindId
from knowledge.entitlements.periods import last_day
from knowledge.entitlements.telling import EACH_MONTH, SKIPPED, Told, parsed_dates
from knowledge.entitlements.wages import HOURS_A_DAY, HOURS_A_MONTH, OVERTIME_RATES, PAID_DAYS_A_MONTH, When
from knowledge.errors import ReadableError
from knowledge.figures.register import Value, figures_in_use
from knowledge.language.days import Day
from knowledge.places.regions import Region, all_regions

_MONTHLY = {"/天": PAID_DAYS_A_MONTH, "/小时": HOURS_A_MONTH}
# Reasons that call for no compensation: damages are due, or nothing.
_WRONGFUL = ("illegal", "fault", "protected")
_ONE_DAY = dt.timedelta(days=1)
# The figures of the register, and the classes of places that provinces have.
CLASSES = (1, 2, 3)
RECKONED_WITH: Mapping[KindId, str] = {
    "dismissal": "minimum-wage.monthly",
    "sick": "minimum-wage.monthly",
    "unemployment": "unemployment-benefit.monthly",
    "minimum": "minimum-wage.monthly",
    "deductions": "contribution-rate.pension-own",
}
_WORK_DEATH = "work-death.grant"
_RATE, _FLOOR, _CEILING = "contribution-rate.pension-employer", "contribution.floor", "contribution.ceiling"
# What each kind of input can be, in yuan, months, hours and days.
_LIMITS: Mapping[str, tuple[int, int]] = {
    "money": (1, 100_000_000),
    "sum": (1, 100_000_000),
    "months": (0, 720),
    "hours": (0, 10_000),
    "days": (0, 366),
    "grade": (1, 10),
    "people": (1, 10_000),
    "kin": (0, 20),
}


class ImpossibleInput(ReadableError):
    """Something told cannot be; the message says what."""


@dataclass(frozen=True)
class Reckoning:
    """``calculations``, none where nothing is due; ``remarks``: why not, and what was assumed, in whole sentences."""

    calculations: tuple[Calculation, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """What was told of one matter, and where and when it is reckoned."""

    told: Told
    region: Region | None
    today: dt.date

    def amount(self, id: str) -> Decimal | None:
        """The number told; None when it is not, or was passed over."""
        value = self.told.get(id) or None
        return Decimal(value.partition("/")[0]) if value else None

    def pay(self, id: str = "pay") -> Decimal | None:
        """Money by the month."""
        value, amount = self.told.get(id, ""), self.amount(id)
        return amount and amount * next((factor for per, factor in _MONTHLY.items() if value.endswith(per)), Decimal(1))

    def day(self, id: str) -> dt.date | None:
        """A day, or the first of a month."""
        value = self.told.get(id)
        return Day.parse(value).date if value else None

    @property
    def left(self) -> dt.date:
        """The last day of work: today when it was not told, the end of a month that is over."""
        told = self.told.get("left")
        if not told:
            return self.today
        day = Day.parse(told)
        return min(last_day(day.date, months=1) - _ONE_DAY, self.today) if day.precision == "month" else day.date

    @property
    def employment(self) -> Employment | None:
        started, months = self.day("started"), self.amount("length")
        if started:
            return Employment(started, self.left)
        return Employment.lasting(months, self.left, length_in_words(months)) if months else None

    def figure(self, kind: KindId) -> Value | None:
        """The figure that a kind is reckoned with, where it is known for the place today."""
        return self.figure_of(RECKONED_WITH[kind])

    def figure_of(self, id: str) -> Value | None:
        """A figure of the register, as it is at the place today."""
        return figures_in_use().at(id, self.region or all_regions().nation, self.today)

    def by_class(self, kind: KindId) -> tuple[Value, ...]:
        """The same figure for each class of places that the province of the place has, the first class first."""
        names = (f"{RECKONED_WITH[kind]}-class-{number}" for number in CLASSES)
        return tuple(value for name in names if (value := self.figure_of(name)))


def missing(kind: Kind, told: Told, region: Region | None) -> Input | None:
    """What has to be asked next; None when all is told or passed over."""
    return next(
        (each for each in kind.inputs if each.ask and each.id not in told and _matters(each, told, region)), None
    )


def lacking(kind: Kind, told: Told, region: Region | None) -> str | None:
    """What to say when something was passed over that nothing can be reckoned without."""
    return next(
        (
            each.lacking
            for each in kind.inputs
            if each.lacking and told.get(each.id) == SKIPPED and _matters(each, told, region)
        ),
        None,
    )


def needs_region(kind: Kind, told: Told, region: Region | None) -> bool:
    """Whether the place makes a difference and is not known."""
    small = kind.regional == "grants" and Decimal(told.get("grade") or 1) < injury.FIRST_LEAVING_GRADE
    return kind.regional is not None and not small and (region is None or not region.depth)


def check(kind: Kind, told: Told, today: dt.date) -> None:
    """Raises ImpossibleInput."""
    for each in kind.inputs:
        value = told.get(each.id)
        if value and each.type in _LIMITS:
            least, most = _LIMITS[each.type]
            if not least <= Decimal(value.partition("/")[0]) <= most:
                raise ImpossibleInput(f"“{each.label}”说的是{in_words(each, value)}，这个数不太对，请再说一遍。")
    case = Case(told, None, today)
    started = case.day("started")
    if started and started > today:
        raise ImpossibleInput(f"{Day(started).in_words}还没到，请再说一遍是哪天开始上班的。")
    if started and case.left < started:
        raise ImpossibleInput("离开的日子比入职还早，请核对后再说一遍。")


def reckon(kind: Kind, case: Case) -> Reckoning:
    """What it comes to."""
    found, reason = _RECKON[kind.id](case)
    return Reckoning(found, ((note(reason),) if reason else ()) + (tuple(_assumed(kind, case)) if found else ()))


def in_words(each: Input, value: str) -> str:
    """An input as it is read back: "6,500元", "3年2个月", "每月40小时"."""
    number, _, per = value.partition("/")
    if each.type == "choice":
        return next(option.title for option in each.options if option.id == value)
    if each.type == "date":
        return Day.parse(value).in_words
    if each.type == "dates":
        return holidays.in_words(parsed_dates(value))
    if each.type == "shift":
        return f"{number}小时"
    if each.type == "months":
        return length_in_words(Decimal(number))
    if each.type == "hours":
        return f"每月{number}小时" if per else f"{number}小时"
    if each.type in ("money", "sum"):
        return f"一{per}{yuan(Decimal(number))}" if per else yuan(Decimal(number))
    return f"{number}{each.unit or '天'}"


def length_in_words(months: Decimal) -> str:
    """ "3年2个月", "8个月", "半个月"."""
    years, rest = divmod(months, 12)
    part = f"{plain(rest)}个月" if rest else ""
    return (f"{plain(years)}年" if years else "") + part or "0个月"


def told_in_words(kind: Kind, case: Case) -> tuple[str, ...]:
    """All that was told and matters, to be looked over."""
    return tuple(
        f"{each.label}：{in_words(each, value)}"
        for each in kind.inputs
        if (value := case.told.get(each.id)) and _matters(each, case.told, case.region)
    )


def _matters(each: Input, told: Told, region: Region | None) -> bool:
    """Whether an input is of use beside the others and at the place."""
    if each.only_in and not any(region and all_regions().get(name).holds_for(region) for name in each.only_in):
        return False
    if each.only_with and not _is_told(each.only_with, told):
        return False
    if each.not_with and _is_told(each.not_with, told):
        return False
    if each.by_month and not any(value.endswith(EACH_MONTH) for value in told.values()):
        return False
    return not any(told.get(other) for other in each.instead_of)


def _is_told(condition: str, told: Told) -> bool:
    """Whether an input is told, or told to be this option: "status=retired"."""
    name, _, option = condition.partition("=")
    return told.get(name) == option if option else bool(told.get(name))


def _assumed(kind: Kind, case: Case) -> Iterator[str]:
    """What is reckoned with though it was not told."""
    for each in kind.inputs:
        value = case.told.get(each.id, SKIPPED)
        if each.assumed and value == SKIPPED and _matters(each, case.told, case.region):
            yield each.assumed
        elif each.type == "money" and value.endswith(tuple(_MONTHLY)):
            yield note("by_month", said=in_words(each, value), pay=yuan(case.pay(each.id) or Decimal(0)))
        elif each.type == "date" and value and Day.parse(value).precision == "month":
            yield note("first_of_month" if each.id == "started" else "last_of_month", label=each.label)


# Calculations, and the key of the note that says why there are none.
_Result = tuple[tuple[Calculation, ...], str]


def _one(found: Calculation | None, reason: str) -> _Result:
    return ((found,), "") if found else ((), reason)


def _dismissal(case: Case) -> _Result:
    reason, job, pay = case.told.get("reason"), case.employment, case.pay()
    if reason == "resigned":
        return (), "resigned"
    minimum = case.figure("dismissal")
    place = dismissal.Local(minimum=minimum.amount if minimum else None)
    single = dismissal.compensation(job, pay, place) if job and reason not in _WRONGFUL else None
    double = dismissal.damages(job, pay, place) if job and reason in (None, SKIPPED, "notice", *_WRONGFUL) else None
    double = double and double.noting(note(reason)) if reason in ("fault", "protected") else double
    single = _held_against(case, single)
    notice = dismissal.notice_pay(pay) if pay and reason in ("unfit", "notice") else None
    found = tuple(each for each in (single, double, notice) if each)
    return found, "" if found else "no_service"


def _held_against(case: Case, single: Calculation | None) -> Calculation | None:
    """The compensation, with what the employer has offered instead."""
    offered, pay = case.amount("offered"), case.pay()
    if single is None or offered is None or pay is None:
        return single
    due, amount = single.result.amount, pay * offered
    key = "offered" if amount < due else "offered_enough"
    return single.noting(
        note(key, offered=plain(offered), amount=yuan(amount), due=single.result.result, short=yuan(due - amount))
    )


def _double_wage(case: Case) -> _Result:
    job = case.employment
    gap = wages.uncovered(job.started, job.left, case.day("signed")) if job else None
    return _one(wages.double_wage(gap, case.pay(), case.today) if gap else None, "no_double_wage")


def _overtime(case: Case) -> _Result:
    names: dict[str, str] = {when: when for when in OVERTIME_RATES}
    on_holidays = _hours_on_holidays(case)
    unsorted = not on_holidays and not any(case.told.get(when) for when in OVERTIME_RATES)
    if unsorted:
        names = {"hours": case.told.get("when") or "workday"}
    told = {names[name]: case.told[name] for name in names if case.told.get(name)}
    told |= {
        when: plain(number + Decimal(told.get(when, "0")))
        for when, number in on_holidays.items()
        if EACH_MONTH not in told.get(when, "")
    }
    months = case.amount("months") or Decimal(1)
    hours = {cast(When, when): Decimal(value.removesuffix(EACH_MONTH)) for when, value in told.items()}
    if not all(value.endswith(EACH_MONTH) for value in told.values()):
        each = {when: months if value.endswith(EACH_MONTH) else Decimal(1) for when, value in told.items()}
        hours, months = {when: number * each[when] for when, number in hours.items()}, Decimal(1)
    hours = _without_rested(hours, case)
    pay, paid = case.pay(), case.amount("paid") or Decimal(0)
    found = wages.overtime(pay, hours, months, paid) if pay else None
    found = found.noting(note("overtime_holiday")) if found and hours.get("holiday") else found
    is_converted = any(each % 1 for each in hours.values())
    found = found.noting(note("overtime_converted")) if found and is_converted else found
    is_rested = bool(case.told.get("rested") or case.told.get("rested_days"))
    found = found.noting(note("overtime_rested")) if found and is_rested else found
    return _one(found, "overtime_rested" if is_rested else "no_overtime")


def _without_rested(hours: dict[When, Decimal], case: Case) -> dict[When, Decimal]:
    """The hours without those of rest days that were made up for by days off (劳动法 第四十四条): all of them, unless it is
    told how many days were."""
    days = case.amount("rested_days")
    if days is None:
        return {when: each for when, each in hours.items() if when != "restday" or not case.told.get("rested")}
    off = days * (case.amount("a_day") or Decimal(HOURS_A_DAY))
    return {when: max(each - off, Decimal(0)) if when == "restday" else each for when, each in hours.items()}


def _hours_on_holidays(case: Case) -> dict[str, Decimal]:
    """The hours of the days of a holiday that were worked, by what they are paid as."""
    kinds = Counter(kind for day in parsed_dates(case.told.get("dates", "")) if (kind := holidays.paid_as(day)))
    return {kind: days * (case.amount("a_day") or Decimal(HOURS_A_DAY)) for kind, days in kinds.items()}


def _leave(case: Case) -> _Result:
    years, taken = case.amount("years"), case.amount("taken") or Decimal(0)
    left = case.left if case.told.get("left") else None
    worked = ((years or Decimal(0)) + (case.amount("before") or Decimal(0))) / 12
    found = leave.untaken_leave(worked, taken, case.pay(), left) if years else None
    return _one(found.noting(note("leave_earlier")) if found and case.told.get("earlier") else found, "no_leave")


def _medical(case: Case) -> _Result:
    with_employer = (case.amount("employer_years") or Decimal(0)) / 12
    before = (case.amount("before") or Decimal(0)) / 12
    years = max((case.amount("years") or Decimal(0)) / 12, with_employer + before)
    return _one(leave.medical_period(years, with_employer), "")


def _sick(case: Case) -> _Result:
    minimum = case.figure("sick")
    share = local.nearest(local.rules().sick_pay_shares, case.region)
    pay = case.pay()
    if minimum is None and pay and share:
        return _one(leave.least_sick_pay_of(pay, share), "")
    return _one(leave.least_sick_pay(minimum, pay, share) if minimum else None, "minimum_unknown")


def _unemployment(case: Case) -> _Result:
    if case.told.get("reason") == "resigned":
        return (), "benefit_resigned"
    monthly, by_class = case.figure("unemployment"), case.by_class("unemployment")
    if due := case.amount("due"):
        return (unemployment.benefit_of(int(due), monthly, by_class),), ""
    rule = local.nearest(local.rules().benefit_months, case.region)
    paid = case.amount("paid")
    if rule is None or paid is None:
        return (), "no_benefit"
    return _one(unemployment.unemployment_benefit(int(paid), rule, monthly, by_class), "no_benefit")


def _injury(case: Case) -> _Result:
    hurt = injury.Injured(
        int(case.amount("grade") or 10),
        case.pay(),
        leaves=case.told.get("stays") != "yes",
        is_disease=bool(case.told.get("disease")),
        is_insured=case.told.get("uninsured") != "yes",
    )
    found = injury.injury_sums(hurt, local.nearest(local.rules().injury_grants, case.region))
    if near := case.told.get("near"):
        found = found.noting(note("retiring_soon" if near == "yes" else "retiring_late"))
    is_assumed = not case.told.get("stays") and hurt.grade >= injury.FIRST_LEAVING_GRADE
    return _one(found.noting(note("leaving_assumed")) if is_assumed else found, "")


def _maternity(case: Case) -> _Result:
    child, born = int(case.amount("child") or 1), int(case.amount("born") or 1)
    birth = maternity.Birth(child, born, bool(case.told.get("difficult")))
    days = maternity.maternity_leave(birth, local.nearest(local.rules().maternity_days, case.region))
    average, own = case.pay("average"), case.pay("own")
    found = maternity.with_allowance(days, average or own)
    return _one(found.noting(note("own_for_average")) if own and not average else found, "")


def _surcharge(case: Case) -> _Result:
    owed = case.amount("owed")
    return _one(wages.surcharge(owed) if owed else None, "no_overtime")


def _minimum(case: Case) -> _Result:
    wage, extra = case.pay("wage"), case.amount("extra") or Decimal(0)
    found = wages.against_minimum(wage, extra, case.figure("minimum"), case.by_class("minimum")) if wage else None
    return _one(found, "wage_minimum_unknown")


def _contributions(case: Case) -> _Result:
    workers, rate, floor, ceiling = (case.amount("workers"), *map(case.figure_of, (_RATE, _FLOOR, _CEILING)))
    return _one(
        contributions.employers_pension(int(workers or 1), case.pay("base"), rate, floor, ceiling),
        "contribution_unknown",
    )


def _survivors(case: Case) -> _Result:
    status, years, drawn = case.told.get("status"), case.amount("paid"), case.amount("drawn")
    if status == "resident":
        return (), "survivors_resident"
    return _one(
        survivors.pension_survivors(
            survivors.Insured(
                "retired" if status == "retired" else "working",
                None if years is None else years / 12,
                None if drawn is None else drawn / 12,
            )
        ),
        "",
    )


def _work_death(case: Case) -> _Result:
    then = case.today.replace(year=case.today.year - 1, month=12, day=31) if case.told.get("when") else case.today
    grant = replace(case, today=then).figure_of(_WORK_DEATH)
    worker = survivors.Worker(
        case.pay(),
        spouse=case.told.get("spouse") == "due",
        widowed=case.told.get("spouse") == "yes",
        children=int(case.amount("children") or 0),
        parents=int(case.amount("parents") or 0),
        are_alone=bool(case.told.get("alone")),
        is_insured=case.told.get("uninsured") != "yes",
        offered=case.amount("offered"),
    )
    return _one(survivors.work_death(worker, grant) if grant else None, "work_death_unknown")


def _deductions(case: Case) -> _Result:
    pay, rate, floor, ceiling = case.pay(), case.figure("deductions"), *map(case.figure_of, (_FLOOR, _CEILING))
    return _one(contributions.own_pension(pay, rate, floor, ceiling) if pay else None, "contribution_kept_too")


def _bond(case: Case) -> _Result:
    fee, term, served = (case.amount(name) for name in ("fee", "term", "served"))
    if not (fee and term) or served is None:
        return (), "bond_special"
    words = (length_in_words(term), length_in_words(term - served))
    return _one(training_bond.penalty(fee, term, served, words), "bond_over")


_RECKON: Mapping[KindId, Callable[[Case], _Result]] = {
    "injury": _injury,
    "overtime": _overtime,
    "double_wage": _double_wage,
    "leave": _leave,
    "medical": _medical,
    "sick": _sick,
    "unemployment": _unemployment,
    "maternity": _maternity,
    "surcharge": _surcharge,
    "dismissal": _dismissal,
    "minimum": _minimum,
    "contributions": _contributions,
    "survivors": _survivors,
    "work_death": _work_death,
    "deductions": _deductions,
    "bond": _bond,
}
