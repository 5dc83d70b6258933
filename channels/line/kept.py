"""What is kept of a line, for the office that has to answer for it: listed, given out, removed. Works beside a gateway that
runs or without one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select, update

from channels.line.callbacks import AskedRow, CallBackRow
from channels.line.queue import HandoffRow
from channels.line.tally import TurnRow
from channels.line.transcripts import LineEntry, Verdict, remove
from knowledge.china_time import CHINA

TABLES = (LineEntry, Verdict, HandoffRow, CallBackRow, AskedRow)


@dataclass(frozen=True)
class Overview:
    """A line of the store: from when to when (China's clock), and what the person said last, masked."""

    line: str
    first: dt.datetime
    last: dt.datetime
    entries: int
    words: str


def overviews(connection: Connection, since: dt.datetime) -> Iterator[Overview]:
    """The lines that something happened on since then, the latest first."""
    first, last, count = func.min(LineEntry.at), func.max(LineEntry.at), func.count()
    rows = select(LineEntry.line, first, last, count).group_by(LineEntry.line)
    for line, begun, ended, entries in connection.execute(
        rows.having(last >= since.timestamp() * 1000).order_by(last.desc())
    ):
        yield Overview(line, _time(begun), _time(ended), entries, _last_words(connection, line))


def export(connection: Connection, line: str) -> dict[str, list[dict[str, Any]]]:
    """All rows of a line by table, the number of a call-back among them: it is the person's own."""
    return {table.__tablename__: _rows(connection, table, line) for table in TABLES}


def forget(connection: Connection, line: str) -> None:
    """Remove all of a line; a gateway that runs, or the next one, lets go of the rest."""
    remove(connection, line, TABLES, whole=True)
    # What is counted stays, and tells nobody whose it was.
    connection.execute(update(TurnRow).where(TurnRow.line == line).values(line=""))


def _rows(connection: Connection, table: Any, line: str) -> list[dict[str, Any]]:
    found = connection.execute(select(*table.__table__.columns).where(table.__table__.c.line == line))
    return [dict(row._mapping) for row in found]


def _last_words(connection: Connection, line: str) -> str:
    entries = select(LineEntry.entry).where(LineEntry.line == line).order_by(LineEntry.at.desc())
    said = (entry["text"] for entry in connection.scalars(entries) if entry["event"] == "accepted")
    return next(said, "")


def _time(milliseconds: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(milliseconds / 1000, CHINA)
