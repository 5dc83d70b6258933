"""Two versions of an FAQ side by side: field by field, and within a field piece by piece."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.records.faqs.reading import cells_of
from knowledge.records.kinds import FaqRow

_NUMBER = re.compile(r"\d+(?:\.\d+)?|\D")
_LINES = "similar_questions"  # compared line by line, any other text letter by letter


@dataclass(frozen=True)
class Piece:
    """Some text: in both, in the older alone, or in the newer alone."""

    kind: Literal["same", "out", "in"]
    text: str


@dataclass(frozen=True)
class Difference:
    """A field (English name and title) that differs, and its pieces in order."""

    field: str
    title: str
    pieces: tuple[Piece, ...]


def differences(old: FaqRow, new: FaqRow) -> tuple[Difference, ...]:
    """The fields that differ, in the order of the columns."""
    before, after = cells_of(old), cells_of(new)
    return tuple(
        Difference(name, str(FaqRow.model_fields[name].title), tuple(_pieces(name, before[name], after[name])))
        for name in before
        if before[name] != after[name]
    )


def number_pieces(old: str, new: str) -> Iterator[Piece]:
    """Two texts piece by piece, each number as a whole."""
    return _compared(_NUMBER.findall(old), _NUMBER.findall(new))


def _pieces(name: str, old: str, new: str) -> Iterator[Piece]:
    one, other = (text.splitlines(keepends=True) if name == _LINES else list(text) for text in (old, new))
    return _compared(one, other)


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for _, first, last, begin, end in matcher.get_opcodes():
        before, after = "".join(old[first:last]), "".join(new[begin:end])
        if before == after:
            yield Piece("same", before)
        else:
            yield from filter(lambda piece: piece.text, (Piece("out", before), Piece("in", after)))
