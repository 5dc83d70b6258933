"""Read CSV: separated by comma, semicolon, tab or their full-width forms, in any usual encoding. Holds one row in memory."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TextIO

from knowledge.records.files import Book, FileError, Sheet, SourceRow
from knowledge.records.text_file import survey

LARGEST = 256 * 1024 * 1024  # bytes
LONGEST_LINE = 1_000_000  # characters
_DELIMITERS = (",;\t", "，；|")  # looked for in this order
_LOOKED_AT = 20  # lines: there may be titles before the header
_TOLD = re.compile(r"\ufeff?sep=(.)\s*", re.IGNORECASE)  # Excel: which delimiter follows
_BAD_BYTES = re.compile(r"[\ud800-\udfff]+")
UNPAIRED = "双引号没有配对，或有一格太长；请改好这一行再导入，后面的行不受影响"


@contextmanager
def open_csv(path: Path) -> Iterator[Book]:
    """A CSV file. Raises FileError."""
    size = path.stat().st_size
    if size > LARGEST:
        raise FileError(f"{path.name}：文件有 {size >> 20} MB，CSV 最大 {LARGEST >> 20} MB，请分成几个文件")
    text = survey(path)
    with path.open(encoding=text.encoding, newline="", errors="surrogateescape") as file:
        rows = _rows(_Lines(path, file))
        if text.is_damaged:
            rows = map(_with_bad_bytes, rows)
        yield Book((Sheet("", rows, text.lines, is_grid=False),))


class _Lines(Iterator[str]):
    """The lines of a file; those taken since ``keep`` can be given back, all but the first."""

    def __init__(self, path: Path, file: TextIO) -> None:
        self._path, self._file = path, file
        self._waiting: deque[str] = deque()
        self._taken: list[str] = []
        self.kept = 0

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else self._file.readline(LONGEST_LINE)
        if len(line) >= LONGEST_LINE:
            raise FileError(f"{self._path.name}：有一行超过 {LONGEST_LINE} 个字，不像是 CSV")
        if not line:
            raise StopIteration
        self._taken.append(line)
        return line

    def keep(self) -> None:
        """What was taken is done with."""
        self.kept += len(self._taken)
        self._taken.clear()

    def give_back(self) -> None:
        """Only the first line taken is done with."""
        self._waiting.extendleft(reversed(self._taken[1:]))
        self.kept += 1
        self._taken.clear()

    def peek(self, count: int) -> list[str]:
        """The next lines, which are not taken."""
        found = list(islice(self, count))
        self._waiting.extendleft(reversed(found))
        self._taken.clear()
        return found


def _rows(lines: _Lines) -> Iterator[SourceRow]:
    start = lines.peek(_LOOKED_AT)
    if start and (told := _TOLD.fullmatch(start[0])):
        next(lines)
        lines.keep()
    delimiter = told[1] if start and told else _delimiter(start)
    # Strict: an open quote must not swallow the rows behind it.
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = lines.kept + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            lines.give_back()
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            yield SourceRow(line, (), UNPAIRED)
            continue
        lines.keep()
        if any(map(str.strip, cells)):
            yield SourceRow(line, cells)


def _delimiter(lines: list[str]) -> str:
    """What the first line that holds one holds most of."""
    for delimiters in _DELIMITERS:
        for line in lines:
            best = max(delimiters, key=line.count)
            if best in line:
                return best
    return ","


def _with_bad_bytes(row: SourceRow) -> SourceRow:
    bad = {
        number: "有坏字节（乱码），请重新输入这一格" for number, text in enumerate(row.cells) if _BAD_BYTES.search(text)
    }
    return row._replace(cells=[_BAD_BYTES.sub("\ufffd", text) for text in row.cells], faults=bad) if bad else row
