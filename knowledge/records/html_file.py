"""Read the tables of a web page: many office systems export such a page under the name of .xls."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path

from knowledge.records.files import Book, FileError, Sheet, SourceRow
from knowledge.records.text_file import survey

LARGEST = 32 * 1024 * 1024  # bytes
_MOST_SPANNED = 1000  # rows or columns of one cell
_STARTS = (b"<html", b"<!doctype html", b"<table", b"<head", b"<meta", b"<body", b"<style", b"<div")


def looks_like_html(start: bytes) -> bool:
    """Whether a file that starts so is a web page."""
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_STARTS)


@contextmanager
def open_html(path: Path) -> Iterator[Book]:
    """The tables of a page, each a sheet. Raises FileError."""
    size = path.stat().st_size
    if size > LARGEST:
        raise FileError(f"{path.name}：网页格式的表格有 {size >> 20} MB，最大 {LARGEST >> 20} MB，请另存为 XLSX")
    parser = _Tables()
    parser.feed(path.read_text(survey(path).encoding, errors="replace"))
    parser.close()
    if not parser.tables:
        raise FileError(f"{path.name}：是网页，里面没有表格，请用 CSV（UTF-8）或 XLSX")
    yield Book([_sheet(number, table) for number, table in enumerate(parser.tables, 1)])


def _sheet(number: int, table: list[list[_Cell]]) -> Sheet:
    rows = [SourceRow(line, cells) for line, cells in enumerate(_grid(table), 1) if any(cells)]
    return Sheet(f"表{number}", iter(rows), len(rows), is_grid=True)


class _Cell:
    """A cell while it is read."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.parts: list[str] = []

    @property
    def text(self) -> str:
        return "\n".join(" ".join(line.split()) for line in "".join(self.parts).split("\n")).strip()


class _Tables(HTMLParser):
    """Gathers the cells of all tables; line breaks in a cell are kept, blanks run together."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[_Cell]]] = []
        self._cell: _Cell | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables:
            given = dict(attrs)
            self._cell = _Cell(_span(given.get("colspan")), _span(given.get("rowspan")))
            if not self.tables[-1]:
                self.tables[-1].append([])
            self.tables[-1][-1].append(self._cell)
        elif tag in ("br", "p", "div") and self._cell and self._cell.parts:
            self._cell.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell:
            self._cell.parts.append(data.replace("\r", " ").replace("\n", " "))


def _span(text: str | None) -> int:
    return min(max(int(text), 1), _MOST_SPANNED) if text and text.isdecimal() else 1


def _grid(table: list[list[_Cell]]) -> Iterator[list[str]]:
    """The texts of each row by column; a cell over several rows counts for each, over several columns for the first."""
    hanging: dict[int, tuple[int, str]] = {}  # column: rows still to come, text
    for row in table:
        cells: dict[int, str] = {}
        below: dict[int, tuple[int, str]] = {}
        column = 0
        for cell in row:
            while column in hanging:
                column += 1
            cells[column] = cell.text
            for n in range(cell.columns):
                if cell.rows > 1:
                    below[column + n] = (cell.rows - 1, "" if n else cell.text)
            column += cell.columns
        cells |= {column: text for column, (_, text) in hanging.items()}
        hanging = {column: (rows - 1, text) for column, (rows, text) in hanging.items() if rows > 1} | below
        yield [cells.get(column, "") for column in range(max(cells, default=-1) + 1)]
