"""The rows of one sheet of an XLSX workbook, each cell as the text that a person sees or would have typed.

openpyxl's parser gives only the cells that are there; its rows are filled up to the last column, which takes minutes where
somebody has coloured one far cell in many rows. It is asked for values, of formulas for those that were stored with them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from knowledge.records.files import FileError, Sheet, SourceRow

WIDEST = 256  # columns: no file of records has more
_EXACT = 10**15  # spreadsheets keep 15 digits of a number
_BYTES_OF_A_ROW = 20  # at least: <row r="1"></row>
_BLOCK = 1 << 20
# No text of a cell holds a "<", so these are the elements themselves.
_MERGED_PART = re.compile(rb"<(?:\w+:)?mergeCells\b")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=\"([A-Z]+\d+:[A-Z]+\d+)\"")
# "0000", "000-0000": a number is shown with all these digits.
_DIGITS = re.compile(r"(?:\[[^\]]*\])?((?:0|-|\\-| )*0(?:0|-|\\-| )*0)")
_PICTURE = "DISPIMG("  # WPS: a picture in a cell
# Dates in Chinese editions of spreadsheets ("2026年3月1日"), which openpyxl takes for numbers (ECMA-376, 18.8.30, zh-cn).
_CHINESE_DATES = frozenset((*range(27, 32), 36, *range(50, 55), 57, 58))


def sheet_of(workbook: Workbook, sheet: Any, damaged: FileError) -> Sheet:
    """A visible sheet of a workbook opened as read-only; reading its rows may raise ``damaged``."""
    archive, part = workbook._archive, sheet._worksheet_path  # type: ignore[attr-defined]
    estimate = min(sheet.max_row or 0, archive.getinfo(part).file_size // _BYTES_OF_A_ROW)
    with archive.open(part) as stream:
        merged = _merged(stream)
    rows = _Rows(_Styles(workbook), merged)
    return Sheet(sheet.title, _guarded(rows.read(workbook, sheet), damaged), estimate, is_grid=True)


def _guarded(rows: Iterator[SourceRow], damaged: FileError) -> Iterator[SourceRow]:
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except Exception as error:
            raise damaged from error
        yield row


class _Parser(WorkSheetParser):
    """Tells also of formulas without a value, of pictures, and whether the row is hidden."""

    is_hidden = False

    def parse_row(self, row: Any) -> tuple[int, list[dict[str, Any]]]:
        number, cells = super().parse_row(row)
        self.is_hidden = self.row_dimensions.pop(str(number), {}).get("hidden") in ("1", "true")
        return number, cells

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        formula = element.find(FORMULA_TAG)
        if formula is not None and _PICTURE in (formula.text or ""):
            cell["data_type"] = "picture"
        elif formula is not None and cell["value"] is None:
            cell["data_type"] = "f"
        return cell


class _Styles:
    """What the formats of cells say about their contents, each looked up once."""

    def __init__(self, workbook: Any) -> None:
        self._cells, self._fonts, self._formats = workbook._cell_styles, workbook._fonts, workbook._number_formats
        self.is_struck = cache(self._is_struck)
        self.digits = cache(self._digits)

        self.dates = {n for n, style in enumerate(self._cells) if style.numFmtId in _CHINESE_DATES}

    def _is_struck(self, style: int) -> bool:
        return bool(self._fonts[self._cells[style].fontId].strike)

    def _digits(self, style: int) -> str:
        """The format if it only shows a fixed number of digits ("0000"), else ""."""
        number = self._cells[style].numFmtId
        is_builtin = number < BUILTIN_FORMATS_MAX_SIZE
        shape = BUILTIN_FORMATS.get(number, "") if is_builtin else self._formats[number - BUILTIN_FORMATS_MAX_SIZE]
        match = _DIGITS.fullmatch(shape.split(";")[0])
        return match[1].replace("\\", "") if match else ""


@dataclass
class _Rows:
    """Turns what the parser gives into rows. ``_merged``: by first row, (column, last row) of what is merged downwards."""

    styles: _Styles
    merged: dict[int, list[tuple[int, int]]]
    hanging: dict[int, tuple[int, str]] = field(default_factory=dict)  # column: last row, text

    def read(self, workbook: Any, sheet: Any) -> Iterator[SourceRow]:
        with workbook._archive.open(sheet._worksheet_path) as stream:
            parser = _Parser(
                stream,
                sheet._shared_strings,
                data_only=True,
                epoch=workbook.epoch,
                date_formats=workbook._date_formats | self.styles.dates,
                timedelta_formats=workbook._timedelta_formats,
            )
            for number, cells in parser.parse():
                row = self._row(number, cells, parser.is_hidden)
                if any(row.cells) or row.faults:
                    yield row

    def _row(self, number: int, cells: list[dict[str, Any]], is_hidden: bool) -> SourceRow:
        texts: dict[int, str] = {}
        faults: dict[int, str] = {}
        dates: set[int] = set()
        struck: list[bool] = []
        for cell in cells:
            index = cell["column"] - 1
            if index >= WIDEST or (cell["value"] is None and cell["data_type"] not in ("f", "picture")):
                continue
            if fault := _fault(cell):
                faults[index] = fault
            texts[index] = self._text(cell)
            struck.append(self.styles.is_struck(cell["style_id"]))
            if cell["data_type"] == "d" and isinstance(cell["value"], dt.datetime):
                dates.add(index)
        if any(texts.values()) or faults:
            self._fill(number, texts)
        width = max([*texts, *faults], default=-1) + 1
        line = [texts.get(index, "") for index in range(width)]
        return SourceRow(number, line, "", faults, frozenset(dates), is_hidden, bool(struck) and all(struck))

    def _fill(self, number: int, texts: dict[int, str]) -> None:
        """A merged cell counts for all its rows."""
        self.hanging = {column: (last, text) for column, (last, text) in self.hanging.items() if number <= last}
        for column, (_, text) in self.hanging.items():
            texts[column] = texts.get(column) or text
        for column, last in self.merged.get(number, ()):
            self.hanging[column] = (last, texts.get(column, ""))

    def _text(self, cell: dict[str, Any]) -> str:
        value = cell["value"]
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return _with_digits(str(value), self.styles.digits(cell["style_id"]))
        return typed(value)


def _fault(cell: dict[str, Any]) -> str:
    value = cell["value"]
    if cell["data_type"] == "f":
        return "单元格是公式，请改成数值"
    if cell["data_type"] == "picture":
        return "单元格里是图片，请改成文字"
    if cell["data_type"] == "e":
        return f"单元格是错误值 {value}，请改成正确的内容"
    if isinstance(value, int | float) and abs(value) >= _EXACT:
        return "单元格里的数字超过 15 位，表格存不准，请改成文本格式重新填"
    return ""


def _with_digits(number: str, shape: str) -> str:
    """The number as a format like "0000" or "000-0000" shows it."""
    shown: list[str] = []
    digits = list(number)
    for sign in reversed(shape):
        shown.append((digits.pop() if digits else "0") if sign == "0" else sign)
    return "".join(digits) + "".join(reversed(shown))


def typed(value: object) -> str:
    """13800000000 rather than 1.38e10, 2025-03-01 rather than a time stamp."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    return str(value).strip()


def _merged(stream: IO[bytes]) -> dict[int, list[tuple[int, int]]]:
    """What is merged over several rows: by the first one, (index of the first column, last row)."""
    tail = b""
    while block := stream.read(_BLOCK):
        tail = tail[-len(b"<prefix:mergeCells") :] + block
        if match := _MERGED_PART.search(tail):
            tail = tail[match.start() :] + stream.read()
            break
    else:
        return {}
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for match in _MERGED.finditer(tail):
        column, first, _, last = range_boundaries(match[1].decode())
        if column and first and last and last > first:
            found[first].append((column - 1, last))
    return found


def column_letter(index: int) -> str:
    """What a spreadsheet calls the column of this index: A, B …"""
    return get_column_letter(index + 1)
