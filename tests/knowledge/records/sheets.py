"""Real files, made as offices make them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.records.kinds import RECORD_KINDS
from knowledge.records.layout import Guide
from knowledge.records.reading import NamedRow, open_records

Rows = Sequence[Sequence[Any]]


def workbook(path: Path, change: Callable[[Worksheet], object] | None = None, **sheets: Rows) -> Path:
    """A workbook of these sheets; ``change`` is done to the first."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    if change:
        change(book.worksheets[0])
    with path.open("wb") as file:
        book.save(file)
    return path


def read(path: Path, kind: str = "stations", guide: Guide | None = None) -> list[NamedRow]:
    """All rows of a file."""
    with open_records(path, RECORD_KINDS[kind], guide or Guide()) as file:
        return list(file.rows)


def notes(path: Path, kind: str = "stations") -> list[str]:
    """What is told of a file as a whole."""
    with open_records(path, RECORD_KINDS[kind]) as file:
        return list(file.notes)
