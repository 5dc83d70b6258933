"""The clauses of a message: split at punctuation and before the words that join sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

# A comma within a number ("12,345") ends nothing.
_END = re.compile(r"[。.;；!！?？…\n]+(?<!\d\.)(?!\d)|[,，](?!\d{3}(?!\d))|[、：:](?=[^\d]{4})")
_JOINING = re.compile(
    r"(?<=.)(?:但是|可是|不过|然后|后来|而且|并且|另外|还有就是|结果|所以|因为|如果|要是|那么(?=我|他|要|能)|现在(?=想|他|她|老板|公司|厂)|请问|(?<![我是])想问)"
)
_EDGE = " \t,，。.;；!！?？、：:…\n"


@dataclass(frozen=True)
class Clause:
    """Part of a text: ``text[start:end]``, without the marks around it. ``asks``: a question mark stands behind it."""

    text: str
    start: int
    end: int
    asks: bool = False


def split_clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a normalised ``text``, in order; none of them empty."""
    return tuple(_clauses(text))


def _clauses(text: str) -> Iterator[Clause]:
    cuts = {match.end() for match in _END.finditer(text)} | {match.start() for match in _JOINING.finditer(text)}
    borders = [0, *sorted(cuts - {0, len(text)}), len(text)]
    for start, end in pairwise(borders):
        part = text[start:end]
        bare = part.strip(_EDGE)
        if bare:
            at = start + part.index(bare)
            yield Clause(bare, at, at + len(bare), asks="?" in part[at - start :] or "？" in part)
