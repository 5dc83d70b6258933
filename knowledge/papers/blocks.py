"""What all formats are read into: the headings, paragraphs and tables of a paper, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.errors import ReadableError


class PaperError(ReadableError):
    """A paper as a whole cannot be read."""


class NoText(PaperError):
    """There are pictures of text at most: something for ``knowledge/papers/scans.py``."""


@dataclass(frozen=True)
class Heading:
    """A line marked as a heading; ``level`` 1 is the highest."""

    text: str
    level: int


@dataclass(frozen=True)
class Paragraph:
    """Running text; ``indented`` where its first line was set in by blanks."""

    text: str
    indented: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells. A merged cell has its text once: in its first column (the others are ""), and in its first row (None
    below it)."""

    rows: tuple[tuple[str | None, ...], ...]


Block = Heading | Paragraph | Table


def text_of(block: Block) -> str:
    """The words of a heading or a paragraph; "" for a table, which is looked at cell by cell."""
    return "" if isinstance(block, Table) else block.text


def after_each_other(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, a table that goes on behind a page break put together again, its repeated header left out."""
    out: list[Block] = []
    for block in blocks:
        before = out[-1] if out else None
        if isinstance(block, Table) and isinstance(before, Table) and len(block.rows[0]) == len(before.rows[0]):
            repeated = block.rows[0] == before.rows[0]
            out[-1] = Table(before.rows + block.rows[repeated:])
        else:
            out.append(block)
    return out
