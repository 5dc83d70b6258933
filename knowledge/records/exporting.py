"""Export the records of a kind to the file format that import reads, CSV or XLSX by the name of the file."""

from __future__ import annotations

import csv
import datetime as dt
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from knowledge.errors import ReadableError
from knowledge.records.cell_texts import writable
from knowledge.records.database import readable_errors
from knowledge.records.formulas import guarded
from knowledge.records.kinds import Kind, kind_of

_CHUNK = 5000  # rows fetched at a time
_XLSX_ROWS = 1_048_576  # a sheet has no more


class ExportError(ReadableError):
    """The file cannot be written."""


def export_file(database: Engine, kind: str, path: Path) -> int:
    """Write all records of a kind in the order of their ids and return how many; the file is whole or as it was before.

    Raises ExportError, DatabaseError, UnknownKind.
    """
    of_kind = kind_of(kind)
    with readable_errors():
        return write_table(path, [column.title for column in of_kind.columns], _rows(database, of_kind))


def write_table(path: Path, header: Sequence[str], rows: Iterator[Sequence[str]]) -> int:
    """Write texts under a header as CSV or XLSX, by the name of the file, and return how many rows; the file is whole or as
    it was before. No text is run as a formula. Raises ExportError."""
    path = path.resolve()
    write = {".csv": _write_csv, ".xlsx": _write_xlsx}.get(path.suffix.lower())
    if write is None:
        raise ExportError(f"{path.name}：文件名要以 .csv 或 .xlsx 结尾")
    if path.exists() and not path.is_file():
        raise ExportError(f"{path} 不是普通文件，请换一个文件名")
    if not path.parent.is_dir():
        raise ExportError(f"没有目录 {path.parent}，请先建好")
    counted = _Counted([guarded(text) for text in row] for row in rows)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        os.close(handle)
        fresh = Path(name)
        try:
            write(fresh, list(header), counted)
            _sync(fresh)
            fresh.chmod(0o644)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise ExportError(f"写不了 {path}，请检查磁盘空间和目录权限") from error
    return counted.count


class _Counted(Iterable[list[str]]):
    """Rows, and how many have gone by."""

    def __init__(self, rows: Iterator[list[str]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[list[str]]:
        for row in self._rows:
            self.count += 1
            yield row


def _rows(database: Engine, kind: Kind) -> Iterator[list[str]]:
    columns = [getattr(kind.table, column.name) for column in kind.columns]
    statement = select(*columns).order_by(kind.table.id).execution_options(yield_per=_CHUNK)
    with database.connect() as connection:
        for row in connection.execute(statement):
            yield [_text(value) for value in row]


def _text(value: Any) -> str:
    """As ``knowledge.records.cells`` reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _write_csv(path: Path, header: list[str], rows: Iterable[list[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def _write_xlsx(path: Path, header: list[str], rows: Iterable[list[str]]) -> None:
    from openpyxl import Workbook  # 12 MB
    from openpyxl.cell import WriteOnlyCell

    def cell(text: str) -> Any:
        """Always text: no formula, no number that loses its digits, no error value."""
        made = WriteOnlyCell(sheet, writable(text))
        made.data_type = "s"
        return made

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("数据")
    sheet.append(header)
    try:
        for number, row in enumerate(rows, 2):
            if number > _XLSX_ROWS:
                raise ExportError(f"超过 {_XLSX_ROWS - 1} 行，XLSX 放不下，请导出 .csv")
            sheet.append(list(map(cell, row)))
    except BaseException:
        sheet.close()  # or its writer complains when it is collected
        raise
    workbook.save(path)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
