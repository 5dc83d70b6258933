"""The shape of ``data/claims/*.yml``: one file a kind of claim, ``parts/`` for what several kinds share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from knowledge.language.amounts import Unit
from knowledge.language.money import Per
from knowledge.places.regions import Region, all_regions
from knowledge.shapes import Strict, Text

# As JSON holds it: an option's id, a text, an ISO day ("2026-03-05") or month ("2026-03"), an amount, yes or no, several ids.
Answer = str | float | bool | tuple[str, ...]
Answers = Mapping[str, Answer]
# The answer to an optional question that somebody passes over.
SKIPPED = ""

PaperId = Literal["arbitration", "complaint", "recognition"]
Case = dict[str, tuple[str | bool, ...]]
Cases = Annotated[tuple[Case, ...], BeforeValidator(lambda value: [value] if isinstance(value, dict) else value)]


class Conditional(Strict):
    """Holds when one of the cases of ``when`` does (every question named has one of the answers), in ``regions`` only if
    any are named, and nowhere in ``not_regions``. Without a region known, what is a region's own does not hold. All of
    ``given`` must have an answer, none of ``lacking`` may have one."""

    when: Cases = ()
    given: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    regions: tuple[Text, ...] = ()
    not_regions: tuple[Text, ...] = ()

    def holds(self, answers: Answers, region: Region | None) -> bool:
        if any(_within(region, name) for name in self.not_regions):
            return False
        if self.regions and not any(_within(region, name) for name in self.regions):
            return False
        if not all(answers.get(name, SKIPPED) != SKIPPED for name in self.given):
            return False
        if any(answers.get(name, SKIPPED) != SKIPPED for name in self.lacking):
            return False
        return not self.when or any(_answered(case, answers) for case in self.when)

    def may_hold(self, answers: Answers, region: Region | None) -> bool:
        """Whether it holds or may do so yet, as far as the answers so far say."""
        open_cases = [{name: values for name, values in case.items() if name in answers} for case in self.when]
        open_ = self.model_copy(update={"when": tuple(open_cases), "given": ()})
        return open_.holds(answers, region)


class Option(Strict):
    """One answer that can be chosen; ``words`` are other ways to say it."""

    id: Text
    title: Text
    words: tuple[Text, ...] = ()

    @property
    def key(self) -> str:
        return self.id

    @property
    def wordings(self) -> tuple[str, ...]:
        return (self.title, *self.words)


class Question(Conditional):
    """``label`` names the answer on the page; a date may not lie before or after the answers to other questions.

    ``options`` of a question to be answered by yes or no are "yes" and "no", with words of its own for them. ``per``: the
    time that pay is asked for; ``zero``: how 0 reads. ``asked``: whether it is asked at all, or only heard when it is told.
    ``said``: patterns that find the answer in what somebody tells unasked (``telling.py``).
    """

    id: Text
    kind: Literal["choice", "date", "text", "number", "yes_no", "several"]
    text: Text
    label: Text
    optional: bool = False
    options: tuple[Option, ...] = ()
    quick: tuple[Text, ...] = ()
    unit: Unit | None = None
    per: Per | None = None
    zero: Text | None = None
    asked: bool = True
    minimum: float = 0
    maximum: float = float("inf")
    whole: bool = False
    not_before: str | None = None
    not_after: str | None = None
    said: tuple[Text, ...] = ()

    @property
    def replies(self) -> tuple[str, ...]:
        """What stands on the buttons below it."""
        return tuple(option.title for option in self.options) or self.quick


class Evidence(Conditional, Option):
    """A proof to gather; ``hint`` says how."""

    hint: Text | None = None


class DeadlineRule(Conditional):
    """A period of days, months or years counted from the first of the dates in ``since`` that was answered.

    ``restart`` is the question whose date makes the period begin anew, if it can be proved.
    """

    name: Text
    since: Annotated[tuple[str, ...], Field(min_length=1)]
    days: int = 0
    months: int = 0
    years: int = 0
    restart: str | None = None
    source: Text
    note: Text | None = None
    missed: Text
    exceptions: Text | None = None


class FigureRule(Conditional):
    """An amount that ``figures.py`` computes. ``request``: how it is asked for in a paper; ``{amount}`` is filled in."""

    kind: Literal["owed", "compensation", "damages", "double_wage", "overtime", "disability_grant"]
    name: Text
    request: Text | None = None


class Rule(Conditional):
    """What the law says, in a sentence; or a paper to bring."""

    text: Text
    source: Text | None = None


class CaseStep(Rule):
    """Where to go."""

    title: Text


class StorySentence(Conditional):
    """A sentence of what happened, for papers: answers stand in it by the ids of their questions, the parties as ``{me}`` and
    ``{employer}``."""

    text: Text


class Entry(Conditional):
    """What the content tells first of such a case; ``id``: of the passage."""

    id: Text


class Part(Strict):
    """What one file adds."""

    questions: tuple[Question, ...] = ()
    figures: tuple[FigureRule, ...] = ()
    deadlines: tuple[DeadlineRule, ...] = ()
    rules: tuple[Rule, ...] = ()
    steps: tuple[CaseStep, ...] = ()
    papers: tuple[Rule, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    story: tuple[StorySentence, ...] = ()


class ClaimFile(Part):
    """A kind of claim; the parts named in ``include`` follow its own."""

    title: Text
    include: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()

    def followed_by(self, part: Part) -> ClaimFile:
        """With all that ``part`` holds after its own."""
        joined = {name: (*getattr(self, name), *getattr(part, name)) for name in Part.model_fields}
        return self.model_copy(update=joined)


class PaperField(Strict):
    """A line to fill in; ``answer``: the question whose answer it is; ``only``: left out when that was not answered."""

    label: Text
    answer: str | None = None
    only: bool = False


class FieldGroup(Strict):
    heading: Text
    fields: Annotated[tuple[PaperField, ...], Field(min_length=1)]


class PaperPart(Strict):
    """A part of the text: what the program fills in (``content``), then ``lines`` as they stand."""

    heading: Text
    content: Literal["requests", "story", "evidence", "checklist"] | None = None
    lines: tuple[Text, ...] = ()


class PaperRule(Conditional):
    """A paper to hand in, for these ``kinds`` of claim; ``source``: the article that says what must stand in it.

    ``me`` and ``employer``: what the parties are called in it; ``lead``: how its requests begin.
    """

    id: PaperId
    title: Text
    short: Text
    kinds: tuple[str, ...]
    source: Text
    me: Text
    employer: Text
    lead: str = ""
    groups: tuple[FieldGroup, ...]
    parts: tuple[PaperPart, ...]
    closing: tuple[Text, ...]
    signature: tuple[Text, ...]
    enclosed: tuple[Text, ...] = ()


class PaperFile(Strict):
    papers: tuple[PaperRule, ...]


class Contact(Strict):
    """Whom to ask in one city, for these kinds of claim; ``passage`` is the entry of the content that says so."""

    region: Text
    kinds: tuple[str, ...]
    text: Text
    passage: Text


class ContactFile(Strict):
    default: Text
    contacts: tuple[Contact, ...]


def _within(region: Region | None, name: str) -> bool:
    return region is not None and all_regions().get(name).holds_for(region)


def _answered(case: Case, answers: Answers) -> bool:
    return all(_is_one_of(answers.get(question), values) for question, values in case.items())


def _is_one_of(answer: Answer | None, values: tuple[str | bool, ...]) -> bool:
    if isinstance(answer, tuple | list):
        return any(value in answer for value in values)
    return answer in values
