"""Read a file of records: find out its format, find the tables in its sheets, give their rows by the names of the columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from knowledge.records.cell_texts import plain
from knowledge.records.closing import closing
from knowledge.records.csv_file import open_csv
from knowledge.records.files import Book, FileError, Sheet, SourceRow
from knowledge.records.formulas import typed_text
from knowledge.records.headers import PARTS, key, title
from knowledge.records.html_file import looks_like_html, open_html
from knowledge.records.kinds import Kind
from knowledge.records.layout import Guide, Layout, UnclearColumns, lay_out, shape_of
from knowledge.records.naming import with_id
from knowledge.records.spreading import spread

_ZIP, _OLD_OFFICE, _PDF, _XML = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"<?xml"
_PEEK = 512  # bytes
_DITTO = frozenset("同上 同上行 〃 同前".split())
_NO_GUIDE = Guide()


class NamedRow(NamedTuple):
    """One row: where it starts, its filled cells under the English names of their columns, what makes it unreadable.

    ``doubts``: what is odd about it; ``sheet``: where it stands, "" if there is but one; ``closing``: what it is if it is
    none of the records.
    """

    line: int
    cells: dict[str, str]
    fault: str = ""
    doubts: tuple[str, ...] = ()
    sheet: str = ""
    closing: str = ""


@dataclass(frozen=True)
class RecordFile:
    """The rows of a file of records, read as they are asked for; ``estimate`` is about how many there are.

    ``columns`` are those that the file has, ``shapes`` the headings (as ``headers.key`` makes them) of its tables by their
    shape, ``notes`` what is to be told of the file as a whole.
    """

    rows: Iterator[NamedRow]
    estimate: int | None
    columns: frozenset[str] = frozenset()
    shapes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@contextmanager
def open_records(path: Path, kind: Kind, guide: Guide = _NO_GUIDE) -> Iterator[RecordFile]:
    """A file of this kind. Raises FileError, also while its rows are read; UnclearColumns if the guide says too little."""
    with open_book(path) as book:
        layouts, notes = _laid_out(path, book, kind, guide)
        estimates = [one.sheet.estimate and max(one.sheet.estimate - one.line, 0) for one in layouts]
        columns = frozenset(name for one in layouts for name in one.names if name)
        named = len(layouts) > 1
        rows = chain.from_iterable(_Rows(one, kind, guide, named).read() for one in layouts)
        estimate = sum(filter(None, estimates)) if any(estimates) else estimates[0]
        shapes = {shape_of(one.headings): [key(heading) for heading in one.headings] for one in layouts}
        yield RecordFile(rows, estimate, columns, shapes, tuple(notes))


def open_book(path: Path) -> AbstractContextManager[Book]:
    """By what is in the file: its name may be wrong."""
    if not path.is_file():
        raise FileError(f"{path} 不是普通文件" if path.exists() else f"找不到文件 {path}")
    try:
        with path.open("rb") as file:
            start = file.read(_PEEK)
    except OSError as error:
        raise FileError(f"{path} 打不开，请检查权限") from error
    if start.startswith(_ZIP):
        # Takes 12 MB, in a gateway that is seldom given a spreadsheet.
        from knowledge.records.xlsx_file import open_xlsx

        return open_xlsx(path)
    if start.startswith(_OLD_OFFICE):
        raise FileError(f"{path.name}：是旧的 .xls 或加了密码的文件，请另存为 XLSX 或 CSV（UTF-8）")
    if start.startswith(_PDF):
        raise FileError(f"{path.name}：是 PDF，请用 CSV（UTF-8）或 XLSX")
    if looks_like_html(start):
        return open_html(path)
    if start.lstrip(b"\xef\xbb\xbf").startswith(_XML):
        raise FileError(f"{path.name}：是 XML 表格，请另存为 XLSX 或 CSV（UTF-8）")
    return open_csv(path)


def _laid_out(path: Path, book: Book, kind: Kind, guide: Guide) -> tuple[list[Layout], list[str]]:
    """The tables of the sheets that have one, and notes. Raises FileError if there are none, the first sheet's."""
    layouts: list[Layout] = []
    failed: list[tuple[Sheet, FileError]] = []
    notes = list(book.notes)
    for sheet in book.sheets:
        try:
            if layout := lay_out(sheet, kind, guide):
                layouts.append(layout)
        except FileError as error:
            failed.append((sheet, error))
    if not layouts:
        raise _named(path, failed[0][1]) if failed else FileError(f"{path.name}：{_empty(notes)}")
    for layout in layouts:
        where = f"工作表“{layout.sheet.title}”：" if len(layouts) + len(failed) > 1 else ""
        notes += [f"{where}{note}" for note in layout.notes]
    notes += [f"工作表“{sheet.title}”没有读：{error}" for sheet, error in failed]
    return layouts, notes


