"""The shape of a self-check file (``knowledge/topics/selfchecks/data/*.yml``) and of its questions.

``docs/selfchecks.md`` explains each field to editors; this module is what loading enforces.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, StringConstraints, Tag, model_validator

from knowledge.library.schema import CATEGORIES, EntryId, Fact
from knowledge.shapes import Source, Strict, Text

YES, NO, UNSURE = "是", "否", "不清楚"
Answer = str | float
"""是, 否, 不清楚, the name of an option, or a number in the question's unit; plain enough for a Rasa slot."""
Verdict = Literal["met", "missing", "unsure"]
Unit = Literal["个月", "年", "天", "小时", "岁", "人", "元"]
MOST_QUESTIONS = 10
MOST_NEXT = 3

Label = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=32)]
Words = Annotated[
    tuple[Text, ...],
    Field(min_length=1),
    # One word needs no list; YAML reads "yes" as true, which is no word and told so.
    BeforeValidator(lambda value: [value] if isinstance(value, str | bool) else value),
]


class Band(Strict):
    """A range of numbers in the question's unit, ``below`` not included."""

    at_least: float | None = None
    below: float | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> Band:
        if self.at_least is None and self.below is None:
            raise ValueError("要写 at_least（不少于）或 below（少于）")
        if self.at_least is not None and self.below is not None and self.at_least >= self.below:
            raise ValueError("at_least 要比 below 小")
        return self


Accepted = Annotated[
    Annotated[Words, Tag("words")] | Annotated[Band, Tag("band")],
    Discriminator(lambda value: "band" if isinstance(value, dict | Band) else "words"),
]


def accepts(accepted: tuple[str, ...] | Band, answer: Answer) -> bool:
    """Whether an answer is one of the words, or a number in the band."""
    if isinstance(accepted, tuple):
        return answer in accepted
    if isinstance(answer, str):
        return False
    return (accepted.at_least is None or accepted.at_least <= answer) and (
        accepted.below is None or answer < accepted.below
    )


class Option(Strict):
    """One way to answer, and other words for it."""

    name: Text
    similar: tuple[Text, ...] = ()

    @property
    def key(self) -> str:
        return self.name

    @property
    def wordings(self) -> tuple[str, ...]:
        return (self.name, *self.similar)


class Asked(Strict):
    """What all questions have. One without ``needs`` only decides which others are asked and which notes are shown."""

    id: Label
    text: Annotated[Text, StringConstraints(max_length=60)]
    when: dict[str, Accepted] = Field(default_factory=dict)
    needs: Accepted | None = None
    unclear: tuple[Text, ...] = ()
    condition: Text | None = None
    why: Text | None = None
    todo: Text | None = None
    find_out: Text | None = None
    decisive: bool = False

    @model_validator(mode="after")
    def _says_what_is_needed(self) -> Asked:
        if self.needs is not None and not (self.condition and self.why):
            raise ValueError("写了 needs 就要写 condition（条件是什么）和 why（不够时的说明）")
        if self.needs is None and (self.condition or self.why or self.todo or self.decisive):
            raise ValueError("没有写 needs，就不要写 condition、why、todo、decisive")
        return self

    def verdict(self, answer: Answer) -> Verdict | None:
        """What an answer means for the condition; None when nothing is needed."""
        if self.needs is None:
            return None
        if answer == UNSURE or answer in self.unclear:
            return "unsure"
        return "met" if accepts(self.needs, answer) else "missing"

    def is_reached(self, answers: Mapping[str, Answer]) -> bool:
        """Whether it is asked after these answers."""
        return all(other in answers and accepts(accepted, answers[other]) for other, accepted in self.when.items())


class YesNoQuestion(Asked):
    """Answered by 是 or 否; ``options`` may add words for either that fit this question."""

    kind: Literal["yes_no"]
    options: tuple[Option, ...] = ()

    @model_validator(mode="after")
    def _only_yes_and_no(self) -> YesNoQuestion:
        if {option.name for option in self.options} - {YES, NO}:
            raise ValueError("yes_no 问题的 options 里，name 只能是 是、否")
        return self

    @property
    def choices(self) -> tuple[Option, ...]:
        own = {option.name: option for option in self.options}
        return tuple(own.get(name, Option(name=name)) for name in (YES, NO))


class OptionsQuestion(Asked):
    """Answered by one of a few options."""

    kind: Literal["options"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]

    @property
    def choices(self) -> tuple[Option, ...]:
        return self.options


class NumberQuestion(Asked):
    """Answered by a number of ``unit`` from ``bounds[0]`` to ``bounds[1]``."""

    kind: Literal["number"]
    unit: Unit
    bounds: tuple[float, float]

    @model_validator(mode="after")
    def _bounds_in_order(self) -> NumberQuestion:
        if self.bounds[0] >= self.bounds[1]:
            raise ValueError("bounds 要写成 [最小, 最大]")
        return self

    @property
    def choices(self) -> tuple[Option, ...]:
        return ()


Question = Annotated[YesNoQuestion | OptionsQuestion | NumberQuestion, Field(discriminator="kind")]


def quick_replies(question: Asked) -> tuple[str, ...]:
    """The titles of the buttons under a question; each is understood when sent back."""
    return (*(option.name for option in choices(question)), UNSURE)


