"""What goes in and out of ``/api/admin/figures``. Amounts are texts with their unit, as people are told them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from channels.contract.numbers import Number
from channels.library.shapes import Piece
from knowledge.editing.touching import Change, Told, User
from knowledge.records.faqs.differences import number_pieces

Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class InRegion(_Shape):
    """A region; "" is the whole country."""

    region: Short = ""


class FigureId(_Shape):
    """A figure."""

    id: Short


class FigureLine(_Shape):
    """A figure of the list. ``value``: what it is today in the region asked for, "" where that differs from place to place or
    is not known; ``coming``: what is announced for there, from the day ``coming_from``; ``own``: how many values of the
    office are told; ``waiting``: how many wait for a second person."""

    id: str
    what: str
    unit: str
    value: str
    region: str
    first: dt.date | None
    source: str
    coming: str
    coming_from: dt.date | None
    own: int
    waiting: int


class FigureTable(_Shape):
    """All figures of the register, in its order."""

    figures: tuple[FigureLine, ...]


class FigureTerm(_Shape):
    """What a figure is in a place for some time. ``number``: of the value of the office that says so, None for what the
    program ships and for shares of other figures; ``is_now``: it holds today."""

    region: str
    value: str
    first: dt.date | None
    last: dt.date | None
    source: str
    publisher: str
    url: str
    number: int | None
    is_now: bool


class EnteredValue(_Shape):
    """A value that the office has entered; ``at`` is UTC; ``mine``: by who asks."""

    number: int
    region: str
    value: str
    first: dt.date
    last: dt.date | None
    source: str
    checked: dt.date
    state: Literal["told", "waiting", "withdrawn"]
    who: str
    at: dt.datetime
    why: str
    mine: bool


class TouchedText(_Shape):
    """Something that tells the figure, as it is written."""

    user: User
    id: str
    title: str
    region: str
    written: str

    @classmethod
    def of(cls, text: Told) -> TouchedText:
        return cls(user=text.user, id=text.id, title=text.title, region=text.region.name, written=text.written)


class WholeFigure(_Shape):
    """A figure with all that is known of it, place by place, the earliest first."""

    id: str
    what: str
    unit: str
    second_person: bool
    terms: tuple[FigureTerm, ...]
    entered: tuple[EnteredValue, ...]
    touched: tuple[TouchedText, ...]


class NewValue(_Shape):
    """A value to be entered; ``last`` None: until the next one begins; ``sign``: an admin answers for a value that surprises,
    and says why."""

    figure: Short
    region: Short
    amount: Short
    first: dt.date
    last: dt.date | None = None
    source_title: Short = ""
    source_publisher: Short = ""
    source_date: dt.date | None = None
    source_url: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] = ""
    why: Short = ""
    sign: bool = False


class ChangedText(_Shape):
    """What is told from the first day of the new value on, beside what would be told then without it: the pieces of both."""

    user: User
    id: str
    title: str
    region: str
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, change: Change) -> ChangedText:
        told = change.told
        return cls(
            user=told.user,
            id=told.id,
            title=told.title,
            region=change.place.name,
            pieces=tuple(
                Piece(kind=piece.kind, text=piece.text) for piece in number_pieces(change.without, change.with_it)
            ),
        )


class TriedValue(_Shape):
    """What a new value would change. ``doubt``: why somebody has to sign for it ("": nobody has)."""

    changes: tuple[ChangedText, ...]
    doubt: str


class ActOnValue(_Shape):
    """What to do with a value that was entered."""

    number: Number
    act: Literal["confirm", "withdraw"]
    why: Short = ""
