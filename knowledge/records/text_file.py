"""In which encoding a text file was saved: UTF-8 with or without BOM, GB18030 (as WPS and old Excel write it) or UTF-16."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from knowledge.records.files import FileError

_BLOCK = 1 << 20
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MOST_DAMAGED = 10  # one in so many characters beyond ASCII


@dataclass(frozen=True)
class TextFile:
    """How to read it, the number of its line ends, and whether some bytes are no characters.

    Opened with ``errors="surrogateescape"``, such bytes become lone surrogates.
    """

    encoding: str
    lines: int
    is_damaged: bool


@dataclass
class _Attempt:
    """What the file looks like in one encoding."""

    decoder: codecs.IncrementalDecoder
    damaged: int = 0
    wide: int = 0

    def read(self, block: bytes, final: bool) -> None:
        text = self.decoder.decode(block, final)
        self.damaged += text.count("\ufffd")
        self.wide += len(text) - len(text.encode("ascii", "ignore"))

    @property
    def is_likely(self) -> bool:
        return self.damaged * _MOST_DAMAGED <= self.wide


def survey(path: Path) -> TextFile:
    """How to read a file. All of it is looked at: one bad byte at its end must not garble the rest. Raises FileError."""
    with path.open("rb") as file:
        if file.read(2) in _UTF16:
            return TextFile("utf-16", _lines(path), False)
    attempts = {name: _Attempt(codecs.getincrementaldecoder(name)("replace")) for name in ("utf-8", "gb18030")}
    lines = 0
    with path.open("rb") as file:
        final = False
        while not final:
            block = file.read(_BLOCK)
            final = not block
            if b"\0" in block and not lines:
                raise FileError(f"{path.name}：不是文本文件，请用 CSV（UTF-8）或 XLSX")
            for attempt in attempts.values():
                attempt.read(block, final)
            lines += block.count(b"\n")
    # Text in GB18030 read as UTF-8 is mostly damage; a UTF-8 file with a bad byte is mostly not.
    for name, encoding in (("utf-8", "utf-8-sig"), ("gb18030", "gb18030")):
        if attempts[name].is_likely:
            return TextFile(encoding, lines, attempts[name].damaged > 0)
    raise FileError(f"{path.name}：看不出是什么编码，大半是乱码，请用 UTF-8 重新保存")


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))
