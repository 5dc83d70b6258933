"""Until when something must be done. The texts at hand do not say that a last day on a holiday moves, so it is not moved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from knowledge.entitlements.periods import last_day
from knowledge.errors import ReadableError
from knowledge.language.days import Day
from knowledge.topics.claims.schema import Answers, DeadlineRule
from knowledge.topics.claims.wording import wording

# Nobody asks about something that happened to them longer ago.
MOST_YEARS_AGO = 80


class WrongDay(ReadableError):
    """A day that cannot be the answer: to come, too long ago, or out of order."""


@dataclass(frozen=True)
class Deadline:
    """``last_day`` still counts; ``days_left`` is 0 on it and negative afterwards. ``is_rough``: counted from the first of a
    month, of which no day is known."""

    name: str
    last_day: dt.date
    days_left: int
    passed: bool
    is_rough: bool
    source: str
    note: str


def check_day(day: Day, today: dt.date) -> None:
    """Raises WrongDay when ``day`` is to come or too long ago."""
    if day.date > today:
        raise WrongDay(f"{day.in_words}还没到，请说一个已经过去的日期")
    if day.date.year < today.year - MOST_YEARS_AGO:
        raise WrongDay(f"{day.in_words}太久了，请核对年份后再说一遍")


def deadline(rule: DeadlineRule, answers: Answers, today: dt.date) -> Deadline | None:
    """The deadline by ``rule``, or None when none of its dates is known.

    Of a month without a day the first is taken, so that the deadline is never told too late.
    """
    start = next((day for question in rule.since if (day := answered_day(answers, question))), None)
    if start is None:
        return None
    last = _last_day(rule, start.date)
    passed = last < today
    notes = [rule.note]
    if start.precision == "month":
        notes.append(wording()["counted_from_first"])
    asked = answered_day(answers, rule.restart)
    if asked and start.date <= asked.date <= last:
        notes.append(
            wording()["restarted"].format(asked=asked.in_words, last_day=in_words(_last_day(rule, asked.date)))
        )
    else:
        notes.append(rule.exceptions)
    notes.append(rule.missed)
    if passed:
        notes.append(wording()["late"])
    return Deadline(
        name=rule.name,
        last_day=last,
        days_left=(last - today).days,
        passed=passed,
        is_rough=start.precision == "month",
        source=rule.source,
        note="".join(note for note in notes if note),
    )


def answered_day(answers: Answers, question: str | None) -> Day | None:
    """The day that was answered, if any."""
    answer = answers.get(question) if question else None
    return Day.parse(answer) if isinstance(answer, str) and answer else None


def in_words(day: dt.date) -> str:
    """ "2026年3月5日"."""
    return Day(day).in_words


def _last_day(rule: DeadlineRule, start: dt.date) -> dt.date:
    return last_day(start, rule.days, rule.months, rule.years)
