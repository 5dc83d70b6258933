"""Understand a reply to a question of a self-check: 是 or 否, an option, a number, or 不清楚."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import Any

from knowledge.errors import ReadableError
from knowledge.language.amounts import OnlyAShare, read_amount
from knowledge.language.choices import choose, exactly, named
from knowledge.language.normalise import normalise, standard_words
from knowledge.language.questions import may_ask, requests
from knowledge.language.reading import Reading
from knowledge.language.replies import yes_or_no_to
from knowledge.topics.selfchecks.schema import (
    NO,
    UNSURE,
    YES,
    Answer,
    NumberQuestion,
    Option,
    Question,
    Unit,
    YesNoQuestion,
)

# "满12个月", "2个月以上".
_LEAST = re.compile(r"(?:(?<=满)|(?=\d+(?:个月|年|天)以上))(?P<number>\d+)(?P<unit>个月|年|天)")
_CALENDAR_MONTH = re.compile(r"(?<![个半])月")
# Nothing but a length of time and what stands around one.
_ONLY_LENGTH = re.compile(
    r"(?:我|才|就|都|有|已经|一共|累计|大概|差不多|干|做|请|休|工作|了|不到|不足|快|刚|满|过|只|零|又|[\d零一二两三四五六七八九十半多来几]"
    r"|个|月|年|天|周|星期|的?样子|左右|吧|[,，。.!！\s])+"
)


class NumberOutOfBounds(ReadableError):
    """The reply is a number, but one that cannot be."""


def read_answer(question: Question, reading: Reading[Any]) -> Answer | None:
    """What a reply answers to ``question``; None when it is no answer. Raises NumberOutOfBounds."""
    text = reading.standard.rstrip("?？")  # a mere question mark is doubt
    if not reading.letters:
        return None
    if exact := exactly(question.choices, text):
        return exact
    if reading.gives_no_answer:
        return UNSURE
    if may_ask(text) or requests(text):
        return None
    if isinstance(question, NumberQuestion):
        return _number(question, text)
    if isinstance(question, YesNoQuestion):
        return own_words(question.choices, text) or _by_length(question.text, text) or _yes_or_no(question.text, text)
    return choose(question.choices, text)


def own_words(options: tuple[Option, ...], text: str) -> str | None:
    """是 or 否 by the question's own words for it; with a "not" before them, the other."""
    found = [one for one in named(options, text) if one.key != one.word]
    if not found:
        return None
    said = max(found, key=lambda one: one.length)
    return said.key if not said.negated else NO if said.key == YES else YES


def _number(question: NumberQuestion, text: str) -> Answer | None:
    """A number of the question's unit; "没交过" is none at all."""
    try:
        said = read_amount(text, question.unit)
    except OnlyAShare:
        return None
    least, most = question.bounds
    if said is None:
        return least if least == 0 and _yes_or_no(question.text, text) == NO else None
    if said == "vague":
        return UNSURE
    number = int(said) if said.denominator == 1 else round(float(said), 2)
    if not least <= number <= most:
        raise NumberOutOfBounds(f"{number:g}{question.unit}不像是对的，请说{least:g}到{most:g}之间的数，或者说不清楚")
    return number


def _by_length(question_text: str, text: str) -> str | None:
    """是 or 否 by a length of time, where the question asks for a least one: "满12个月了吗", "两年了"."""
    least = _LEAST.search(question_text)
    if not least or not _ONLY_LENGTH.fullmatch(text) or _CALENDAR_MONTH.search(text):
        return None
    unit: Unit = "个月" if least["unit"] in ("个月", "年") else "天"
    asked, said = read_amount(f"{least['number']}{least['unit']}", unit), read_amount(text, unit)
    if asked in (None, "vague") or said in (None, "vague"):
        return None
    return YES if Fraction(said) >= Fraction(asked) else NO


def _yes_or_no(question_text: str, text: str) -> str | None:
    said = yes_or_no_to(_standard(question_text), text)
    return None if said is None else YES if said else NO


@cache
def _standard(text: str) -> str:
    return standard_words(normalise(text))
