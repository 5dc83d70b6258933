"""Open an XLSX workbook: its visible sheets, row by row (``xlsx_sheet``). The name of the file does not matter."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openpyxl import load_workbook

from knowledge.records.files import EXPLANATION, Book, FileError
from knowledge.records.xlsx_sheet import sheet_of

LARGEST = 64 * 1024 * 1024  # bytes
LARGEST_UNPACKED = 512 * 1024 * 1024  # bytes: keeps zip bombs out
LARGEST_PART = 32 * 1024 * 1024  # bytes of a part that openpyxl reads as a whole (styles, workbook, themes)
_STREAMED = ("xl/worksheets/sheet", "xl/sharedStrings.xml", "xl/media/")


@contextmanager
def open_xlsx(path: Path) -> Iterator[Book]:
    """A workbook; sheets that are hidden are left out, and named. Raises FileError."""
    _check_size(path)
    damaged = FileError(f"{path.name}：XLSX 文件不完整或已损坏，请重新保存后再试")
    with path.open("rb") as file:
        # openpyxl raises whatever a damaged part makes it stumble over, so all of it counts as damage.
        try:
            workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            sheets = [sheet for sheet in workbook.worksheets if sheet.title != EXPLANATION]
            hidden = [f"“{sheet.title}”" for sheet in sheets if sheet.sheet_state != "visible"]
            visible = [sheet_of(workbook, sheet, damaged) for sheet in sheets if sheet.sheet_state == "visible"]
        except Exception as error:
            raise damaged from error
        try:
            notes = [f"隐藏的工作表 {'、'.join(hidden)} 没有读；要导入请先取消隐藏"] if hidden else []
            yield Book(visible, notes)
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
        raise FileError(f"{path.name}：XLSX 文件不完整或已损坏，请重新保存后再试") from error
    if "xl/workbook.xml" not in parts:
        raise FileError(f"{path.name}：不是 XLSX 表格，请用 CSV（UTF-8）或 XLSX")
    whole = max((size for name, size in parts.items() if not name.startswith(_STREAMED)), default=0)
    if sum(parts.values()) > LARGEST_UNPACKED or whole > LARGEST_PART:
        raise FileError(f"{path.name}：解开后超过 {LARGEST_UNPACKED >> 20} MB，请另存为 CSV 或分成几个文件")