def _empty(notes: list[str]) -> str:
    return "；".join(["文件是空的，第一行要写列名", *notes])


def _named(path: Path, error: FileError) -> FileError:
    """The same error, naming the file."""
    if isinstance(error, UnclearColumns):
        return error.of_file(path.name)
    message = str(error)
    return error if message.startswith(path.name) else FileError(f"{path.name}：{message}")


class _Rows:
    """The rows of one table by name."""

    def __init__(self, layout: Layout, kind: Kind, guide: Guide, is_named: bool) -> None:
        self._layout, self._kind = layout, kind
        self._columns = frozenset(column.name for column in kind.columns)
        self._days = frozenset(column.name for column in kind.columns if column.is_day) | {"validity"}
        self._free = frozenset(column.name for column in kind.columns if not column.required) | {"city", *PARTS}
        self._heading = [key(heading) for heading in layout.headings]
        self._values = {**layout.says, **guide.values}
        self._sheet = layout.sheet.title if is_named else ""
        self._above: Mapping[str, str] = {}

    def read(self) -> Iterator[NamedRow]:
        for row in self._layout.rows:
            if not self._is_header(row):
                yield self._row(row)

    def _is_header(self, row: SourceRow) -> bool:
        """Whether the header is repeated, as on each printed page."""
        first = key(row.cells[0]) if row.cells else ""
        return first == self._heading[0] and [key(cell) for cell in row.cells] == self._heading

    def _row(self, row: SourceRow) -> NamedRow:
        if what := closing(row.cells):
            return NamedRow(row.line, {}, sheet=self._sheet, closing=what)
        fault = row.fault or self._misfit(row)
        if fault:
            return NamedRow(row.line, {}, fault, sheet=self._sheet)
        cells: dict[str, str] = {}
        faults: list[str] = []
        for index, (name, text) in enumerate(zip(self._layout.names, row.cells, strict=False)):
            text = text.strip()
            if name is None or not (text or index in row.faults):
                continue
            try:
                cells[name] = self._cell(name, text, index, row)
            except ValueError as error:
                faults.append(f"{title(name, self._kind)}：{error}")
        self._above = {**cells}
        if row.struck and cells:
            faults.append("整行划了删除线，没有导入；还有效的请去掉删除线")
        if faults:
            return NamedRow(row.line, {}, "；".join(faults), sheet=self._sheet)
        with_values = {**{name: text for name, text in self._values.items() if text}, **cells}
        found = with_id(self._kind.name, spread(with_values, self._columns))
        return NamedRow(row.line, dict(found), "", tuple(self._doubts(row)), self._sheet)

    def _cell(self, name: str, text: str, index: int, row: SourceRow) -> str:
        """Raises ValueError with what is wrong with the cell."""
        if fault := row.faults.get(index):
            raise ValueError(fault)
        if index in row.dates and name not in self._days:
            raise ValueError(f"“{text}”是日期，请把这一格设为文本格式，重新填")
        if plain(text) in _DITTO:
            if name not in self._free or not self._above.get(name):
                raise ValueError(f"“{text}”看不出指什么，请写完整")
            return self._above[name]
        return typed_text(text)

    def _misfit(self, row: SourceRow) -> str:
        """What is wrong with the number of cells in a row whose cells a delimiter too many would have moved."""
        if self._layout.sheet.is_grid:
            return ""
        width = len(self._heading)
        if len(row.cells) < width:
            return f"只有 {len(row.cells)} 格，列名有 {width} 个"
        if any(text.strip() for text in row.cells[width:]):
            return f"比列名多出 {len(row.cells) - width} 格，含分隔符的格子要加双引号"
        stray = next((text.strip() for text in self._unheaded(row)), "")
        return f"{stray[:20]!r} 这一格上面没有列名" if stray else ""

    def _unheaded(self, row: SourceRow) -> list[str]:
        """The texts of cells that no heading stands above."""
        width = len(self._heading)
        return [
            text
            for index, text in enumerate(row.cells)
            if text.strip() and (index >= width or not self._heading[index])
        ]

    def _doubts(self, row: SourceRow) -> Iterator[str]:
        if row.hidden:
            yield "这一行在表里是隐藏的（或被筛掉的），也导入了；不要的请删掉"
        if self._layout.sheet.is_grid and (stray := self._unheaded(row)):
            yield f"“{stray[0][:20]}”这一格上面没有列名，没有导入"
