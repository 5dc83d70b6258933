"""What all file formats share: a file is unusable as a whole, or gives one source row after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from knowledge.errors import ReadableError


class FileError(ReadableError):
    """A file as a whole cannot be used."""


class SourceRow(NamedTuple):
    """One row: the line where it starts (XLSX: the row's number), its cells as typed, and what makes it unreadable."""

    line: int
    cells: Sequence[str]
    fault: str = ""


@dataclass(frozen=True)
class SourceRows:
    """The rows of a file, the header first, blank ones left out; ``estimate`` is about how many there are."""

    rows: Iterator[SourceRow]
    estimate: int | None
