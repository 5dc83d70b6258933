"""What can be computed and what has to be known for it: ``data/kinds.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from pydantic import Field

from knowledge.checked_yaml import read_checked
from knowledge.entitlements.calculation import DATA_FOLDER
from knowledge.errors import ReadableError
from knowledge.language.amounts import Unit
from knowledge.language.normalise import letters_only
from knowledge.shapes import Strict, Text

KindId = Literal[
    "injury", "overtime", "double_wage", "leave", "medical", "sick", "unemployment", "maternity", "surcharge", "dismissal",
    "minimum", "contributions", "survivors", "work_death", "deductions", "bond",
]  # fmt: skip
InputType = Literal[
    "money", "sum", "months", "hours", "shift", "days", "date", "dates", "grade", "people", "kin", "choice",
]  # fmt: skip
Regional = Literal["grants", "minimum", "benefit", "maternity", "contributions"]


class KindsError(ReadableError):
    """The file of kinds cannot be read; the message says why."""


class Option(Strict):
    """An answer to choose; ``words``: a pattern for the ways to say it."""

    id: Text
    title: Text
    words: Text


class Input(Strict):
    """Something that has to be known; see the head of ``kinds.yml``. ``unit``: of a number said without one; ``none``: a
    pattern for "nothing of it"; ``unwanted``: one for questions that do without it; ``unless``: one for messages that tell
    it with another input.

        It matters only where none of ``instead_of`` is told, where ``only_with`` is, where ``not_with`` is not (an option:
        "status=retired"), in ``only_in`` among the provinces, and with ``by_month`` beside hours of each month.
    """

    id: Text
    type: InputType
    label: Text
    unit: Unit | None = None
    ask: Text | None = None
    assumed: Text | None = None
    lacking: Text | None = None
    cues: Text | None = None
    unlike: Text | None = None
    none: Text | None = None
    unwanted: Text | None = None
    unless: Text | None = None
    main: bool = False
    options: tuple[Option, ...] = ()
    instead_of: tuple[Text, ...] = ()
    only_with: Text | None = None
    not_with: Text | None = None
    only_in: tuple[Text, ...] = ()
    by_month: bool = False

    def can_be(self, value: str) -> bool:
        """Whether it is one of the options, where there are any."""
        return not self.options or any(option.id == value for option in self.options)


class Explained(Strict):
    """What is said when a question that follows the result has these ``words``, with its article."""

    words: Text
    text: Text


class Meant(Strict):
    """The whole ``question`` that a few ``words`` after the result mean, which the content answers."""

    words: Text
    question: Text


class Kind(Strict):
    """One thing to compute. ``regional``: what of it is set by province or city; ``explains``: what is asked afterwards;
    ``means``: what is asked of the content then; ``guide``: the entry of the content that speaks of the matter; ``matters``:
    the guides in whose matter it is reckoned with what is told; ``of_employer``: only who employs others asks for it;
    ``of_dead``: what the family of one who has died gets, of whom nothing else is reckoned;
    ``bare``: words of a question for it that names it not; ``aside``: a pattern for another matter beside which it is only
    mentioned; ``by_shifts``: its hours may follow from how long the days are."""

    id: KindId
    title: Text
    wish: Text
    offers: tuple[Text, ...] = ()
    guide: Text
    matters: tuple[Text, ...] = ()
    of_employer: bool = False
    of_dead: bool = False
    bare: Text | None = None
    topics: Text
    aside: Text | None = None
    by_shifts: bool = False
    enough: tuple[tuple[Text, ...], ...]
    inputs: tuple[Input, ...]
    regional: Regional | None = None
    explains: tuple[Explained, ...] = ()
    means: tuple[Meant, ...] = ()

    def explained(self, question: str) -> str | None:
        """What to say to a short question about the result: who pays, by which pay, when."""
        return next((each.text for each in self.explains if re.search(each.words, question)), None)

    def meant(self, question: str) -> str | None:
        """The whole question that a few words mean, which the content answers."""
        return next((each.question for each in self.means if re.search(each.words, question)), None)

    def superseded_by(self, told: Iterable[str]) -> frozenset[str]:
        """The inputs that those just told stand for: a length of work for the days from which it follows, and back."""
        new = set(told)
        pairs = [(each.id, other) for each in self.inputs for other in each.instead_of]
        return frozenset(old for pair in pairs for now, old in (pair, pair[::-1]) if now in new and old not in new)

    def input(self, id: str) -> Input:
        """The input of this id."""
        return next(each for each in self.inputs if each.id == id)

    def is_told_by(self, inputs: Iterable[str]) -> bool:
        """Whether these inputs alone, whoever they are of, are enough to reckon with."""
        told = set(inputs)
        return any(told.issuperset(needed) for needed in self.enough)

    def mentioned_at(self, text: str) -> int:
        """Where its topic is named last in a text; -1 when it is not named."""
        return max((match.start() for match in re.finditer(self.topics, text)), default=-1)


class Kinds(Strict):
    """The whole file. ``wants`` and ``how_much``: patterns for wanting something reckoned, and asking how much it is;
    ``due``: for asking what one gets at all, unless it is of ``not_due``; ``bare``: of such a question's words where it
    has no others; ``first``: the kinds to choose from then."""

    wants: Text
    how_much: Text
    due: Text
    bare: Text
    not_due: Text
    first: tuple[KindId, ...]
    kinds: tuple[Kind, ...] = Field(min_length=1)


@cache
def known() -> Kinds:
    """The file. Raises KindsError."""
    return read_checked(DATA_FOLDER / "kinds.yml", Kinds, KindsError)


def kind_of(id: str) -> Kind:
    """The kind of this id."""
    return next(kind for kind in known().kinds if kind.id == id)


def is_wanted(text: str) -> bool:
    """Whether something is to be reckoned: "帮我算一下"."""
    return bool(re.search(known().wants, text))


def asks_how_much(text: str) -> bool:
    """Whether it asks for an amount or a number."""
    return bool(re.search(known().how_much, text))


def asks_what_is_due(text: str) -> bool:
    """Whether it asks what somebody gets, and does not say for what: "能赔多少"."""
    file = known()
    return bool(re.search(file.due, text)) and not re.search(file.not_due, text) and not spoken_of(text)


def is_bare(text: str, kind: Kind | None = None) -> bool:
    """Whether a question for what is due has no other words than those of any, or of one of this kind ("能领几个月" of a
    benefit): it is of what was told before."""
    own = kind.bare if kind else None
    return bool(re.fullmatch(f"(?:{known().bare}{f'|{own}' if own else ''})+", letters_only(text)))


def to_choose_from() -> tuple[Kind, ...]:
    """The kinds that most people mean."""
    return tuple(kind_of(id) for id in known().first)


def kinds() -> tuple[Kind, ...]:
    """All of them."""
    return known().kinds


def spoken_of(text: str, *, by_employer: bool = False) -> tuple[Kind, ...]:
    """The kinds whose topic a text names, the one named last first: what is asked comes at the end. ``by_employer``: those
    too that only one who employs others asks for."""
    asked_for = [kind for kind in known().kinds if by_employer or not kind.of_employer]
    named = [(place, kind) for kind in asked_for if (place := kind.mentioned_at(text)) >= 0]
    return tuple(kind for _, kind in sorted(named, key=lambda each: -each[0]))


def kind_wished(words: str) -> Kind | None:
    """The kind that the words on a button wish."""
    return next((kind for kind in known().kinds if kind.wish == words), None)


def offered_with(question: str) -> tuple[str, ...]:
    """The wish that a general question leaves open: to have the same reckoned for oneself."""
    return tuple(kind.wish for kind in spoken_of(question)[:1]) if asks_how_much(question) else ()
