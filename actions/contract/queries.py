"""What the gateway answers besides conversations: the staff's lookup, and the cities that a page offers."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from actions.contract.cards import Source, Strict


class CitedSource(Source):
    """A source, and of a statute the article."""

    article: str | None


class Hit(Strict):
    """An answer found, and how surely it is the right one (``score``, 0 to 1)."""

    id: str
    question: str
    answer: str
    region: str
    category: str
    effective_from: dt.date | None
    effective_to: dt.date | None
    source: CitedSource
    score: float


class Lookup(Strict):
    """The same hits and the same decision as the chat's, best first."""

    hits: tuple[Hit, ...]
    decision: Literal["answer", "choose", "refuse"]
    took_ms: float


class Cities(Strict):
    """The names of the cities that have answers of their own, imported ones too, in the order of their codes."""

    cities: tuple[str, ...]
