"""The database file of the lines, apart from the records, whose imports may take minutes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase

log = structlog.get_logger(__name__)

Found = TypeVar("Found")


class Base(DeclarativeBase):
    """The tables of this file; all that they hold goes when it has been kept long enough."""


class Store:
    """Reads and writes at ``url``. One thread does all of it, in order: what was written is what is read afterwards. A disk
    that fails is logged and costs what was to be kept, never the conversation."""

    def __init__(self, url: str) -> None:
        self.database = create_engine(url)
        if file := make_url(url).database:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
        event.listen(self.database, "connect", _prepare)
        self._thread = ThreadPoolExecutor(1, "lines")
        self.do(Base.metadata.create_all)

    def do(self, work: Callable[[Connection], Found]) -> Future[Found | None]:
        """Have the thread do something in a transaction; returns before it is done."""
        return self._thread.submit(self._in_transaction, work)

    async def ask(self, work: Callable[[Connection], Found]) -> Found | None:
        """What the thread finds; None when it cannot be read."""
        return await asyncio.wrap_future(self.do(work))

    def close(self) -> None:
        """Write what is still waiting."""
        self._thread.submit(self.database.dispose)
        self._thread.shutdown()

    def _in_transaction(self, work: Callable[[Connection], Found]) -> Found | None:
        try:
            with self.database.begin() as connection:
                return work(connection)
        except DBAPIError as error:
            log.error("store_failed", error=type(error.orig).__name__)
            return None


def _prepare(driver: Any, _record: object) -> None:
    """Writers do not stop readers, and a power cut may cost the last moments but never the file."""
    driver.execute("PRAGMA journal_mode = WAL")
    driver.execute("PRAGMA synchronous = NORMAL")
    # What was deleted is not to be found in the file any more.
    driver.execute("PRAGMA secure_delete = ON")
