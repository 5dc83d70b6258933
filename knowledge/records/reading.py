"""Read a file of records: find out its format, match its header to the columns of its kind, give its rows by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from knowledge.records.cells import plain
from knowledge.records.csv_file import open_csv
from knowledge.records.files import FileError, SourceRow, SourceRows
from knowledge.records.formulas import unguarded
from knowledge.records.kinds import Column, Kind
from knowledge.records.xlsx_file import open_xlsx

_ZIP, _OLD_OFFICE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
_ALIKE = 50  # of 100: from here on a known name is offered for an unknown one


class NamedRow(NamedTuple):
    """One row: where it starts, its filled cells under the English names of their columns, what makes it unreadable."""

    line: int
    cells: dict[str, str]
    fault: str = ""


@dataclass(frozen=True)
class RecordFile:
    """The rows of a file of records, read as they are asked for; ``estimate`` is about how many there are."""

    rows: Iterator[NamedRow]
    estimate: int | None


@contextmanager
def open_records(path: Path, kind: Kind) -> Iterator[RecordFile]:
    """A file of this kind. Raises FileError, also while its rows are read."""
    with _open(path) as source:
        header = next(source.rows, None)
        if header is None:
            raise FileError(f"{path.name}：文件是空的，第一行要写列名")
        if header.fault:
            raise FileError(f"{path.name}：第 {header.line} 行应该是列名，但{header.fault}")
        names = _matched(path, header.cells, kind.columns)
        yield RecordFile(_named(source.rows, names), source.estimate and max(source.estimate - header.line, 0))


def _open(path: Path) -> AbstractContextManager[SourceRows]:
    """By what is in the file: its name may be wrong."""
    if not path.is_file():
        raise FileError(f"{path} 不是普通文件" if path.exists() else f"找不到文件 {path}")
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise FileError(f"{path} 打不开，请检查权限") from error
    if start == _ZIP:
        return open_xlsx(path)
    if start == _OLD_OFFICE:
        raise FileError(f"{path.name}：是旧的 .xls 或加了密码的文件，请另存为 XLSX 或 CSV（UTF-8）")
    if start == _PDF:
        raise FileError(f"{path.name}：是 PDF，请用 CSV（UTF-8）或 XLSX")
    return open_csv(path)


def _matched(path: Path, header: Sequence[str], columns: Sequence[Column]) -> list[str | None]:
    """The English name of each column of the file, None for those without a name. Raises FileError."""
    known = {_key(alias): column for column in columns for alias in (column.name, column.title, str(column))}
    names: list[str | None] = []
    unknown: list[str] = []
    for cell in header:
        column = known.get(_key(cell))
        names.append(column.name if column else None)
        if not column and _key(cell):
            near = process.extractOne(_key(cell), list(known), scorer=fuzz.ratio, score_cutoff=_ALIKE)
            unknown.append(f"“{cell.strip()[:20]}”" + (f"（是不是“{near[0]}”？）" if near else ""))
    if unknown:
        raise FileError(f"{path.name}：不认识的列 {'、'.join(unknown)}；可以用的列：{'、'.join(map(str, columns))}")
    twice = [str(column) for column in columns if names.count(column.name) > 1]
    if twice:
        raise FileError(f"{path.name}：列 {'、'.join(twice)} 出现了两次")
    missing = [str(column) for column in columns if column.required and column.name not in names]
    if missing:
        raise FileError(f"{path.name}：缺少必填的列 {'、'.join(missing)}")
    return names


def _key(name: str) -> str:
    return "".join(plain(name).casefold().split()).strip("\u200b\ufeff")


def _named(rows: Iterator[SourceRow], names: Sequence[str | None]) -> Iterator[NamedRow]:
    for row in rows:
        yield _named_row(row, names)


def _named_row(row: SourceRow, names: Sequence[str | None]) -> NamedRow:
    if row.fault:
        return NamedRow(row.line, {}, row.fault)
    if any(text.strip() for text in row.cells[len(names) :]):
        return NamedRow(row.line, {}, f"比列名多出 {len(row.cells) - len(names)} 格，含分隔符的格子要加双引号")
    cells: dict[str, str] = {}
    for name, text in zip(names, row.cells, strict=False):
        if text and (text := text.strip()):
            if name is None:
                return NamedRow(row.line, {}, f"{text[:20]!r} 这一格上面没有列名")
            cells[name] = unguarded(text)
    return NamedRow(row.line, cells)
