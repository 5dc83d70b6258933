"""What a check finds, in a shape that a page can show beside the field it is about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

_TEXTS = Path(__file__).with_name("texts.yml")


class Kind(StrEnum):
    """What may be wrong with an FAQ."""

    NEAR_DUPLICATE = "near_duplicate"
    OTHER_LEVEL = "other_level"
    CONTRADICTION = "contradiction"
    FOREIGN_WORDING = "foreign_wording"
    REPEATED = "repeated"
    FEW_WORDINGS = "few_wordings"
    JUMP = "jump"
    OVERWRITTEN = "overwritten"
    LITERAL = "literal"
    OFF_REGISTER = "off_register"
    UNREGISTERED = "unregistered"
    EXPIRED = "expired"
    UNSOURCED = "unsourced"
    UNDATED = "undated"
    AMENDED = "amended"
    UNNAMED = "unnamed"


# What may tell people something wrong; the rest is for the editor to know.
SERIOUS = frozenset(
    {
        Kind.CONTRADICTION,
        Kind.JUMP,
        Kind.OVERWRITTEN,
        Kind.LITERAL,
        Kind.OFF_REGISTER,
        Kind.EXPIRED,
        Kind.UNNAMED,
    }
)


@dataclass(frozen=True)
class Finding:
    """One thing to look at. ``field``: the column it is about; ``other``: the id of another entry that it is about ("":
    none); ``score``: how near that one is (cosine, 0 where that does not matter)."""

    kind: Kind
    field: str
    text: str
    other: str = ""
    score: float = 0.0

    @property
    def is_serious(self) -> bool:
        """Whether people may be told something wrong."""
        return self.kind in SERIOUS


def finding(kind: Kind, field: str, id: str = "", score: float = 0.0, **words: object) -> Finding:
    """A finding with its sentence filled in; ``id``: of another entry that it is about."""
    return Finding(kind, field, _texts()[kind.value].format(**words), id, round(score, 3))


@cache
def _texts() -> dict[str, str]:
    texts: dict[str, str] = yaml.safe_load(_TEXTS.read_text("utf-8"))
    return texts
