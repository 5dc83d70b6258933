"""What all file formats share: a file is unusable as a whole, or holds sheets that give one source row after another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from knowledge.errors import ReadableError

EXPLANATION = "填表说明"  # the title of a sheet that only explains the others
_NONE: Mapping[int, str] = MappingProxyType({})


class FileError(ReadableError):
    """A file as a whole cannot be used."""


class SourceRow(NamedTuple):
    """One row: the line where it starts (XLSX: the row's number) and its cells as typed.

    ``fault`` makes all of it unreadable, ``faults`` single cells, by their index; ``dates`` are the indexes of cells that the
    file itself holds as dates. ``hidden``: not shown by the spreadsheet; ``struck``: every filled cell is struck through.
    """

    line: int
    cells: Sequence[str]
    fault: str = ""
    faults: Mapping[int, str] = _NONE
    dates: frozenset[int] = frozenset()
    hidden: bool = False
    struck: bool = False


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet, blank ones left out; ``estimate`` is about how many there are.

    ``is_grid``: cells stand under their columns whatever else is in the row, as in a spreadsheet; in CSV a delimiter too many
    moves them.
    """

    title: str
    rows: Iterator[SourceRow]
    estimate: int | None
    is_grid: bool


@dataclass(frozen=True)
class Book:
    """A file: its sheets, and what is to be told about it as a whole."""

    sheets: Sequence[Sheet]
    notes: list[str] = field(default_factory=list)
