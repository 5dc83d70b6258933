"""Split a paper by sense: statutes by article, other papers by heading and item, tables by rows; into no more than the
encoder reads."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge.papers.blocks import Block, Heading, Table
from knowledge.papers.lines import PLAIN, heading_level, starts_article, starts_top_item

LONGEST = 320  # characters of an excerpt; the encoder reads 256 tokens, heading and title included
_ENOUGH = 160  # characters from which on an excerpt of plain paragraphs may end
_SENTENCE = re.compile(r"(?<=[。；！？;])(?![”」』）)])")
_CELL = " | "


class Excerpt(NamedTuple):
    """Some text of a paper, with the headings that it stands under, the highest first."""

    heading: str
    text: str


@dataclass
class _Outline:
    """The headings that the text stands under, by level."""

    levels: dict[int, str] = field(default_factory=dict)

    def take(self, text: str, level: int) -> None:
        self.levels = {other: heading for other, heading in self.levels.items() if other < level}
        self.levels[level] = text

    def path(self, *more: str) -> str:
        return " ".join([*(self.levels[level] for level in sorted(self.levels)), *filter(None, more)])


class _Unit(NamedTuple):
    """What should stay together: paragraphs under one heading, those of one article, or a table."""

    heading: str
    texts: list[str]
    whole: bool = False  # not to be put together with others
    table: Table | None = None


def split(blocks: Sequence[Block]) -> list[Excerpt]:
    """The excerpts of a cleaned paper, in order."""
    return [excerpt for unit in _united(_units(blocks)) for excerpt in _excerpts(unit)]


def _units(blocks: Sequence[Block]) -> Iterator[_Unit]:
    outline, unit = _Outline(), None
    by_article = any(starts_article(block.text) for block in blocks if not isinstance(block, Table))
    for block, level in zip(blocks, _levels(blocks), strict=True):
        if isinstance(block, Table):
            yield from _finished(unit)
            unit = None
            yield _Unit(outline.path(), [], True, block)
            continue
        article = starts_article(block.text)
        if level is not None:
            yield from _finished(unit)
            unit = None
            outline.take(block.text, level)
        elif article or (starts_top_item(block.text) and not by_article) or unit is None:
            yield from _finished(unit)
            unit = _Unit(outline.path(article or ""), [block.text], bool(article))
        else:
            unit.texts.append(block.text)
    yield from _finished(unit)


def _finished(unit: _Unit | None) -> Iterator[_Unit]:
    if unit is not None:
        yield unit


def _levels(blocks: Sequence[Block]) -> list[int | None]:
    """The level of each block that is a heading. What only looks like one and has nothing under it is text: a signature, the
    lines of a list."""
    levels = [_level(block) for block in blocks]
    for at, (level, after) in enumerate(itertools.pairwise([*levels, 0])):
        if level is not None and level >= PLAIN and after is not None and after <= level:
            levels[at] = None
    return levels


def _level(block: Block) -> int | None:
    """Marked headings go above those known by their wording only; a chapter marked as one keeps the level of chapters."""
    if isinstance(block, Table):
        return None
    level = heading_level(block.text)
    if isinstance(block, Heading) and not starts_article(block.text):
        return level if level is not None and level < PLAIN else min(block.level, PLAIN)
    return level


def _united(units: Iterable[_Unit]) -> Iterator[_Unit]:
    """Short units of one heading together; articles stay by themselves."""
    pending: _Unit | None = None
    for unit in units:
        fits = pending and not pending.whole and not unit.whole and pending.heading == unit.heading
        if pending and fits and len("".join(pending.texts)) < _ENOUGH:
            pending = pending._replace(texts=pending.texts + unit.texts)
        else:
            yield from _finished(pending)
            pending = unit
    yield from _finished(pending)


def _excerpts(unit: _Unit) -> Iterator[Excerpt]:
    parts = _rows(unit.table) if unit.table else _filled(unit.texts, unit.whole)
    for text in parts:
        yield Excerpt(unit.heading, text)


def _filled(texts: Sequence[str], whole: bool) -> Iterator[str]:
    """The texts in as few parts as are needed (an article), or in parts that are long enough (plain paragraphs)."""
    enough = LONGEST if whole else _ENOUGH
    pending: list[str] = []
    for text in (piece for whole_text in texts for piece in _short(whole_text)):
        size = sum(map(len, pending))
        if pending and (size + len(text) > LONGEST or size >= enough):
            yield "\n".join(pending)
            pending = []
        pending.append(text)
    if pending:
        yield "\n".join(pending)


def _short(text: str) -> Iterator[str]:
    """The text cut at the ends of sentences where it is too long."""
    pending = ""
    for sentence in _SENTENCE.split(text):
        if pending and len(pending) + len(sentence) > LONGEST:
            yield pending
            pending = ""
        pending += sentence
    if pending:
        yield pending


def _rows(table: Table) -> Iterator[str]:
    """The rows, some at a time: the header above each part, and what a merged cell says at the beginning of each."""
    header, *rows = table.rows
    above: list[str] = [""] * len(header)
    lines: list[str] = []
    for row in rows:
        above = [said if cell is None else cell for cell, said in zip(row, above, strict=True)]
        if lines and sum(map(len, lines)) > LONGEST - len("".join(map(str, above))):
            yield "\n".join([_line(header), *lines])
            lines = []
        lines.append(_line(row if lines else above))
    if lines or not rows:
        yield "\n".join([_line(header), *lines])


def _line(row: Sequence[str | None]) -> str:
    return _CELL.join(cell or "" for cell in row).strip()
