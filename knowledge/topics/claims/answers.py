"""Reading what somebody replies to a question of a claim."""

from __future__ import annotations

import re
from typing import Any

from knowledge.errors import ReadableError
from knowledge.language.amounts import Amount, OnlyAShare, OtherTime, Unit, read_amount, read_pay
from knowledge.language.choices import NoSuchNumber, choose, choose_several, named
from knowledge.language.days import Day
from knowledge.language.occasions import LunarDay, OnlyAbout, read_occasion
from knowledge.language.reading import Reading
from knowledge.language.replies import yes_or_no, yes_or_no_to
from knowledge.topics.claims.deadlines import WrongDay, answered_day, check_day
from knowledge.topics.claims.schema import SKIPPED, Answer, Answers, Option, Question
from knowledge.topics.claims.wording import wording

LONGEST_TEXT = 500
# What somebody tells at length may hold a question and is none; nor is what somebody else said.
LONGEST_QUESTION = 25
_REPORTED = re.compile(r"(?:老板|他们?|她|公司|单位|厂里|工头|人事|领导|经理)[^,，。]{0,4}(?:说|讲|答应|回我|推)")
_ENDS_ASKING = re.compile(r"[吗么呢不没?？]\W*$")
_NOTHING = re.compile(r"没有了?|无|没了")
_NONE = re.compile(r"一分钱?(?:都|也)?没|从来?没|一直没|没[给拿发加]|^无$")


class WrongAnswer(ReadableError):
    """An amount out of bounds, not to the point, or too long a text."""


def read_answer(question: Question, reading: Reading[Any], answers: Answers) -> Answer | None:
    """The answer in a reply, or None when it is none; ``answers`` are those given before.

    Raises WrongAnswer, WrongDay, NoSuchDay.
    """
    if not reading.plain or asks_back(question, reading):
        return None
    answer = _text(reading) if question.kind == "text" else _read(question, reading, answers)
    return SKIPPED if answer is None and question.optional and _passes_over(reading) else answer


def asks_back(question: Question, reading: Reading[Any]) -> bool:
    """Whether the message asks something itself instead of answering; what stands on a button never does."""
    is_reply = reading.plain in question.replies or "reply_unsure" in reading.kinds
    if is_reply or not reading.asks or len(reading.plain) > LONGEST_QUESTION:
        return False
    return not (question.kind == "text" and _REPORTED.search(reading.plain) and not _ENDS_ASKING.search(reading.plain))


def _read(question: Question, reading: Reading[Any], answers: Answers) -> Answer | None:
    said = reading.standard
    if question.kind == "choice":
        return choose(question.options, said)
    if question.kind == "several":
        return _several(question.options, said)
    if question.kind == "date":
        return _date(question, reading, answers)
    if question.kind == "number":
        return _number(question, said)
    return None if reading.gives_no_answer else _yes_or_no(question, said)


def _several(options: tuple[Option, ...], said: str) -> tuple[str, ...] | None:
    try:
        return choose_several(options, said)
    except NoSuchNumber as error:
        raise WrongAnswer(wording()["no_such_number"].format(most=error.most)) from error


def _yes_or_no(question: Question, said: str) -> bool | None:
    """By the question's own words ("装修的", "在厂里"), else by those of any reply."""
    if own := max(named(question.options, said), key=lambda one: one.length, default=None):
        return (own.key == "yes") != own.negated
    answer = yes_or_no_to(question.text, said)
    return yes_or_no(said) if answer is None else answer


def _date(question: Question, reading: Reading[Any], answers: Answers) -> str | None:
    try:
        day = read_occasion(reading.standard, reading.today)
    except OnlyAbout as about:
        when = wording()["month_of"].format(words=about.words) if about.words else wording()["month_about"]
        raise WrongAnswer(wording()["month_wanted"].format(when=when)) from about
    except LunarDay as error:
        raise WrongAnswer(wording()["solar_wanted"]) from error
    if day is None:
        return None
    check_day(day, reading.today)
    check_order(question, day, answers)
    return str(day)


def check_order(question: Question, day: Day, answers: Answers) -> None:
    """Raises WrongDay when the day lies before or after what it may not by the other answers."""
    earliest, latest = answered_day(answers, question.not_before), answered_day(answers, question.not_after)
    if earliest and _is_before(day, earliest):
        raise WrongDay(f"{day.in_words}比前面说的{earliest.in_words}还早，请核对后再说一遍")
    if latest and _is_before(latest, day):
        raise WrongDay(f"{day.in_words}比前面说的{latest.in_words}还晚，请核对后再说一遍")


def _number(question: Question, said: str) -> float | None:
    amount = _amount(question, said)
    if amount is None:
        return 0.0 if question.minimum == 0 and _says_none(question, said) else None
    if amount == "vague":
        raise WrongAnswer(wording()["exact_wanted"])
    number = round(float(amount), 2)
    if not question.minimum <= number <= question.maximum or (question.whole and amount.denominator != 1):
        raise WrongAnswer(f"“{question.label}”应该在{question.minimum:g}到{question.maximum:.12g}之间，请再说一遍")
    return number


def _says_none(question: Question, said: str) -> bool:
    return bool(_NONE.search(said)) or yes_or_no_to(question.text, said) is False


def _amount(question: Question, said: str) -> Amount | None:
    unit: Unit = question.unit or "元"
    try:
        return read_pay(said, question.per) if question.per else read_amount(said, unit)
    except OtherTime as error:
        raise WrongAnswer(wording()["other_time_wanted"].format(per=question.per)) from error
    except OnlyAShare as error:
        raise WrongAnswer(wording()["total_wanted"].format(unit=unit)) from error


def _passes_over(reading: Reading[Any]) -> bool:
    return reading.gives_no_answer or bool(_NOTHING.fullmatch(reading.standard))


def _text(reading: Reading[Any]) -> str:
    """As it was typed, on one line."""
    said = " ".join(reading.raw.split())
    if len(said) > LONGEST_TEXT:
        raise WrongAnswer(f"太长了，请控制在{LONGEST_TEXT}个字以内")
    return SKIPPED if _passes_over(reading) and len(said) <= 6 else said


def _is_before(one: Day, other: Day) -> bool:
    """Whether ``one`` is certainly before ``other``: days of the same month may not be told apart."""
    if "month" in (one.precision, other.precision):
        return (one.date.year, one.date.month) < (other.date.year, other.date.month)
    return one.date < other.date
