"""What goes in and out of ``/api/admin`` with files: tables that are sent, looked at and taken away."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, Json, StringConstraints, model_validator

from channels.contract.shape import Shape
from channels.library.shapes import Filter
from knowledge.records.faqs.states import FAQS
from knowledge.records.fates import Fate
from knowledge.records.headers import key
from knowledge.records.kinds import Column, Kind, UnknownKind, kind_of
from knowledge.records.layout import Columns, UnclearColumns

# What a file may lack: all its rows may be of one city, and ids can be made.
SAYABLE = frozenset(("id", "city"))


def _known_kind(name: str) -> str:
    try:
        return kind_of(name).name
    except UnknownKind as error:
        raise ValueError(str(error)) from error


KindName = Annotated[str, AfterValidator(_known_kind)]


class SentTable(Shape):
    """A file with rows, which is the body. ``kind``: of what; ``columns``: what was said of headings, JSON: the English names
    of columns by heading, "" for what is not to be read; ``values``, JSON: what a column is in each row where it is empty or
    lacking (an id: 自动, one is made of what the row is about)."""

    file: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    kind: KindName = FAQS
    columns: Json[dict[str, str]] = Field(default={})
    values: Json[dict[str, str]] = Field(default={})
    why: Annotated[str, StringConstraints(max_length=200)] = ""

    @model_validator(mode="after")
    def _names_what_there_is(self) -> SentTable:
        known = {"", *(column.name for column in kind_of(self.kind).columns)}
        if not known.issuperset(self.columns.values()) or not SAYABLE.issuperset(self.values):
            raise ValueError("no such column")
        return self

    @property
    def said(self) -> Columns:
        """What was said, as files are read."""
        return {key(heading): name for heading, name in self.columns.items()}


class PreviewedRow(Shape):
    """What an import would do with a row; ``sheet``: of the workbook, "" if there is but one; ``name``: what it is known by,
    of an FAQ its question; ``reason``: why, or what is odd about it. ``other``: the id of the FAQ that asks the same."""

    line: int
    sheet: str
    fate: Fate
    id: str
    name: str
    reason: str
    other: str


def _named(column: Column) -> Filter:
    return Filter(key=column.name, title=column.title)


class Unclear(Shape):
    """Somebody must say which column each of these headings is; ``missing``: the columns that are needed and were not found,
    ``sayable``: those of them that may be said once for all rows, ``columns``: all that there are, ``guesses``: by heading
    the key of the column that it seems to be."""

    headings: tuple[str, ...]
    guesses: dict[str, str]
    missing: tuple[str, ...]
    sayable: tuple[Filter, ...]
    columns: tuple[Filter, ...]

    @classmethod
    def of(cls, unclear: UnclearColumns, kind: Kind) -> Unclear:
        return cls(
            headings=tuple(unclear.headings),
            guesses={heading: column.name for heading, column in unclear.guesses.items()},
            missing=tuple(column.title for column in unclear.missing),
            sayable=tuple(_named(column) for column in unclear.missing if column.name in SAYABLE),
            columns=tuple(map(_named, kind.columns)),
        )


class Preview(Shape):
    """All rows of a file, how many have which fate, and what is to be told of the file as a whole. ``compared``: how many new
    rows were compared with what is told; ``unclear``: what must be said before any row can be read."""

    rows: tuple[PreviewedRow, ...] = ()
    counts: dict[Fate, int] = Field(default={})
    notes: tuple[str, ...] = ()
    compared: int = 0
    unclear: Unclear | None = None


class FaultyRow(Shape):
    """A row that was not imported."""

    line: int
    reason: str
    sheet: str = ""


class Imported(Shape):
    """What became of a file. ``as_drafts``: its rows wait for a second person."""

    added: int
    replaced: int
    unchanged: int
    faulty: int
    as_drafts: bool


class Form(Shape):
    """Of the file to download."""

    form: Literal["csv", "xlsx"] = "xlsx"


class WantedTable(Form):
    """The table to download: of what."""

    kind: KindName = FAQS
