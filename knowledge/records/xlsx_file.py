"""Read the first sheet of an XLSX workbook, row by row, each cell as the text that a person would have typed."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from knowledge.records.files import FileError, SourceRow, SourceRows

LARGEST = 64 * 1024 * 1024  # bytes
LARGEST_UNPACKED = 512 * 1024 * 1024  # bytes: keeps zip bombs out
LARGEST_PART = 32 * 1024 * 1024  # bytes of a part that openpyxl reads as a whole (styles, workbook, themes)
_STREAMED = ("xl/worksheets/sheet", "xl/sharedStrings.xml", "xl/media/")
_EXACT = 10**15  # spreadsheets keep 15 digits of a number


@contextmanager
def open_xlsx(path: Path) -> Iterator[SourceRows]:
    """The rows of the first sheet. Raises FileError."""
    _check_size(path)
    # openpyxl raises whatever a damaged part makes it stumble over, so all of it counts as damage.
    try:
        workbook = load_workbook(path, read_only=True, data_only=False, keep_links=False)
        sheet: Any = workbook.worksheets[0]
        estimate = sheet.max_row
        sheet.reset_dimensions()  # some programs write wrong ones
    except Exception as error:
        raise _damaged(path) from error
    try:
        yield SourceRows(_rows(path, sheet), estimate)
    finally:
        workbook.close()


def _check_size(path: Path) -> None:
    size = path.stat().st_size
    if size > LARGEST:
        raise FileError(f"{path.name}：文件有 {size >> 20} MB，XLSX 最大 {LARGEST >> 20} MB，请另存为 CSV")
    try:
        with zipfile.ZipFile(path) as archive:
            parts = {part.filename: part.file_size for part in archive.infolist()}
    except zipfile.BadZipFile as error:
        raise _damaged(path) from error
    if "xl/workbook.xml" not in parts:
        raise FileError(f"{path.name}：不是 XLSX 表格，请用 CSV（UTF-8）或 XLSX")
    whole = max((size for name, size in parts.items() if not name.startswith(_STREAMED)), default=0)
    if sum(parts.values()) > LARGEST_UNPACKED or whole > LARGEST_PART:
        raise FileError(f"{path.name}：解开后超过 {LARGEST_UNPACKED >> 20} MB，请另存为 CSV 或分成几个文件")


def _damaged(path: Path) -> FileError:
    return FileError(f"{path.name}：XLSX 文件不完整或已损坏，请重新保存后再试")


def _rows(path: Path, sheet: Any) -> Iterator[SourceRow]:
    rows = enumerate(sheet.iter_rows(), 1)
    while True:
        try:
            number, cells = next(rows)
        except StopIteration:
            return
        except Exception as error:
            raise _damaged(path) from error
        row = _row(number, cells)
        if row.fault or any(row.cells):
            yield row


def _row(number: int, cells: Iterable[Any]) -> SourceRow:
    texts: list[str] = []
    fault = ""
    for cell in cells:
        if cell.data_type == "f":
            fault = fault or "单元格是公式，请改成数值"
        elif cell.data_type == "e":
            fault = fault or f"单元格是错误值 {cell.value}"
        elif isinstance(cell.value, int | float) and abs(cell.value) >= _EXACT:
            fault = fault or "单元格里的数字超过 15 位，表格存不准，请改成文本格式重新填"
        texts.append(_typed(cell.value))
    return SourceRow(number, texts, fault)


def _typed(value: object) -> str:
    """13800000000 rather than 1.38e10, 2025-03-01 rather than a time stamp."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    return str(value).strip()
