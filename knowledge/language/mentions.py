"""What a fact found in a text has besides its value: the characters that say it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True)
class Mention(Generic[Value_co]):
    """A value and the characters that say it: ``text[start:end]``."""

    value: Value_co
    start: int
    end: int

    def overlaps(self, other: Mention[object]) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def without_overlaps(mentions: Iterable[Mention[Value_co]]) -> list[Mention[Value_co]]:
    """The mentions in the order of the text; of those that share a character the one that comes first in ``mentions``."""
    kept: list[Mention[Value_co]] = []
    for mention in mentions:
        if not any(mention.overlaps(other) for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)
