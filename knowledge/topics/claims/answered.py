"""Answers in words, as they stand on the page and in the papers."""

from __future__ import annotations

from decimal import Decimal

from knowledge.entitlements.calculation import yuan
from knowledge.language.days import Day
from knowledge.topics.claims.schema import Answer, Question
from knowledge.topics.claims.wording import wording


def in_words(question: Question, answer: Answer) -> str:
    """ "已经不干了", "2026年3月5日", "6,500元", "是"."""
    if question.kind == "choice":
        return next(option.title for option in question.options if option.id == answer)
    if question.kind == "date":
        return Day.parse(str(answer)).in_words
    if isinstance(answer, bool):
        return wording()["yes" if answer else "no"]
    if answer == 0 and question.zero:
        return question.zero
    if isinstance(answer, int | float):
        return yuan(Decimal(str(answer))) if question.unit == "元" else f"{answer:g}{question.unit}"
    return str(answer)
