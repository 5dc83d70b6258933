"""Which earlier answer a correction means when its words do not say: by the answer's name, else by what it can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from knowledge.errors import ReadableError
from knowledge.language.amounts import Unit
from knowledge.language.choices import named
from knowledge.language.reading import Reading
from knowledge.topics.claims.answers import read_answer
from knowledge.topics.claims.schema import SKIPPED, Answer, Answers, Question

# What says that a number is of this unit.
_SAYS_UNIT: dict[Unit, str] = {"元": "元块千万", "个月": "月年", "天": "天", "小时": "小时钟头", "级": "级"}


def correct(given: Sequence[Question], right: Reading[Any], answers: Answers) -> dict[str, Answer] | None:
    """The answer put right, of the questions ``given``; None when what is said can be none of theirs.

    Raises as ``read_answer``, when it can be none and is wrong for the last.
    """
    last = max(given, key=lambda question: list(answers).index(question.id), default=None)
    wrong: ReadableError | None = None
    for question in _candidates(given, right, answers):
        try:
            answer = read_answer(question, right, answers)
        except ReadableError as error:
            wrong = error if question is last else wrong
            continue
        if answer not in (None, SKIPPED):
            return {question.id: answer}
    if wrong:
        raise wrong
    return None


def _candidates(given: Sequence[Question], right: Reading[Any], answers: Answers) -> Iterator[Question]:
    """Those named, then the last, then earlier ones that the words fit without doubt; these before a last one that takes any
    words."""
    order = list(answers)
    latest = sorted(given, key=lambda question: -order.index(question.id))
    fitting = [question for question in latest[1:] if _fits(question, right.standard)]
    takes_any = bool(latest) and latest[0].kind == "text"
    yield from (question for question in latest if is_named(question, right.standard))
    yield from (*fitting, *latest[:1]) if takes_any else (*latest[:1], *fitting)


def is_named(question: Question, text: str) -> bool:
    """Whether two characters of its label that stand together are said."""
    return any(f"{one}{other}" in text for one, other in pairwise(question.label))


def _fits(question: Question, text: str) -> bool:
    """Whether a reply can be meant for this question although it was not the last: a date for a date, a number with its unit,
    an option by its words."""
    if question.kind == "choice":
        return not all(one.negated for one in named(question.options, text))
    if question.kind == "number":
        return _has_any(_SAYS_UNIT.get(question.unit or "元", ""), text)
    return question.kind == "date"


def _has_any(characters: Iterable[str], text: str) -> bool:
    return any(character in text for character in characters)
