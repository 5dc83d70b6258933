"""Understand a reply to a question of a self-check: 是 or 否, an option, a number, or 不清楚."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from knowledge.errors import ReadableError
from knowledge.language.normalise import letters_only, normalise, standard_words
from knowledge.language.questions import may_ask, requests
from knowledge.language.reading import Reading
from knowledge.language.replies import yes_or_no_to
from knowledge.topics.selfchecks.numbers import read_number
from knowledge.topics.selfchecks.schema import NO, UNSURE, YES, Answer, NumberQuestion, Option, Question, YesNoQuestion

_NUMERALS = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()
_PICKED = re.compile(rf"^我?选?第?([1-9]\d?|{'|'.join(reversed(_NUMERALS))})(?:个|种|项|条|号)?$")
_NOT_BEFORE = re.compile(r"(?:不是|没有|没|不|未|并非|别)(?:被|在|是|因为|属于)?$")


class NumberOutOfBounds(ReadableError):
    """The reply is a number, but one that cannot be."""


def read_answer(question: Question, reading: Reading[Any]) -> Answer | None:
    """What a reply answers to ``question``; None when it is no answer. Raises NumberOutOfBounds."""
    text = reading.standard
    if not reading.letters:
        return None
    if exact := _exact(question.choices, text):
        return exact
    if reading.gives_no_answer:
        return UNSURE
    if may_ask(text) or requests(text):
        return None
    if isinstance(question, NumberQuestion):
        return _number(question, text)
    if isinstance(question, YesNoQuestion):
        return _own_words(question.choices, text) or _yes_or_no(question.text, text)
    return _picked(question.choices, text) or _named(question.choices, text)


def _exact(options: tuple[Option, ...], text: str) -> str | None:
    """The option that says just this."""
    said = letters_only(text)
    return next((option.name for option in options if said in _wordings(option)), None)


@cache
def _wordings(option: Option) -> frozenset[str]:
    return frozenset(letters_only(_plain(name)) for name in (option.name, *option.similar))


def _number(question: NumberQuestion, text: str) -> Answer | None:
    """A number of the question's unit; "没交过" is none at all."""
    said = read_number(text, question.unit)
    least, most = question.bounds
    if said is None:
        return least if least == 0 and _yes_or_no(question.text, text) == NO else None
    if said == "vague":
        return UNSURE
    number = int(said) if said.denominator == 1 else round(float(said), 2)
    if not least <= number <= most:
        raise NumberOutOfBounds(f"{number:g}{question.unit}不像是对的，请说{least:g}到{most:g}之间的数，或者说不清楚")
    return number


def _picked(options: tuple[Option, ...], text: str) -> str | None:
    """ "2", "第二个"."""
    match = _PICKED.match(letters_only(text))
    if not match:
        return None
    index = int(match[1]) if match[1].isdigit() else _NUMERALS.index(match[1]) + 1
    return options[index - 1].name if index <= len(options) else None


def _named(options: tuple[Option, ...], text: str) -> str | None:
    """The option whose name or other words are in the text (the longest wins), or whose name holds the text."""
    said = {name: option for option, name, negated in _mentions(options, text) if not negated}
    if said:
        return said[max(said, key=len)].name
    part = letters_only(text)
    holding = [option for option in options if len(part) >= 2 and part in letters_only(_plain(option.name))]
    return holding[0].name if len(holding) == 1 else None


def _own_words(options: tuple[Option, ...], text: str) -> str | None:
    """是 or 否 by the question's own words for it; with a "not" before them, the other."""
    mentions = [mention for mention in _mentions(options, text) if mention[0].name != mention[1]]
    if not mentions:
        return None
    option, _, negated = max(mentions, key=lambda mention: len(mention[1]))
    return option.name if not negated else NO if option.name == YES else YES


def _mentions(options: tuple[Option, ...], text: str) -> list[tuple[Option, str, bool]]:
    """Names and other words of options found in the text, and whether a "not" stands before them."""
    found = []
    for option in options:
        for name in (option.name, *option.similar):
            start = text.find(_plain(name))
            if start >= 0:
                found.append((option, name, bool(_NOT_BEFORE.search(text[:start]))))
    return found


def _yes_or_no(question_text: str, text: str) -> str | None:
    said = yes_or_no_to(_plain(question_text), text)
    return None if said is None else YES if said else NO


def _plain(text: str) -> str:
    return standard_words(normalise(text))
