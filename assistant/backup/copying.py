"""Copies stores row by row into empty databases, whichever kind either is, and compares both before anything is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, Integer, Table, delete, func, insert, inspect, select

from assistant.backup.stores import Places, Store
from knowledge.errors import ReadableError
from knowledge.records import dialects
from knowledge.records.database import connected, readable_errors

CHUNK = 2000  # rows at a time
_SIZE = 16  # bytes of a row's digest
Row = dict[str, Any]
# What becomes of a row of a table on its way; None: it stays behind.
Change = Callable[[str, Row], Row | None]
# Hears the name of a table before it is copied.
Tell = Callable[[str], None]


class NotEmpty(ReadableError):
    """There are tables already where the copy should go."""


class NotTheSame(ReadableError):
    """What arrived is not what was sent."""


@dataclass(frozen=True)
class Print:
    """What tells rows from others, in whatever order: how many, and the sum of their digests."""

    rows: int
    sum: int

    @classmethod
    def of(cls, rows: Iterator[Row]) -> Print:
        count = total = 0
        for row in rows:
            count, total = count + 1, total + _digest(row)
        return cls(count, total % 2 ** (8 * _SIZE))


def unchanged(_table: str, row: Row) -> Row:
    """Takes every row as it is."""
    return row


def copy_stores(
    source: Places, target: Places, change: Change = unchanged, tell: Tell | None = None
) -> Mapping[str, int]:
    """Copy all stores; how many rows there are of each table. Nothing is kept at the target unless all of it arrived.

    Raises NotEmpty, NotTheSame, DatabaseError.
    """
    counts: dict[str, int] = {}
    with readable_errors(), ExitStack() as stack:
        into = {url: stack.enter_context(_filling(url)) for url in dict.fromkeys(map(target.of, Store))}
        out = {url: stack.enter_context(_reading(url)) for url in dict.fromkeys(map(source.of, Store))}
        for store in Store:
            there, here = into[target.of(store)], out[source.of(store)]
            store.prepare(there)
            known = set(inspect(here).get_table_names())
            for table in store.tables:
                if tell:
                    tell(table.name)
                counts[table.name] = _copy(here, there, table, change) if table.name in known else 0
    return counts


def _copy(source: Connection, target: Connection, table: Table, change: Change) -> int:
    """The number of rows copied."""
    target.execute(delete(table))  # what a migration puts there
    taken = _rows(source, table, change)
    while some := list(islice(taken, CHUNK)):
        target.execute(insert(table), some)
    _go_on_counting(target, table)
    sent, arrived = (Print.of(_rows(*end)) for end in ((source, table, change), (target, table, unchanged)))
    if sent != arrived:
        counts = f"{sent.rows} 行，到了 {arrived.rows} 行"
        raise NotTheSame(f"“{table.name}”搬过去以后对不上（{counts}），什么都没有改动，请再试一次")
    return sent.rows


def _rows(connection: Connection, table: Table, change: Change) -> Iterator[Row]:
    found = connection.execute(select(table).execution_options(yield_per=CHUNK))
    for row in found.mappings():
        if (changed := change(table.name, dict(row))) is not None:
            yield changed


def _go_on_counting(connection: Connection, table: Table) -> None:
    """PostgreSQL numbers new rows by a counter of its own, which knows nothing of rows that came with their numbers."""
    key = table.autoincrement_column
    if connection.dialect.name != dialects.POSTGRESQL or key is None or not isinstance(key.type, Integer):
        return
    if last := connection.scalar(select(func.max(key))):
        counter = func.pg_get_serial_sequence(table.name, key.name)
        connection.execute(select(func.setval(counter, last)))


@contextmanager
def _filling(url: str) -> Iterator[Connection]:
    """A transaction on a database in which there must be nothing yet."""
    with _opened(url) as database, dialects.migrating(database) as connection:
        if inspect(connection).get_table_names():
            raise NotEmpty("目标数据库不是空的，为免盖掉里面的内容，什么都没有做；请换一个空的库或目录")
        yield connection


@contextmanager
def _reading(url: str) -> Iterator[Connection]:
    """A transaction that sees the database as it was at its beginning."""
    with _opened(url) as database, database.connect() as connection:
        dialects.hold_still(connection)
        yield connection


@contextmanager
def _opened(url: str) -> Iterator[Engine]:
    database = connected(url, "DATABASE_URL")
    dialects.begin_ourselves(database)
    try:
        yield database
    finally:
        database.dispose()


def _digest(row: Row) -> int:
    values = json.dumps([_plain(row[name]) for name in sorted(row)], ensure_ascii=False, default=str, sort_keys=True)
    return int.from_bytes(hashlib.blake2b(values.encode(errors="surrogatepass"), digest_size=_SIZE).digest())


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value
