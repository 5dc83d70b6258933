"""Printed pages as lines with places, whether a PDF tells them or they were recognised: without running headers, footers and
page numbers, and put together to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.papers.blocks import Block, Paragraph, Table, after_each_other
from knowledge.papers.lines import is_open, starts_item

_EDGE = 0.12  # share of a page's height at its top and its bottom where running lines stand
_RUNNING = 2  # lines at either end of a page that may be running ones
_PAGE_NUMBER = re.compile(r"[-—–·\s]*(第?\s*\d+\s*页?)(\s*[/共]?\s*\d+\s*页?)?[-—–·\s]*$")


@dataclass(frozen=True)
class Line:
    """One printed line: text, ends, top, bottom, size of its letters, whether it stands at the edge of its page; or a
    table in its place. Any unit, ``top`` counted downwards."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    at_edge: bool = False
    table: Table | None = None


def page_of(lines: Sequence[Line], height: float) -> list[Line]:
    """The lines of a page from top to bottom, those at its edges marked."""
    lines = sorted(lines, key=lambda line: line.top)
    low, high = height * _EDGE, height * (1 - _EDGE)
    first, middle, last = lines[:_RUNNING], lines[_RUNNING:-_RUNNING], lines[_RUNNING:][-_RUNNING:]
    return [
        *(replace(line, at_edge=line.top < low) for line in first),
        *middle,
        *(replace(line, at_edge=line.bottom > high) for line in last),
    ]


def blocks_of(pages: Sequence[Sequence[Line]]) -> list[Block]:
    """What is written on the pages."""
    running = _running(pages)
    kept = [line for page in pages for line in page if not _is_running(line, running)]
    return after_each_other(list(_blocks(kept)))


def _running(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Lines at the edges, their digits masked, that at least half of the pages have, and two at least."""
    counts = Counter(text for page in pages for text in {_masked(line) for line in page if line.at_edge})
    return frozenset(text for text, count in counts.items() if count >= max(2, len(pages) / 2))


def _masked(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _is_running(line: Line, running: frozenset[str]) -> bool:
    return line.at_edge and (_masked(line) in running or _PAGE_NUMBER.fullmatch(line.text) is not None)


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """The paragraphs that lines belong to: a new one is set in, or follows a line that does not reach the right edge."""
    right = max((line.right for line in lines if not line.table), default=0.0)
    left = min((line.left for line in lines if not line.table), default=0.0)
    pending: list[Line] = []
    for line in lines:
        if pending and (line.table or _begins(pending[-1], line, left, right)):
            yield _paragraph(pending, left)
            pending = []
        if line.table:
            yield line.table
        else:
            pending.append(line)
    if pending:
        yield _paragraph(pending, left)


def _begins(before: Line, line: Line, left: float, right: float) -> bool:
    filled = before.right > right - 2 * before.size
    item = starts_item(line.text) and not is_open(before.text)
    return not filled or line.left > left + line.size or item or before.size > line.size + 1


def _paragraph(lines: Sequence[Line], left: float) -> Paragraph:
    text = lines[0].text
    for line in lines[1:]:
        text += (" " if text[-1:].isascii() and line.text[:1].isascii() else "") + line.text
    return Paragraph(text, indented=lines[0].left > left + lines[0].size)
