"""Readings for tests: at a fixed moment, with the places of the whole country or of a tree that is given."""

from __future__ import annotations

import datetime as dt

from knowledge.china_time import CHINA
from knowledge.language.reading import Reader, Reading
from knowledge.places.regions import PlaceMention, RegionTree, all_regions

NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=CHINA)


def read(text: str, regions: RegionTree | None = None, now: dt.datetime = NOON) -> Reading[PlaceMention]:
    """The reading of a message as typed."""
    return Reader(regions or all_regions(), lambda: now).read(text)
