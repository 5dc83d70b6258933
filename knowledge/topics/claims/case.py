"""One claim from the first question to the summary. Holds no state: the caller keeps the answers, nothing is stored."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from knowledge.checked_yaml import read_checked
from knowledge.entitlements.calculation import cited
from knowledge.errors import ReadableError
from knowledge.figures.register import figures_in_use
from knowledge.figures.wording import filled_in
from knowledge.language.choices import owned
from knowledge.language.reading import Reading
from knowledge.places.regions import Region, all_regions
from knowledge.shapes import Strict
from knowledge.topics.claims.answered import in_words
from knowledge.topics.claims.answers import asks_back, check_order, read_answer
from knowledge.topics.claims.correcting import correct, is_named
from knowledge.topics.claims.deadlines import Deadline, WrongDay, answered_day, deadline
from knowledge.topics.claims.figures import Figure, figure
from knowledge.topics.claims.papers import Material, Paper, papers
from knowledge.topics.claims.schema import (
    SKIPPED,
    Answer,
    Answers,
    ClaimFile,
    Conditional,
    ContactFile,
    Evidence,
    PaperFile,
    Part,
    Question,
)
from knowledge.topics.claims.telling import Told, told
from knowledge.topics.claims.wording import CLAIMS_FOLDER, wording

File = TypeVar("File", bound=Strict)
Item = TypeVar("Item", bound=Conditional)
CLAIM_KINDS = ("wages", "injury", "dispute")
_NOT_SO = re.compile(r"不是[,，]")


class ClaimError(ReadableError):
    """A file of claims cannot be read; the message names the file and the reason."""


@dataclass(frozen=True)
class Fact:
    """What was asked and what was said."""

    label: str
    value: str


# Under this name answers keep the evidence that was told of unasked.
HELD = "held"


@dataclass(frozen=True)
class Proof:
    """A piece of evidence; ``hint`` how to get it."""

    title: str
    has: bool
    hint: str


@dataclass(frozen=True)
class Stop:
    """One place to go to, and what to do there."""

    title: str
    text: str


@dataclass(frozen=True)
class Summary:
    """All that goes on the page, and the ``documents`` to hand in. Names no person: ``blanks`` are filled in by hand."""

    title: str
    made_on: dt.date
    region: str
    blanks: tuple[str, ...]
    facts: tuple[Fact, ...]
    figures: tuple[Figure, ...]
    deadlines: tuple[Deadline, ...]
    rules: tuple[str, ...]
    evidence: tuple[Proof, ...]
    steps: tuple[Stop, ...]
    papers: tuple[str, ...]
    contacts: tuple[str, ...]
    sources: tuple[str, ...]
    documents: tuple[Paper, ...]


@dataclass(frozen=True)
class ClaimKind:
    """A kind of claim: its questions, and what follows from the answers."""

    id: str
    file: ClaimFile
    contacts: ContactFile
    papers: PaperFile

    @classmethod
    @cache
    def load(cls, kind: str, folder: Path = CLAIMS_FOLDER) -> ClaimKind:
        """The kind "wages", "injury" or "dispute". Raises ClaimError."""
        file = _read(folder / f"{kind}.yml", ClaimFile)
        for name in file.include:
            file = file.followed_by(_read(folder / "parts" / f"{name}.yml", Part))
        contacts, papers = _read(folder / "contacts.yml", ContactFile), _read(folder / "papers.yml", PaperFile)
        return cls(kind, file, contacts, papers)

    def next_question(self, answers: Answers, region: Region | None) -> Question | None:
        """The first question that applies and is not answered, or None when all are. The options are filled in."""
        return next((q for q in self._questions(answers, region) if q.asked and q.id not in answers), None)

    def lacking(self, answers: Answers, region: Region | None) -> tuple[str, ...]:
        """The dates and amounts that nobody told yet, by their names."""
        unanswered = (q for q in self._questions(answers, region) if q.asked and q.id not in answers)
        return tuple(question.label for question in unanswered if question.kind in ("date", "number"))

    def entry(self, answers: Answers, region: Region | None) -> str | None:
        """The id of the passage that is told first of such a case."""
        return next((entry.id for entry in self.file.entries if entry.holds(answers, region)), None)

    def read_answer(self, question: Question, reading: Reading[Any], answers: Answers) -> Answer | None:
        """The answer in a reply; None when it is none, ``SKIPPED`` when an optional question is passed over.

        Raises WrongAnswer, WrongDay, NoSuchDay: a reply that cannot be, to be said again.
        """
        return read_answer(question, reading, answers)

    def told(self, reading: Reading[Any], answers: Answers, region: Region | None) -> dict[str, Answer]:
        """The answers, with what a message tells of questions that nobody answered yet, and of evidence under ``HELD``."""
        return self._with_held(reading, self._told(reading, answers, region).answers)

    def held(self, answers: Answers) -> tuple[str, ...]:
        """The titles of the evidence that was told of before it was asked for."""
        held = _ids(answers.get(HELD))
        return tuple(proof.title for proof in self.file.evidence if proof.id in held)

    def heard(self, reading: Reading[Any], answers: Answers, region: Region | None) -> dict[str, Answer] | None:
        """The answers with the reply to the open question and whatever else the message tells; None when it tells nothing.

        Raises as ``read_answer``.
        """
        question = self.next_question(answers, region)
        if question and asks_back(question, reading):
            return None
        said = self._told(reading, answers, region)
        found = said.answers
        if question and question.id not in found and self._is_open(question, found, region):
            words = reading.raw if question.kind == "text" else said.rest
            own = read_answer(question, reading.reworded(words), found)
            found = found if own is None else {**found, question.id: own}
        if not question or question.kind != "several":
            found = self._with_held(reading, found)
        return None if found == answers else found

    def _with_held(self, reading: Reading[Any], answers: Answers) -> dict[str, Answer]:
        """With the evidence that a message says there is. It is asked for all the same: there may be more."""
        if reading.asks or not (now := owned(self.file.evidence, reading.standard)):
            return dict(answers)
        before = _ids(answers.get(HELD))
        return {**answers, HELD: (*before, *(id for id in now if id not in before))}

    def skipped(self, answers: Answers, region: Region | None) -> dict[str, Answer]:
        """The answers with the open question passed over."""
        question = self.next_question(answers, region)
        if question is None:
            return dict(answers)
        return {**answers, question.id: () if question.kind == "several" else SKIPPED}

    def corrected(self, reading: Reading[Any], answers: Answers, region: Region | None) -> dict[str, Answer] | None:
        """The answers after a correction ("不对，是上个月离开的"): of the answer it speaks of, else of the latest that it can
        be; the last one is taken back when nothing is said in its place. None when the message corrects nothing.

        Raises as ``read_answer``.
        """
        given = [question for question in self._questions(answers, region) if question.id in answers]
        found, asked = reading.correction, self.next_question(answers, region)
        is_no = asked is not None and asked.kind == "yes_no" and reading.plain.startswith("不")
        if found is None or not given or is_no:
            return None
        about = "" if found.leads else found.about
        if about and not any(is_named(question, about) for question in given):
            return None  # what is told at length may speak of a mistake without being one
        is_sure = found.sure or bool(_NOT_SO.match(reading.plain))
        if not found.behind:
            return dict(list(answers.items())[:-1]) if is_sure else None
        right = reading.reworded(about + found.behind)
        if not is_sure and asked and not told(given, right, answers).answers:
            return None  # rather an answer to what was asked
        return self.instead(right, answers, region)

    def instead(self, right: Reading[Any], answers: Answers, region: Region | None) -> dict[str, Answer] | None:
        """The answers with what is said put in place of another answer: of the one that it speaks of, by its words or its
        name, else of the latest that it can be. None when it can be none. Raises as ``read_answer``."""
        given = [question for question in self._questions(answers, region) if question.id in answers]
        new = told(given, right, answers).answers or correct(given, right, answers)
        return new and self.told(right, self._holding({**answers, **new}, region), region)

    def _told(self, reading: Reading[Any], answers: Answers, region: Region | None) -> Told:
        found, rest = dict(answers), reading.standard
        while (said := told(self._open(found, region), reading, found)).answers:
            found, rest = found | said.answers, said.rest
        return Told(found, rest)

    def _open(self, answers: Answers, region: Region | None) -> list[Question]:
        """Those that may still be answered: skipped ones too, and those that may or may not be asked yet."""
        possible = (question for question in self.file.questions if question.may_hold(answers, region))
        return [question for question in possible if answers.get(question.id, SKIPPED) == SKIPPED]

    def _is_open(self, question: Question, answers: Answers, region: Region | None) -> bool:
        return any(other.id == question.id for other in self._open(answers, region))

    def _holding(self, answers: Answers, region: Region | None) -> dict[str, Answer]:
        """The answers without those that a correction has made void: their question no longer applies, or their day is
        out of order."""
        kept = dict(answers)
        for question in self.file.questions:
            if question.id in kept and not (question.holds(kept, region) and _in_order(question, kept)):
                del kept[question.id]
        return kept

    def summary(self, answers: Answers, region: Region | None, today: dt.date) -> Summary:
        """What the answers given so far amount to; unanswered questions leave gaps."""

        def holding(items: Iterable[Item]) -> list[Item]:
            return [item for item in items if item.holds(answers, region)]

        figures = [f for rule in holding(self.file.figures) if (f := figure(rule, answers, today))]
        deadlines = [d for rule in holding(self.file.deadlines) if (d := deadline(rule, answers, today))]
        steps, to_bring, rules = holding(self.file.steps), holding(self.file.papers), holding(self.file.rules)
        sources = [item.source or "" for items in (figures, deadlines, steps, to_bring, rules) for item in items]
        evidence = self._evidence(holding(self.file.evidence), answers)
        material = Material(self.file, answers, region, today, tuple((proof.title, proof.has) for proof in evidence))
        return Summary(
            title=self.file.title,
            made_on=today,
            region=region.name if region else wording()["any_region"],
            blanks=tuple(wording()["blanks"].split()),
            facts=self.facts(answers, region),
            figures=tuple(figures),
            deadlines=tuple(sorted(deadlines, key=lambda d: d.last_day)),
            rules=tuple(filter(None, (_told(rule.text, region, today) for rule in rules))),
            evidence=evidence,
            steps=tuple(Stop(step.title, step.text) for step in steps),
            papers=tuple(paper.text for paper in to_bring),
            contacts=self._contacts(region),
            sources=by_statute(sources),
            documents=papers(self.id, self.papers.papers, material),
        )

    def _questions(self, answers: Answers, region: Region | None) -> list[Question]:
        """The questions that apply, in order; that of the evidence offers what applies."""
        evidence = tuple(proof for proof in self.file.evidence if proof.holds(answers, region))
        return [
            question.model_copy(update={"options": evidence}) if question.kind == "several" else question
            for question in self.file.questions
            if question.holds(answers, region)
        ]

    def facts(self, answers: Answers, region: Region | None) -> tuple[Fact, ...]:
        """What was said, in words; without the evidence and what was passed over."""
        answered = [(q, answers[q.id]) for q in self._questions(answers, region) if q.id in answers]
        return tuple(
            Fact(q.label, in_words(q, answer)) for q, answer in answered if q.kind != "several" and answer != SKIPPED
        )

    def _evidence(self, proofs: list[Evidence], answers: Answers) -> tuple[Proof, ...]:
        held = {*_ids(answers.get("evidence")), *_ids(answers.get(HELD))}
        return tuple(Proof(proof.title, proof.id in held, proof.hint or "") for proof in proofs)

    def _contacts(self, region: Region | None) -> tuple[str, ...]:
        own = [
            contact.text
            for contact in self.contacts.contacts
            if region and self.id in contact.kinds and all_regions().get(contact.region).holds_for(region)
        ]
        return (*own, self.contacts.default)


def _ids(answer: Answer | None) -> tuple[str, ...]:
    return tuple(answer) if isinstance(answer, tuple | list) else ()


def _told(text: str, region: Region | None, today: dt.date) -> str | None:
    """A text with the figures of the place; None when one is not known there."""
    return filled_in(text, region or all_regions().nation, today, figures_in_use())


def by_statute(sources: Iterable[str]) -> tuple[str, ...]:
    """The articles cited, a line a statute: "《劳动合同法》第三十条、第八十二条"."""
    split = (source.partition(" ") for source in cited(sources))
    return tuple(f"《{statute}》{articles}" for statute, _, articles in split)


def _in_order(question: Question, answers: Answers) -> bool:
    day = answered_day(answers, question.id) if question.kind == "date" else None
    try:
        if day:
            check_order(question, day, answers)
    except WrongDay:
        return False
    return True


def _read(path: Path, shape: type[File]) -> File:
    try:
        return read_checked(path, shape, ClaimError)
    except OSError as error:
        raise ClaimError(f"{path.name}：读不出来（{error}）") from error
