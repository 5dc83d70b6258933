"""Read CSV: UTF-8 with or without BOM, or GB18030; separated by comma, semicolon or tab. Holds one row in memory."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TextIO

from knowledge.records.files import FileError, SourceRow, SourceRows

LARGEST = 256 * 1024 * 1024  # bytes
LONGEST_LINE = 1_000_000  # characters
_BLOCK = 1 << 20
_DELIMITERS = ",;\t"


@contextmanager
def open_csv(path: Path) -> Iterator[SourceRows]:
    """The rows of a CSV file. Raises FileError."""
    size = path.stat().st_size
    if size > LARGEST:
        raise FileError(f"{path.name}：文件有 {size >> 20} MB，CSV 最大 {LARGEST >> 20} MB，请分成几个文件")
    encoding, lines = _survey(path)
    with path.open(encoding=encoding, newline="") as file:
        yield SourceRows(_rows(path, file), lines)


def _survey(path: Path) -> tuple[str, int]:
    """The encoding, and the number of line ends. The whole file is read: one bad byte at its end must not be garbled."""
    decoders = {name: codecs.getincrementaldecoder(name)() for name in ("utf-8", "gb18030")}
    lenient = codecs.getincrementaldecoder("utf-8")("replace")
    bad_lines: dict[str, int] = {}
    lines = wide = damaged = 0
    with path.open("rb") as file:
        final = False
        while not final:
            block = file.read(_BLOCK)
            final = not block
            if b"\0" in block and not lines:
                raise FileError(f"{path.name}：不是文本文件，请用 CSV（UTF-8）或 XLSX")
            for name in decoders.keys() - bad_lines:
                try:
                    decoders[name].decode(block, final)
                except UnicodeDecodeError as error:
                    bad_lines[name] = lines + error.object[: error.start].count(b"\n") + 1
            text = lenient.decode(block, final)
            damaged += text.count("\ufffd")
            wide += len(text) - len(text.encode("ascii", "ignore"))
            lines += block.count(b"\n")
    if "utf-8" not in bad_lines:
        return "utf-8-sig", lines
    # Text in GB18030 read as UTF-8 is mostly damage; a UTF-8 file with a bad byte is mostly not.
    if "gb18030" not in bad_lines and damaged * 10 > wide:
        return "gb18030", lines
    raise FileError(f"{path.name}：第 {bad_lines['utf-8']} 行有坏字节，请用 UTF-8 重新保存")


def _rows(path: Path, file: TextIO) -> Iterator[SourceRow]:
    lines = _lines(path, file)
    header, line = "", -1
    while not header.strip():
        header, line = next(lines, "\0"), line + 1
    if header == "\0":
        return
    # Strict: an open quote must not swallow the rows behind it.
    reader = csv.reader(chain([header], lines), delimiter=max(_DELIMITERS, key=header.count), strict=True)
    before, width = line, 0
    while True:
        started = line + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = []
            yield SourceRow(started, (), "双引号没有配对，或有一格太长")
        line = before + reader.line_num
        if not any(map(str.strip, cells)):
            continue
        width = width or len(cells)
        fault = f"只有 {len(cells)} 格，列名有 {width} 个" if len(cells) < width else ""
        yield SourceRow(started, cells, fault)


def _lines(path: Path, file: TextIO) -> Iterator[str]:
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise FileError(f"{path.name}：有一行超过 {LONGEST_LINE} 个字，不像是 CSV")
        yield line