def choices(question: Asked) -> tuple[Option, ...]:
    """The options of a question; none when it asks for a number."""
    assert isinstance(question, YesNoQuestion | OptionsQuestion | NumberQuestion)
    return question.choices


class Amount(Strict):
    """What holds from ``at_least`` up to the next row."""

    at_least: float
    text: Text


class AmountBy(Strict):
    """A figure that follows from the number given to ``question``."""

    question: Label
    rows: Annotated[tuple[Amount, ...], Field(min_length=1)]

    def text_for(self, answer: Answer | None) -> str | None:
        """The row that an answer falls in; None below the first row and without a number."""
        if answer is None or isinstance(answer, str):
            return None
        return next((row.text for row in reversed(self.rows) if row.at_least <= answer), None)


class Note(Strict):
    """A line worth telling to those who gave certain answers, and the entries that lead on from it."""

    when: Annotated[dict[str, Accepted], Field(min_length=1)]
    text: Text
    next: Annotated[tuple[EntryId, ...], Field(max_length=MOST_NEXT)] = ()


class OutcomeTexts(Strict):
    """What is said first: all met, something missing, something open."""

    met: Text
    missing: Text
    unsure: Text


class SourcedFact(Fact):
    """A figure of any text of the check; without ``source`` it comes from the check's own source and article."""

    source: Text | None = None
    article: Text | None = None


class CheckFile(Strict):
    """One self-check."""

    id: EntryId
    topic: EntryId | None = None
    title: Annotated[Text, StringConstraints(max_length=30)]
    category: Text
    region: Text
    similar: tuple[Annotated[Text, StringConstraints(max_length=80)], ...]
    sources: dict[str, Source]
    source: Text
    article: Text | None = None
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=MOST_QUESTIONS)]
    amount_by: AmountBy | None = None
    notes: tuple[Note, ...] = ()
    outcome: OutcomeTexts
    papers: tuple[Text, ...] = ()
    where: Text
    next: Annotated[tuple[EntryId, ...], Field(max_length=MOST_NEXT)] = ()
    related: tuple[EntryId, ...] = ()
    facts: tuple[SourcedFact, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> CheckFile:
        if faults := list(self._faults()):
            raise ValueError("；".join(faults))
        return self

    def texts(self) -> Iterator[str]:
        """Every text that a person may be shown, ``similar`` and source titles left out."""
        yield self.title
        for question in self.questions:
            parts = (question.text, question.condition, question.why, question.todo, question.find_out)
            yield from (part for part in parts if part)
            yield from (option.name for option in question.choices)
        yield from (row.text for row in self.amount_by.rows) if self.amount_by else ()
        yield from (note.text for note in self.notes)
        yield from (self.outcome.met, self.outcome.missing, self.outcome.unsure, *self.papers, self.where)

    def _faults(self) -> Iterator[str]:
        if self.category not in CATEGORIES:
            yield f"分类“{self.category}”不在分类表里，请看 docs/content.md"
        if self.effective_from and self.effective_to and self.effective_from > self.effective_to:
            yield "生效日期 effective_from 晚于失效日期 effective_to"
        for name in {self.source, *(fact.source for fact in self.facts if fact.source)} - self.sources.keys():
            yield f"来源“{name}”没有写在 sources 里"
        if all(question.needs is None for question in self.questions):
            yield "没有一个问题写了 needs，自测就没有结果"
        yield from self._faults_of_questions()
        everything = {question.id: question for question in self.questions}
        for note in self.notes:
            yield from _faults_of_when("notes", note.when, everything)
        if self.amount_by:
            yield from _faults_of_amount(self.amount_by, everything)

    def _faults_of_questions(self) -> Iterator[str]:
        earlier: dict[str, Asked] = {}
        for question in self.questions:
            if question.id in earlier:
                yield f"问题编号 {question.id} 用了两次"
            if question.needs is not None:
                yield from _faults_of_accepted(f"{question.id} 的 needs", question.needs, question)
            yield from _faults_of_accepted(f"{question.id} 的 unclear", question.unclear, question)
            yield from _faults_of_when(f"{question.id} 的 when", question.when, earlier)
            earlier[question.id] = question


def _faults_of_when(
    place: str, when: Mapping[str, tuple[str, ...] | Band], questions: Mapping[str, Asked]
) -> Iterator[str]:
    for name, accepted in when.items():
        if name not in questions:
            yield f"{place} 里的 {name} 不是前面的问题"
        else:
            yield from _faults_of_accepted(place, accepted, questions[name], also=(UNSURE,))


def _faults_of_accepted(
    place: str, accepted: tuple[str, ...] | Band, question: Asked, also: tuple[str, ...] = ()
) -> Iterator[str]:
    if isinstance(accepted, Band):
        if not isinstance(question, NumberQuestion):
            yield f"{place} 是数字范围，但 {question.id} 问的不是数字"
        return
    for word in accepted:
        if word not in {*(option.name for option in choices(question)), *also}:
            yield f"{place} 里的“{word}”不是 {question.id} 的答案"


def _faults_of_amount(amount_by: AmountBy, questions: Mapping[str, Asked]) -> Iterator[str]:
    if not isinstance(questions.get(amount_by.question), NumberQuestion):
        yield f"amount_by 里的 {amount_by.question} 不是数字问题"
    if any(earlier.at_least >= later.at_least for earlier, later in pairwise(amount_by.rows)):
        yield "amount_by 的 at_least 要从小到大"
