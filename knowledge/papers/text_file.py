"""Read plain text and Markdown."""

from __future__ import annotations

import re

from knowledge.papers.blocks import Block, Heading, Paragraph, Table

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_RULE = re.compile(r"[-*_=]{3,}$")
_EMPHASIS = re.compile(r"(\*\*|__)(.+?)\1")
_LINK = re.compile(r"!?\[([^\]]*)\]\((?:https?:|/|#)[^)]*\)")
_QUOTED = re.compile(r"(?:>\s?)+")
_ALIGNMENT = re.compile(r":?-{2,}:?$")


def read_text(text: str) -> list[Block]:
    """The blocks of a text, each line a paragraph; marks of Markdown count in any text."""
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for line in [*_COMMENT.sub("", text).splitlines(), ""]:
        if cells := _cells(line):
            rows.append(cells)
            continue
        if rows:
            blocks.append(_table(rows))
            rows = []
        if block := _block(line):
            blocks.append(block)
    return blocks


def _block(line: str) -> Block | None:
    bare = _plain(line)
    if heading := _HEADING.match(bare):
        return Heading(heading[2], len(heading[1]))
    if not bare or _RULE.match(bare):
        return None
    return Paragraph(bare, indented=(line[:2].isspace() and len(line) > 1) or line.startswith("\u3000"))


def _plain(line: str) -> str:
    """The line without the marks that only set it out."""
    line = _QUOTED.sub("", line.strip(), count=1) if line.lstrip().startswith(">") else line.strip()
    return _LINK.sub(r"\1", _EMPHASIS.sub(r"\2", line)).strip()


def _cells(line: str) -> tuple[str, ...]:
    """The cells of a row of a table; none for any other line."""
    line = line.strip()
    if len(line) < 3 or not (line.startswith("|") and line.endswith("|")):
        return ()
    return tuple(_plain(cell) for cell in line[1:-1].split("|"))


def _table(rows: list[tuple[str, ...]]) -> Table:
    kept = [row for row in rows if not all(_ALIGNMENT.match(cell) for cell in row)]
    width = max(map(len, kept))
    return Table(tuple(row + ("",) * (width - len(row)) for row in kept))
