"""Texts in cells: how they are compared, quoted and cleaned."""

from __future__ import annotations

import re
import unicodedata

from knowledge.records.markup import without_markup

_BLANKS = re.compile(r"(?:[^\S\x0b\x0c\x1c-\x1f\x85]|[\u200b\ufeff])+")
_EDGES = re.compile(r"^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+\Z")
_DASHES = re.compile(r"[-—–―/\\\s]+|…+|n/?a|#n/a", re.IGNORECASE)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FIRST = "-—–―/\\…nN#"
NOTHING = frozenset("无 暂无 没有 待定 待补充 未知 不详 不清楚 空 null none 待核实 待填".split())
"""Words that stand where nothing is known, as far as the column is no free text."""


def plain(text: str) -> str:
    """Half-width and without blanks at the ends, as numbers, dates and names of columns are compared."""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip()


def shown(text: str) -> str:
    """A cell's text as an error quotes it, on one line and cut short."""
    text = text.replace("\r", "").replace("\n", "⏎")
    return f"“{text[:20]}…”" if len(text) > 20 else f"“{text}”"


def one_line(text: str) -> str:
    return _BLANKS.sub(" ", without_markup(text)).strip()


def lines(text: str) -> str:
    """Line ends as \\n, no blanks at the ends."""
    return _EDGES.sub("", without_markup(text).replace("\r\n", "\n").replace("\r", "\n"))


def writable(text: str) -> str:
    """What a spreadsheet can hold of a text: XML has no control characters."""
    return _NOT_IN_XML.sub("", text)


def is_blank(text: str) -> bool:
    """Whether a cell is empty, or holds but a dash or another sign that nothing is said."""
    text = text.strip()
    return not text or (text[0] in _FIRST and bool(_DASHES.fullmatch(text)))


def is_nothing(text: str) -> bool:
    """Whether a word says that nothing is known; "供餐：无" on the other hand says something."""
    return is_blank(text) or plain(text).casefold() in NOTHING
