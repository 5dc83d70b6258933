"""The residents' basic pension that a place pays, as the content knows it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from knowledge.library.content import Passage
from knowledge.places.regions import Region

TOPIC = "resident-basic-pension"
_YUAN = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)元")


@dataclass(frozen=True)
class BasicPension:
    """Yuan a month for each person, and the passage that says so (its region, date and source)."""

    amount: Decimal
    passage: Passage


def basic_pension(passages: Iterable[Passage], region: Region, on: dt.date) -> BasicPension | None:
    """The level in force in ``region`` on a day; None when the content does not know it.

    Only what is settled for the region or above it counts, the nearest first. An answer of this topic names its own
    figure first, other years' after it. A level is known from the day it took effect, or else from the year it was
    reported in; of one that has ended without a known beginning only the last year is.
    """
    known = [p for p in passages if p.topic == TOPIC and p.region.holds_for(region) and _is_known(p, on)]
    nearest = max(known, key=lambda p: (p.region.depth, _first_day(p)), default=None)
    figure = _YUAN.search(nearest.answer) if nearest else None
    return BasicPension(Decimal(figure[1]), nearest) if nearest and figure else None


def _is_known(passage: Passage, on: dt.date) -> bool:
    return passage.in_force(on, on) and _first_day(passage) <= on


def _first_day(passage: Passage) -> dt.date:
    if passage.effective_from:
        return passage.effective_from
    year = passage.effective_to or passage.as_of
    return dt.date(year.year, 1, 1) if year else dt.date.max
