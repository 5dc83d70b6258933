"""What somebody tells of a self-check without being asked for it, and which earlier answer a correction means.

Only what speaks of the question is taken: its own words for an option, or words that stand in the question itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from knowledge.language.amounts import read_amount
from knowledge.language.choices import Named, named
from knowledge.language.normalise import letters_only, normalise, standard_words
from knowledge.language.questions import asks, requests
from knowledge.language.reading import Reading
from knowledge.language.replies import yes_or_no_to
from knowledge.language.utterances import wishes
from knowledge.topics.selfchecks.answers import NumberOutOfBounds, read_answer
from knowledge.topics.selfchecks.schema import UNSURE, Answer, NumberQuestion, OptionsQuestion, Question

# Pairs of characters that a clause must share with a question to speak of it, where only yes or no is said.
_LEAST_SHARED = 2
# How surely an answer is meant by a correction: by a word of an option, its length; by words of the question, how many they
# share; a number or a bare yes or no by nothing but that it can be.
_CAN_BE = 0.5


def told(questions: Iterable[Question], reading: Reading[Any]) -> dict[str, Answer]:
    """The answers to these questions that the clauses give which neither ask nor wish; none where two clauses differ."""
    found: dict[str, set[Answer]] = {}
    clauses = list(_stating(reading))
    for question in questions:
        for clause in clauses:
            if _speaks_of(question, clause.standard) and (answer := _read(question, clause)) not in (None, UNSURE):
                found.setdefault(question.id, set()).add(answer)
    return {name: answers.pop() for name, answers in found.items() if len(answers) == 1}


def correct(
    questions: Iterable[Question], answers: Mapping[str, Answer], reading: Reading[Any]
) -> dict[str, Answer] | None:
    """The answer that a correction puts right, of those given: the one that its words speak of most, of several the latest.
    None when it can be none."""
    latest = list(answers)
    fitting = [
        (sureness, latest.index(question.id), question.id, answer)
        for question in questions
        if question.id in answers
        and (sureness := _sureness(question, reading.standard))
        and (answer := _read(question, reading)) is not None
    ]
    if not fitting:
        return None
    _, _, name, answer = max(fitting, key=lambda found: found[:2])
    return {name: answer}


def _stating(reading: Reading[Any]) -> Iterator[Reading[Any]]:
    """The clauses that state something; one that no mark divides from a question belongs to it."""
    asking, end = False, -1
    for clause in reading.clauses:
        text = standard_words(clause.text)
        asking = (asking and clause.start == end) or clause.asks or asks(text) or requests(text) or wishes(text)
        end = clause.end
        if not asking:
            yield reading.reworded(clause.text)


def _speaks_of(question: Question, text: str) -> bool:
    if isinstance(question, NumberQuestion):
        return bool(_shared(question, text)) and read_amount(text, question.unit) is not None
    own = _own_word(question, text)
    if isinstance(question, OptionsQuestion):
        return own is not None
    if own is not None and _shared(question, own.word):
        return True
    says = own is not None or yes_or_no_to(_standard(question.text), text) is not None
    return says and len(_shared(question, text)) >= _LEAST_SHARED


def _sureness(question: Question, text: str) -> float:
    if own := _own_word(question, text):
        return own.length
    shared = len(_shared(question, text))
    if isinstance(question, NumberQuestion):
        is_all = len(letters_only(text)) <= 8 and not any(character in text for character in "没不")
        return shared or (_CAN_BE if is_all else 0)
    return 0 if isinstance(question, OptionsQuestion) else shared or _CAN_BE


def _own_word(question: Question, text: str) -> Named | None:
    """The longest word of the question's own that is said; not one that answers anything ("没有")."""
    found = (one for one in named(question.choices, text) if yes_or_no_to("", one.word) is None and one.length > 1)
    options = isinstance(question, OptionsQuestion)
    return max((one for one in found if not (options and one.negated)), key=lambda one: one.length, default=None)


def _read(question: Question, reading: Reading[Any]) -> Answer | None:
    try:
        return read_answer(question, reading)
    except NumberOutOfBounds:
        return None


def _shared(question: Question, text: str) -> set[str]:
    return _pairs(_standard(question.text)) & _pairs(text)


def _pairs(text: str) -> set[str]:
    return {one + other for one, other in pairwise(text) if (one + other).isalnum()}


@cache
def _standard(text: str) -> str:
    return standard_words(normalise(text))
