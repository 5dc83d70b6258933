"""Papers to hand in, filled in from the answers; what was not said is left blank, and nothing is made up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from knowledge.entitlements.calculation import yuan
from knowledge.places.regions import Region
from knowledge.topics.claims.answered import in_words
from knowledge.topics.claims.figures import Figure, figure
from knowledge.topics.claims.schema import (
    SKIPPED,
    Answers,
    ClaimFile,
    PaperField,
    PaperId,
    PaperPart,
    PaperRule,
    Question,
    StorySentence,
)

BLANK = "________"
_BLANKS = {"date": "____年____月____日", "number": "____"}


@dataclass(frozen=True)
class Blank:
    """A line to be filled in by hand, or already filled in."""

    label: str
    value: str


@dataclass(frozen=True)
class Group:
    """Lines to fill in under a heading."""

    heading: str
    blanks: tuple[Blank, ...]


@dataclass(frozen=True)
class Passage:
    """Sentences under a heading; ``numbered``: a list of things asked for."""

    heading: str
    sentences: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Paper:
    """A paper as it is printed. ``short``: what it is called in a link; ``source``: the article that it follows."""

    id: PaperId
    title: str
    short: str
    source: str
    groups: tuple[Group, ...]
    passages: tuple[Passage, ...]
    closing: tuple[str, ...]
    signature: tuple[str, ...]
    enclosed: tuple[str, ...]


@dataclass(frozen=True)
class Material:
    """What the papers of one claim are made from; ``evidence``: each piece by its title, and whether it is at hand."""

    file: ClaimFile
    answers: Answers
    region: Region | None
    today: dt.date
    evidence: tuple[tuple[str, bool], ...]

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.file.questions}

    def says(self, id: str) -> bool:
        return self.answers.get(id, SKIPPED) != SKIPPED

    def in_words(self, id: str) -> str:
        """The answer to a question, or room for it."""
        question = self.questions[id]
        if self.says(id):
            return in_words(question, self.answers[id])
        return _BLANKS.get(question.kind, BLANK) + (question.unit or "")


def papers(kind: str, rules: tuple[PaperRule, ...], material: Material) -> tuple[Paper, ...]:
    """The papers that this kind of claim needs as it stands."""
    return tuple(
        _paper(rule, material) for rule in rules if kind in rule.kinds and rule.holds(material.answers, material.region)
    )


def _paper(rule: PaperRule, material: Material) -> Paper:
    return Paper(
        id=rule.id,
        title=rule.title,
        short=rule.short,
        source=rule.source,
        groups=tuple(Group(group.heading, tuple(_blanks(group.fields, material))) for group in rule.groups),
        passages=tuple(
            Passage(part.heading, (*_content(part, rule, material), *part.lines), part.content == "requests")
            for part in rule.parts
        ),
        closing=rule.closing,
        signature=rule.signature,
        enclosed=rule.enclosed,
    )


def _blanks(fields: tuple[PaperField, ...], material: Material) -> Iterator[Blank]:
    for field in fields:
        answer = field.answer if field.answer in material.questions else None
        if answer and material.says(answer):
            yield Blank(field.label, material.in_words(answer))
        elif not field.only:
            yield Blank(field.label, "")


def _content(part: PaperPart, rule: PaperRule, material: Material) -> Iterator[str]:
    if part.content == "requests":
        yield from _requests(rule, material)
    elif part.content == "story":
        yield from _story(rule, material)
    elif part.content == "evidence":
        held = [title for title, is_held in material.evidence if is_held]
        yield from (f"{title}（来源：{BLANK}）" for title in held or (BLANK,))
    elif part.content == "checklist":
        yield from (f"{'✓' if is_held else '□'} {title}" for title, is_held in material.evidence)


def _requests(rule: PaperRule, material: Material) -> Iterator[str]:
    """What is asked for, each with its sum, or room for it."""
    for wanted in material.file.figures:
        if wanted.request and wanted.holds(material.answers, material.region):
            found = figure(wanted, material.answers, material.today)
            yield f"{rule.lead}{wanted.request.format(amount=yuan(found.amount) if found else '____元')}。" + _way(
                found
            )


def _way(found: Figure | None) -> str:
    return f"算法：{found.calculation}（{found.source}）。" if found else ""


def _story(rule: PaperRule, material: Material) -> Iterator[str]:
    for sentence in material.file.story:
        if sentence.holds(material.answers, material.region):
            yield _filled(sentence, rule, material)


def _filled(sentence: StorySentence, rule: PaperRule, material: Material) -> str:
    words = {id: material.in_words(id) for id in material.questions if f"{{{id}}}" in sentence.text}
    text = sentence.text.format(me=rule.me, employer=rule.employer, **words)
    return text if text.endswith(("。", "！", "？", "）")) else f"{text}。"
