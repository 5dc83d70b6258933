"""What changed in the records, asked cheaply: the number of the last import, and the rows since a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Engine, Row, select, update

from knowledge.records.database import readable_errors
from knowledge.records.kinds import kind_of
from knowledge.records.tables import Revision, Sourced

_CHUNK = 5000  # rows fetched at a time


def current_revision(engine: Engine, kind: str) -> int:
    """The number of the last import that changed this kind, 0 before the first. Raises UnknownKind, DatabaseError."""
    with readable_errors(), engine.connect() as connection:
        return connection.scalar(select(Revision.number).where(Revision.kind == kind_of(kind).name)) or 0


def count_up(connection: Connection, kind: str, by: int = 1) -> int:
    """Give this kind its next number within a transaction, which makes other writers wait; the new number."""
    counted = update(Revision).where(Revision.kind == kind).values(number=Revision.number + by)
    return connection.execute(counted.returning(Revision.number)).scalar_one()


def changed_since(engine: Engine, kind: str, revision: int) -> Iterator[Row[Any]]:
    """The rows that were changed after ``revision`` (0: all), with the columns of their table and ``sample``.

    Ask for ``current_revision`` first and come back with that number: an import in between is then read twice, not missed.
    Raises UnknownKind, DatabaseError.
    """
    table = kind_of(kind).table
    columns: list[Any] = list(table.metadata.tables[table.__tablename__].columns)
    if issubclass(table, Sourced):
        columns.append(table.sample.label("sample"))
    statement = select(*columns).where(table.revision > revision).execution_options(yield_per=_CHUNK)
    with readable_errors(), engine.connect() as connection:
        yield from connection.execute(statement)
