"""What somebody tells without being asked for it: in the first message, or to correct an earlier answer.

Only what cannot mean anything else is taken; a question too many does less harm than a wrong date on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from knowledge.errors import ReadableError
from knowledge.language.choices import named
from knowledge.language.reading import Reading
from knowledge.topics.claims.answers import read_answer
from knowledge.topics.claims.schema import SKIPPED, Answer, Answers, Question

# What stands for each mark in a question's ``said``; its group is what is read.
_MARKS = {
    "{day}": r"([\d零〇一二两三四五六七八九十廿年月份日号上个这去今昨前天周星期礼拜半.\-/]+)",
    "{pay}": (
        r"((?:\d{3,6}(?:\.\d+)?|\d+(?:\.\d+)?[千万kKwW]\d*|[一二两三四五六七八九十]+[百千万][零一二三四五六七八九百千]*)"
        r"(?:元|块)?)(?![\d年月日号天个.\-/])"
    ),
    # Pay for a day may have two digits.
    "{rate}": (
        r"(?:\d{2,5}(?:\.\d+)?|[一二两三四五六七八九]?[百千][零一二三四五六七八九百十]*|[二三四五六七八九]十[一二三四五六七八九]?)"
        r"(?:元|块钱?)?(?![\d年月号小.\-/])"
    ),
    "{days}": r"((?:\d+|[一二两三四五六七八九十]+)天)",
    "{months}": r"((?:\d+|[一二两三四五六七八九十]+)个半?月|半年|[一两]年)",
    "{clause}": r"([^,，。;；!！]+)",
    # Between a day and what happened on it, with no other day in between.
    "{gap}": r"[^,，。;；!！\d年月日号天]{0,6}",
}


@dataclass(frozen=True)
class Told:
    """``answers`` that a message gives unasked, and the ``rest`` of its words."""

    answers: dict[str, Answer]
    rest: str


def told(questions: Iterable[Question], reading: Reading[Any], answers: Answers) -> Told:
    """The answers to these questions that a message gives; ``answers`` are those given before."""
    found, rest = dict[str, Answer](), reading.standard
    for question in questions:
        answer = _only_answer(question, reading, {**answers, **found})
        if answer is not None:
            found[question.id] = answer
            rest = _without(question, rest)
    return Told(found, rest)


def _only_answer(question: Question, reading: Reading[Any], answers: Answers) -> Answer | None:
    """What all parts of the message that speak of the question agree on."""
    found: set[Answer] = set()
    for part in _parts(question, reading.standard):
        if question.kind == "choice":
            found |= {one.key for one in named(question.options, part) if not one.negated}
            continue
        try:
            answer = read_answer(question, reading.reworded(part), answers)
        except ReadableError:
            return None
        if answer is not None and answer != SKIPPED:
            found.add(answer)
    return found.pop() if len(found) == 1 else None


def _parts(question: Question, text: str) -> Iterator[str]:
    for pattern in question.said:
        yield from (match[1] for match in _compiled(pattern).finditer(text))


def _without(question: Question, text: str) -> str:
    """The text without the parts that speak of the question."""
    for pattern in question.said:
        text = _compiled(pattern).sub(",", text)
    return text


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    for mark, meaning in _MARKS.items():
        pattern = pattern.replace(mark, meaning)
    return re.compile(pattern)
