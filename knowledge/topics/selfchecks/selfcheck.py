"""A self-check with its place and source resolved: which question comes next, and what the answers come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from knowledge.figures.register import figures_in_use
from knowledge.figures.wording import filled_in
from knowledge.language.reading import Reading
from knowledge.places.regions import Region
from knowledge.shapes import Source
from knowledge.topics.selfchecks.schema import MOST_NEXT, AmountBy, Answer, Note, OutcomeTexts, Question, accepts
from knowledge.topics.selfchecks.telling import told

Decision = Literal["met", "missing", "unsure"]


@dataclass(frozen=True)
class Outcome:
    """What a finished check says.

    ``met``, ``missing`` and ``unsure`` are the questions whose condition it is, to be told by ``condition``, ``why`` and
    ``todo``, and ``condition`` and ``find_out``. ``amount`` is None while something is missing. ``next``: entries to go on
    with, those of the notes first.
    """

    decision: Decision
    text: str
    met: tuple[Question, ...]
    missing: tuple[Question, ...]
    unsure: tuple[Question, ...]
    amount: str | None
    notes: tuple[str, ...]
    papers: tuple[str, ...]
    where: str
    next: tuple[str, ...]


@dataclass(frozen=True)
class SelfCheck:
    """One self-check. Answers are kept under question ids; those to questions no longer reached are ignored."""

    id: str
    topic: str
    title: str
    category: str
    region: Region
    similar: tuple[str, ...]
    source: Source
    article: str | None
    effective_from: dt.date | None
    effective_to: dt.date | None
    questions: tuple[Question, ...]
    amount_by: AmountBy | None
    notes: tuple[Note, ...]
    texts: OutcomeTexts
    papers: tuple[str, ...]
    where: str
    next: tuple[str, ...]
    related: tuple[str, ...]

    def next_question(self, answers: Mapping[str, Answer]) -> Question | None:
        """The first question still open, or None when the check is done."""
        return next((question for question in self._path(answers) if question.id not in answers), None)

    def told(self, answers: Mapping[str, Answer], reading: Reading[Any]) -> dict[str, Answer]:
        """The answers that a message gives to questions which nobody asked or answered yet."""
        return told([question for question in self.questions if question.id not in answers], reading)

    def outcome(self, answers: Mapping[str, Answer]) -> Outcome:
        """What the answers come to; a condition that was not asked yet counts as unsure."""
        reached = list(self._path(answers))
        verdicts = [
            (question, question.verdict(answers[question.id]) if question.id in answers else "unsure")
            for question in reached
            if question.needs is not None
        ]
        met, missing, unsure = (
            tuple(question for question, verdict in verdicts if verdict == wanted)
            for wanted in ("met", "missing", "unsure")
        )
        decision: Decision = "missing" if missing else "unsure" if unsure else "met"
        given = {question.id: answers[question.id] for question in reached if question.id in answers}
        notes = [note for note in self.notes if _holds(note, given)]
        following = dict.fromkeys([*(entry for note in notes for entry in note.next), *self.next])
        return Outcome(
            decision=decision,
            text=getattr(self.texts, decision),
            met=met,
            missing=missing,
            unsure=unsure,
            amount=self.amount_by.text_for(given.get(self.amount_by.question))
            if self.amount_by and not missing
            else None,
            notes=tuple(note.text for note in notes),
            papers=self.papers,
            where=self.where,
            next=tuple(following)[:MOST_NEXT],
        )

    def filled(self, region: Region, day: dt.date) -> SelfCheck:
        """The check with the figures in its notes as they are in ``region`` on ``day``; without the notes whose figures are
        not known there."""
        notes = ((note, filled_in(note.text, region, day, figures_in_use())) for note in self.notes)
        return replace(self, notes=tuple(note.model_copy(update={"text": text}) for note, text in notes if text))

    def holds_in(self, region: Region, day: dt.date) -> bool:
        """Whether it is the rule for somebody in ``region`` on ``day``."""
        return (
            self.region.holds_for(region)
            and (self.effective_from is None or self.effective_from <= day)
            and (self.effective_to is None or day <= self.effective_to)
        )

    def _path(self, answers: Mapping[str, Answer]) -> Iterator[Question]:
        """The questions that these answers lead to, up to the first decisive failure."""
        given: dict[str, Answer] = {}
        for question in self.questions:
            if not question.is_reached(given):
                continue
            yield question
            if question.id in answers:
                given[question.id] = answers[question.id]
                if question.decisive and question.verdict(given[question.id]) == "missing":
                    return


def nearest(checks: Iterable[SelfCheck], region: Region, day: dt.date) -> dict[str, SelfCheck]:
    """For each topic the check to use in ``region`` on ``day``: a city's goes before a province's and the nation's."""
    found: dict[str, SelfCheck] = {}
    for check in checks:
        if check.holds_in(region, day):
            best = found.get(check.topic)
            if best is None or best.region.depth < check.region.depth:
                found[check.topic] = check
    return found


def _holds(note: Note, given: Mapping[str, Answer]) -> bool:
    return all(name in given and accepts(accepted, given[name]) for name, accepted in note.when.items())
