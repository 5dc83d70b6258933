"""When clerks take over conversations: the office's table of hours, lunch breaks and holidays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, Delete, Engine, delete, insert, select

from knowledge.china_time import CHINA
from knowledge.errors import ReadableError
from knowledge.places.opening_hours import OpeningHours, parse_opening_hours
from knowledge.records.audit import By, Open, Verb, deed
from knowledge.records.database import readable_errors
from knowledge.records.tables import DeskHours

HOURS = "hours"  # what the log calls changes of the table
FIRST_DAY, LAST_DAY = dt.date.min, dt.date.max
# The longest holidays are eight days; whoever closes for longer need not be told the day.
_FORESEEN_DAYS = 31


class WrongHours(ReadableError):
    """Hours that cannot be read, days that cannot be, or a row that is not there."""


@dataclass(frozen=True)
class Row:
    """A row of the table: ``hours`` hold from ``first`` to ``last``, every day where nothing is said."""

    hours: str
    first: dt.date = FIRST_DAY
    last: dt.date = LAST_DAY
    name: str = ""

    @property
    def is_usual(self) -> bool:
        """Whether it is what holds where no other row does."""
        return (self.first, self.last) == (FIRST_DAY, LAST_DAY)


@dataclass(frozen=True)
class Hours:
    """The whole table."""

    rows: tuple[Row, ...]

    def on(self, day: dt.date) -> Row | None:
        """The row that counts on a day."""
        holding = (row for row in self.rows if row.first <= day <= row.last)
        return min(holding, key=lambda row: row.last - row.first, default=None)

    def usual(self) -> Row | None:
        """The row of days that have no row of their own."""
        return next((row for row in self.rows if row.is_usual), None)

    def is_open(self, at: dt.datetime) -> bool:
        """Whether clerks take conversations at this moment of China's clock."""
        row = self.on(at.date())
        return row is not None and _parsed(row.hours).is_open(at)

    def opens_on(self, day: dt.date) -> bool:
        """Whether they do so at any time of a day."""
        return bool(self._openings(day))

    def next_opening(self, after: dt.datetime) -> dt.datetime | None:
        """When they do next, within a month."""
        days = (after.date() + dt.timedelta(days=ahead) for ahead in range(_FORESEEN_DAYS))
        return next((time for day in days for time in self._openings(day) if time > after), None)

    def _openings(self, day: dt.date) -> list[dt.datetime]:
        row, midnight = self.on(day), dt.datetime.combine(day, dt.time(), CHINA)
        spans = _parsed(row.hours).spans if row else ()
        return sorted(midnight + dt.timedelta(minutes=span.opens) for span in spans if span.holds(day, span.opens))


def load_hours(database: Engine) -> Hours:
    """The table as it is now, by days. Raises DatabaseError."""
    columns = (DeskHours.hours, DeskHours.first, DeskHours.last, DeskHours.name)
    with readable_errors(), database.connect() as connection:
        return Hours(tuple(Row(*found) for found in connection.execute(select(*columns).order_by(DeskHours.first))))


def set_hours(database: Engine, row: Row, by: By) -> None:
    """Put a row in place of the one for the same days. Raises WrongHours, DatabaseError."""
    _parsed(row.hours)
    if row.first > row.last:
        raise WrongHours(f"{row.first} 在 {row.last} 后面，请把前一天写在前面")
    with _deed(database, by, Verb.PUBLISH, row.first, row.last) as (connection, opened):
        connection.execute(_deletion(row.first, row.last))
        connection.execute(insert(DeskHours).values(asdict(row)))
        opened.detail |= {"hours": row.hours, "name": row.name}


def remove_hours(database: Engine, first: dt.date, last: dt.date, by: By) -> None:
    """Take a row away. Raises WrongHours, DatabaseError."""
    with _deed(database, by, Verb.WITHDRAW, first, last) as (connection, _):
        if not connection.execute(_deletion(first, last)).rowcount:
            raise WrongHours(f"没有 {first} 到 {last} 这一行，请先看看现在有哪些")


@contextmanager
def _deed(database: Engine, by: By, what: Verb, first: dt.date, last: dt.date) -> Iterator[tuple[Connection, Open]]:
    """A change of the row of these days, as the log calls them: "2027-02-05/2027-02-11", "" for the usual hours."""
    subject = "" if (first, last) == (FIRST_DAY, LAST_DAY) else f"{first}/{last}"
    with readable_errors(), database.begin() as connection, deed(connection, by, what, HOURS, subject) as opened:
        yield connection, opened


def _deletion(first: dt.date, last: dt.date) -> Delete:
    return delete(DeskHours).where(DeskHours.first == first, DeskHours.last == last)


def _parsed(hours: str) -> OpeningHours:
    if (parsed := parse_opening_hours(hours)) is None:
        raise WrongHours(f"看不懂“{hours}”，请写成“周一至周五8:30-12:00，13:30-17:00”或“休息”")
    return parsed
