"""Two versions of an FAQ side by side: field by field, and within a field piece by piece."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from knowledge.records.faqs.reading import cells_of
from knowledge.records.kinds import FaqRow

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


def _pieces(name: str, old: str, new: str) -> Iterator[Piece]:
    one, other = (text.splitlines(keepends=True) if name == _LINES else list(text) for text in (old, new))
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    for _, first, last, begin, end in matcher.get_opcodes():
        before, after = "".join(one[first:last]), "".join(other[begin:end])
        if before == after:
            yield Piece("same", before)
        else:
            yield from filter(lambda piece: piece.text, (Piece("out", before), Piece("in", after)))
