"""What goes in and out of ``/api/admin``."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from actions.contract.queries import Finding
from channels.contract.numbers import Count, Number
from channels.contract.shape import Shape
from knowledge.editing.listing import Due, Listed, Standing
from knowledge.library import telling
from knowledge.library.content import Passage
from knowledge.records.audit import Noted
from knowledge.records.faqs.differences import Difference
from knowledge.records.faqs.reading import Version, cells_of
from knowledge.records.faqs.states import State
from knowledge.records.kinds import FaqRow

Id = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Short = Annotated[str, StringConstraints(max_length=200)]
Long = Annotated[str, StringConstraints(max_length=4000)]
MOST_LISTED = 200


class Contents(Shape):
    """What an FAQ says, as the contract's file has it: ``region`` "" is the whole country, days are ISO dates or "".

    An answer may refer to figures of the register ("{figure: minimum-wage.monthly}").
    """

    id: Id
    question: Short
    similar_questions: tuple[Short, ...] = ()
    answer: Long
    region: Short = ""
    category: Short = ""
    effective_from: Short = ""
    effective_to: Short = ""
    source_title: Short = ""
    source_publisher: Short = ""
    source_date: Short = ""
    source_url: Short = ""

    @classmethod
    def of(cls, contents: FaqRow) -> Contents:
        cells: dict[str, Any] = cells_of(contents)
        return cls.model_construct(**cells | {"similar_questions": tuple(contents.similar_questions.splitlines())})

    @property
    def cells(self) -> dict[str, str]:
        """As the cells of a row."""
        return {**self.model_dump(), "similar_questions": "\n".join(self.similar_questions)}


class ListedFaq(Shape):
    """An FAQ of a list. ``standing``: where its latest version stands; ``published``: the number of the version that is told;
    ``is_shipped``: it came with the program, or takes the place of what did."""

    contents: Contents
    standing: Standing
    version: int
    published: int | None
    is_shipped: bool
    is_told: bool

    @classmethod
    def of(cls, one: Listed) -> ListedFaq:
        return cls(
            contents=Contents.of(one.contents),
            standing=one.standing,
            version=one.version,
            published=one.published,
            is_shipped=one.is_shipped,
            is_told=one.is_told,
        )


class FaqList(Shape):
    """Some of the FAQs that are wanted, in the order of their ids, and how many there are in all."""

    faqs: tuple[ListedFaq, ...]
    total: int


class Filter(Shape):
    """A value of a filter, and what a page calls it."""

    key: str
    title: str


class Terms(Shape):
    """What a page needs to know before it shows FAQs: by what else they may be looked for, the categories and regions that
    there are, whether it takes a second person to publish, and where the one who asks may write ("": anywhere)."""

    due: tuple[Filter, ...]
    categories: tuple[str, ...]
    regions: tuple[str, ...]
    second_person: bool
    own_region: str
    own_category: str


class Cited(Shape):
    """The source of an answer."""

    title: str
    publisher: str | None
    date: dt.date | None
    url: str | None


class Told(Shape):
    """An FAQ as an asker will see it: figures filled in, as they are today. ``is_known``: the register has them for its
    region itself; otherwise they differ by place, and those of one place below stand here."""

    question: str
    answer: str
    region: str
    category: str
    effective_from: dt.date | None
    effective_to: dt.date | None
    source: Cited
    is_known: bool

    @classmethod
    def of(cls, passage: Passage, today: dt.date) -> Told:
        said = telling.told(passage, None, None, today)
        shown = said or passage
        return cls(
            question=shown.question,
            answer=shown.answer,
            region=shown.region.name,
            category=shown.category,
            effective_from=shown.effective_from,
            effective_to=shown.effective_to,
            source=Cited(**shown.source.model_dump()),
            is_known=said is not None,
        )


class Checked(Shape):
    """What there is to say about an FAQ that is being edited, and how it will be told."""

    findings: tuple[Finding, ...]
    told: Told


class FaqStep(Shape):
    """A version came into a state by a deed; ``at`` is UTC."""

    state: State
    who: str
    why: str
    at: dt.datetime
    deed: int


class FaqVersion(Shape):
    """A version, and the states that it went through; ``restored``: the version whose words it took up again."""

    number: int
    contents: Contents
    restored: int | None
    state: State
    steps: tuple[FaqStep, ...]

    @classmethod
    def of(cls, version: Version) -> FaqVersion:
        steps = (FaqStep(state=s.state, who=s.who, why=s.why, at=s.at, deed=s.deed) for s in version.steps)
        return cls(
            number=version.number,
            contents=Contents.of(version.contents),
            restored=version.restored,
            state=version.state,
            steps=tuple(steps),
        )


class WholeFaq(Shape):
    """An FAQ with all its versions, the first first, and with what the program ships under its id."""

    faq: ListedFaq
    versions: tuple[FaqVersion, ...]
    shipped: Contents | None


class Piece(Shape):
    """Some text: in both versions, in the older alone, or in the newer alone."""

    kind: Literal["same", "out", "in"]
    text: str


class FieldDifference(Shape):
    """A field that differs."""

    field: str
    title: str
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, one: Difference) -> FieldDifference:
        pieces = tuple(Piece(kind=piece.kind, text=piece.text) for piece in one.pieces)
        return cls(field=one.field, title=one.title, pieces=pieces)


class Differences(Shape):
    """What differs between two versions."""

    fields: tuple[FieldDifference, ...]


class Draft(Shape):
    """A new version. ``base``: the version that was edited (0: the FAQ is new, or as it was shipped)."""

    contents: Contents
    base: Count
    why: Short = ""


class Act(Shape):
    """What to do with an FAQ. ``check``: its draft is right; ``publish`` it; ``withdraw`` what is told (an edit of a shipped
    entry gives it back its place); ``drop`` the draft alone; ``restore`` the words of ``version`` as a new draft;
    ``bring_back`` a shipped entry that was withdrawn."""

    id: Id
    act: Literal["check", "publish", "withdraw", "drop", "restore", "bring_back"]
    version: Number | None = None
    why: Short = ""


class ToCheck(Shape):
    """An FAQ as it is being edited."""

    contents: Contents


class LoggedDeed(Shape):
    """Something that was done; ``at`` is UTC."""

    number: int
    at: dt.datetime
    who: str
    what: str
    kind: str
    subject: str
    why: str

    @classmethod
    def of(cls, one: Noted) -> LoggedDeed:
        return cls(
            number=one.number, at=one.at, who=one.who, what=one.what, kind=one.kind, subject=one.subject, why=one.why
        )


class Deeds(Shape):
    """The latest deeds, the last first."""

    deeds: tuple[LoggedDeed, ...]


class Verdict(Shape):
    """Whether the log and all versions are as they were written: how many deeds there are, the last seal, the faults."""

    count: int
    seal: str
    faults: tuple[str, ...]


class Figure(Shape):
    """A figure of the register that an answer may refer to: ``reference`` is what to write; ``value``: what it is today in
    the place asked for ("": not known there), since when and by which source."""

    reference: str
    what: str
    value: str
    since: dt.date | None
    source: str


class Figures(Shape):
    """All figures of the register."""

    figures: tuple[Figure, ...]


class Place(Shape):
    """A region; "" is the whole country."""

    region: Short = ""


class Used(StrEnum):
    """How an FAQ was of use: it came up in no conversation and at no desk for long, or was of none to people who asked."""

    NEVER = "never_hit"
    IN_VAIN = "in_vain"


class Wish(Shape):
    """Which FAQs of the list are wanted; ``region``: that and all below it; ``text``: in the id or in any of its words;
    ``due``: what wants looking at; ``in_force``: only what is told today."""

    text: Short = ""
    region: Short = ""
    category: Short = ""
    standing: Standing | None = None
    due: Due | Used | None = None
    in_force: bool = False
    offset: Count = 0
    limit: Annotated[int, Field(ge=1, le=MOST_LISTED)] = 50


class Pair(Shape):
    """Two versions of an FAQ; 0 is what the program ships."""

    id: Id
    old: Count
    new: Count


class Named(Shape):
    """An FAQ."""

    id: Id


class LogWish(Shape):
    """Which deeds are wanted: of a kind, about an id or a file, and before a number (0: the latest)."""

    kind: Short = ""
    subject: Short = ""
    before: Count = 0
    limit: Annotated[int, Field(ge=1, le=MOST_LISTED)] = 50


class Noting(Shape):
    """A seal that was noted before."""

    seal: Short = ""
