"""What a fact found in a text has besides its value: the characters that say it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

# What stands further from a fact says nothing about it; it keeps the work in proportion to the length of a text.
CONTEXT = 40

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


def before(pattern: re.Pattern[str], text: str, place: int) -> re.Match[str] | None:
    """The match of a ``pattern`` that ends in "$", where it ends right before a place of the text."""
    return pattern.search(text, max(0, place - CONTEXT), place)


def without_overlaps(mentions: Iterable[Mention[Value_co]]) -> list[Mention[Value_co]]:
    """The mentions in the order of the text; of those that share a character the one that comes first in ``mentions``."""
    kept: list[Mention[Value_co]] = []
    for mention in mentions:
        if not any(mention.overlaps(other) for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)
