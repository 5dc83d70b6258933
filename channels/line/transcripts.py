"""Where transcripts are kept: a SQLite file of its own, apart from the records, whose imports may take minutes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import JSON, Connection, create_engine, delete, event, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from channels.contract.events import KEPT, Kept

log = structlog.get_logger(__name__)

DAY_MS = 24 * 3600 * 1000
# Entries of a line that are read back: some hundred turns, more than a page shows.
MOST_ENTRIES = 400


class Base(DeclarativeBase):
    """The tables of this file; all that they hold goes when it has been kept long enough."""


class LineEntry(Base):
    """An entry of a transcript."""

    __tablename__ = "line_entry"

    line: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[int] = mapped_column(primary_key=True, index=True)
    entry: Mapped[Any] = mapped_column(JSON)


class Verdict(Base):
    """What a person thinks of the message ``at`` of their line; masked, with the question and the answer that it is about."""

    __tablename__ = "verdict"

    line: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[int] = mapped_column(primary_key=True, index=True)
    helpful: Mapped[bool]
    reason: Mapped[str]
    note: Mapped[str]
    question: Mapped[str]
    faq_id: Mapped[str]


class Transcripts:
    """Keeps entries for ``days``. One thread does all of it, in order: what was written is what is read afterwards. A disk
    that fails is logged and costs the transcript, never the conversation."""

    def __init__(self, url: str, days: float) -> None:
        self._days = days
        self._database = create_engine(url)
        if file := make_url(url).database:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
        event.listen(self._database, "connect", _prepare)
        self._thread = ThreadPoolExecutor(1, "transcripts")
        self._do(Base.metadata.create_all)

    def append(self, line: str, entry: Kept) -> None:
        """Keep an entry; returns before it is written."""
        row = {"line": line, "at": entry.at, "entry": entry.model_dump(mode="json")}
        self._do(lambda connection: connection.execute(insert(LineEntry).values(row)))

    async def load(self, line: str) -> list[Kept]:
        """The latest entries of a line, oldest first; none when they cannot be read."""
        found: list[Kept] = []
        latest = select(LineEntry.entry).where(LineEntry.line == line).order_by(LineEntry.at.desc()).limit(MOST_ENTRIES)
        reading = self._do(
            lambda connection: found.extend(KEPT.validate_python(entry) for entry in connection.scalars(latest))
        )
        await asyncio.wrap_future(reading)
        return found[::-1]

    def judge(self, verdict: dict[str, Any]) -> None:
        """Keep what a person thinks of a message (the columns of ``Verdict``), in place of what they thought before."""
        before = delete(Verdict).where(Verdict.line == verdict["line"], Verdict.at == verdict["at"])
        self._do(lambda connection: (connection.execute(before), connection.execute(insert(Verdict).values(verdict))))

    def forget(self, line: str) -> None:
        """Remove a line's entries."""
        self._do(lambda connection: connection.execute(delete(LineEntry).where(LineEntry.line == line)))

    def expire(self) -> None:
        """Remove what has been kept long enough."""
        oldest = time.time_ns() // 1_000_000 - int(self._days * DAY_MS)
        old = [delete(LineEntry).where(LineEntry.at < oldest), delete(Verdict).where(Verdict.at < oldest)]
        self._do(lambda connection: [connection.execute(statement) for statement in old])

    def close(self) -> None:
        """Write what is still waiting."""
        self._thread.submit(self._database.dispose)
        self._thread.shutdown()

    def _do(self, work: Callable[[Connection], object]) -> Any:
        """Have the thread do something in a transaction; the future of that."""
        return self._thread.submit(self._in_transaction, work)

    def _in_transaction(self, work: Callable[[Connection], object]) -> None:
        with _logged_errors(), self._database.begin() as connection:
            work(connection)


@contextmanager
def _logged_errors() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        log.error("transcript_failed", error=type(error.orig).__name__)


def _prepare(driver: Any, _record: object) -> None:
    """Writers do not stop readers, and a power cut may cost the last moments but never the file."""
    driver.execute("PRAGMA journal_mode = WAL")
    driver.execute("PRAGMA synchronous = NORMAL")
    # What was deleted is not to be found in the file any more.
    driver.execute("PRAGMA secure_delete = ON")
