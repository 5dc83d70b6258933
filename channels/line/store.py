"""The database file of the lines, apart from the records, whose imports may take minutes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ClassVar, TypeVar

import structlog
from sqlalchemy import BigInteger, Connection, Integer
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase

from knowledge.records.database import connected
from knowledge.records.dialects import SQLITE

log = structlog.get_logger(__name__)

Found = TypeVar("Found")
_PRAGMAS = (
    # Writers do not stop readers, and a power cut may cost the last moments but never the file.
    "journal_mode = WAL",
    "synchronous = NORMAL",
    # What was deleted is not to be found in the file any more.
    "secure_delete = ON",
)


class Base(DeclarativeBase):
    """The tables of this file; all that they hold goes when it has been kept long enough."""

    # Milliseconds since 1970 need more than 32 bits; SQLite's integers have them, and number rows by no other type.
    type_annotation_map: ClassVar = {int: BigInteger().with_variant(Integer, SQLITE)}


class Store:
    """Reads and writes at ``url``. One thread does all of it, in order: what was written is what is read afterwards. A disk
    that fails is logged and costs what was to be kept, never the conversation."""

    def __init__(self, url: str) -> None:
        self.database = connected(url, "LINES_URL", *_PRAGMAS)
        self._thread = ThreadPoolExecutor(1, "lines")
        self.do(Base.metadata.create_all)

    def do(self, work: Callable[[Connection], Found]) -> Future[Found | None]:
        """Have the thread do something in a transaction; returns before it is done."""
        return self._thread.submit(self._in_transaction, work)

    async def ask(self, work: Callable[[Connection], Found]) -> Found | None:
        """What the thread finds; None when it cannot be read."""
        return await asyncio.wrap_future(self.do(work))

    async def written(self) -> None:
        """Returns once all that was to be written before is."""
        await asyncio.wrap_future(self._thread.submit(lambda: None))

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
