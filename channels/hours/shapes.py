"""What goes in and out of ``/api/admin/hours``. Days are ISO dates; usual hours have none."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from channels.line.hours import FIRST_DAY, LAST_DAY, Hours, Row, WrongHours

FORESEEN = 28  # days that are shown one by one
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class HoursRow(_Shape):
    """Hours of the days from ``first`` to ``last``; both None: usual hours."""

    hours: str
    first: dt.date | None
    last: dt.date | None
    name: str

    @classmethod
    def of(cls, row: Row) -> HoursRow:
        first, last = (None, None) if row.is_usual else (row.first, row.last)
        return cls(hours=row.hours, first=first, last=last, name="" if row.is_usual else row.name)


class HoursOfDay(_Shape):
    """What counts on a day: ``name`` of its row, "" where usual hours do; ``is_open``: at any time of it."""

    day: dt.date
    hours: str
    name: str
    is_open: bool


class HoursTable(_Shape):
    """The whole table, and what it comes to: whether clerks take conversations now, when they do next (None: not within a
    month), and day by day from today on. Times are China's."""

    rows: tuple[HoursRow, ...]
    is_open: bool
    opens: dt.datetime | None
    days: tuple[HoursOfDay, ...]

    @classmethod
    def of(cls, hours: Hours, now: dt.datetime) -> HoursTable:
        days = (now.date() + dt.timedelta(days=ahead) for ahead in range(FORESEEN))
        return cls(
            rows=tuple(map(HoursRow.of, hours.rows)),
            is_open=hours.is_open(now),
            opens=hours.next_opening(now),
            days=tuple(_day(hours, day) for day in days),
        )


class NewHours(_Shape):
    """Hours for some days, or the usual ones (no days); ``last`` None: of one day."""

    hours: Short
    first: dt.date | None = None
    last: dt.date | None = None
    name: Short = ""
    why: Short = ""

    @property
    def row(self) -> Row:
        """Raises WrongHours."""
        first, last = _span(self.first, self.last)
        return Row(self.hours, first, last, self.name or ("平时" if self.first is None else ""))


class OldHours(_Shape):
    """Days whose own hours are taken away, so that the usual ones hold again."""

    first: dt.date
    last: dt.date
    why: Short = ""


def _span(first: dt.date | None, last: dt.date | None) -> tuple[dt.date, dt.date]:
    if first is None and last is not None:
        raise WrongHours("写了到哪天止，也要写从哪天起")
    return (first, last or first) if first else (FIRST_DAY, LAST_DAY)


def _day(hours: Hours, day: dt.date) -> HoursOfDay:
    row = hours.on(day)
    name = "" if row is None or row.is_usual else row.name
    return HoursOfDay(day=day, hours=row.hours if row else "", name=name, is_open=hours.opens_on(day))
