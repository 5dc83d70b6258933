"""What a passage says to somebody: its figures are those of his place and of the time he asks about, or it says nothing; and
it asks for his place only where that is not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from knowledge.figures.register import Value
from knowledge.figures.wording import Filled, Wording
from knowledge.language.dates import Period
from knowledge.library.content import Passage
from knowledge.places.regions import Region

_DAY = dt.timedelta(days=1)


def told(passage: Passage, place: Region | None, period: Period | None, today: dt.date) -> Passage | None:
    """The passage as it is told in ``place`` (None: its own) about ``period`` (None: today); None when a figure is not known.

    Region, time and source are then those of its figures. A passage with nothing to fill in is told as it is.
    """
    if passage.wording is None:
        return passage
    where = _where(passage, place)
    filled = passage.wording.filled(where, _day(passage.wording, where, period, today))
    return _with(passage, filled) if filled else None


def is_known(passage: Passage, place: Region | None, period: Period | None, today: dt.date) -> bool:
    """Whether it can be told there and then: ``told`` without the telling."""
    if passage.wording is None:
        return True
    where = _where(passage, place)
    return passage.wording.is_known(where, _day(passage.wording, where, period, today))


def is_announced(passage: Passage, place: Region | None, period: Period, today: dt.date) -> bool:
    """Whether it says what will be at the end of ``period``: of a figure that is to change until then."""
    return passage.wording is not None and _is_announced(passage.wording, _where(passage, place), period.last, today)


def _where(passage: Passage, place: Region | None) -> Region:
    """The asker's place, unless the passage is about a part of it only."""
    return place if place and passage.region.holds_for(place) else passage.region


def _day(wording: Wording, where: Region, period: Period | None, today: dt.date) -> dt.date:
    """The day for which figures are looked up: of a year or a month its last, but none to come, unless they are announced for
    it; "before" is the day before the figures of today came, where there were any."""
    if period is None:
        return today
    if not period.past:
        return period.last if _is_announced(wording, where, period.last, today) else min(period.last, today)
    starts = [value.first for value in wording.dated(where, today) if value.first]
    earlier = max(starts) - _DAY if starts else today
    return earlier if wording.is_known(where, earlier) else today


def _is_announced(wording: Wording, where: Region, day: dt.date, today: dt.date) -> bool:
    return day > today and any(value.first and value.first > today for value in wording.dated(where, day))


def _with(passage: Passage, filled: Filled) -> Passage:
    regions = (passage.region, *(value.region for value in filled.local))
    first = _first(passage.effective_from, filled.dated)
    last = min((day for day in (passage.effective_to, *(value.last for value in filled.dated)) if day), default=None)
    return replace(
        passage,
        answer=filled.text,
        region=max(regions, key=lambda region: region.depth),
        source=filled.values[0].source if passage.cites_figure else passage.source,
        effective_from=first,
        effective_to=last,
        by_year=bool(filled.dated) and all(value.yearly for value in filled.dated),
        as_of=min((day for day in (passage.as_of, *(value.as_of for value in filled.dated)) if day), default=None),
    )


def _first(effective_from: dt.date | None, values: Iterable[Value]) -> dt.date | None:
    """The day from which all of it holds; of a figure whose beginning is not known, the entry's own day is relied on."""
    days = [value.first for value in values]
    return effective_from if None in days else max((day for day in (effective_from, *days) if day), default=None)
