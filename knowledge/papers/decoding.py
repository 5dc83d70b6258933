"""Bytes to text: UTF-8, UTF-16, GB18030 or Big5, whatever the office's editor wrote."""

from __future__ import annotations

import codecs
import re

from knowledge.papers.blocks import PaperError

_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_HEAD = 2048  # bytes in which a web page says how it is encoded
# The commonest characters of Chinese texts, in both scripts: read by the wrong table, a text hardly has any of them.
_COMMON = frozenset(
    "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年"
)
_MOST_DAMAGED = 0.02  # share of lost characters up to which a damaged text is still worth reading


def decoded(data: bytes) -> str:
    """The text. What cannot be read of a text that is otherwise fine stands as U+FFFD. Raises PaperError."""
    for bom, encoding in _BOMS.items():
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    if b"\0" in data:
        raise PaperError("不是文字文件，或者文件坏了；能用的是 .txt .md .html .docx .pdf")
    strict = _strict(data, "utf-8")
    if strict is not None:
        return _mended(strict)
    return _guessed(data)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _guessed(data: bytes) -> str:
    """As declared, else the table that gives most of the common characters, else UTF-8 with what is lost."""
    match = _DECLARED.search(data[:_HEAD])
    declared = match[1].decode("ascii").lower() if match else ""
    names = dict.fromkeys(("gb18030" if declared.startswith("gb") else declared or "gb18030", "gb18030", "big5"))
    whole = [text for name in names if (text := _strict(data, name)) is not None]
    lenient = data.decode("utf-8", "replace")
    best = max([*whole, lenient], key=lambda text: _plausible(text))
    if best.count("\ufffd") > _MOST_DAMAGED * len(best):
        raise PaperError("文字的编码认不出来，或者文件坏了，请用 UTF-8 重新保存")
    return best


def _plausible(text: str) -> float:
    return sum(c in _COMMON for c in text) / max(1, len(text))


def _mended(text: str) -> str:
    """A text that was written as UTF-8, read as GB18030 and saved like that, brought back."""
    try:
        back = text.encode("gb18030").decode("utf-8")
    except UnicodeError:
        return text
    return back if _plausible(back) > _plausible(text) else text
