"""What changed in the records, asked cheaply: the number of the last change, and what came and went since a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Engine, Row, select, update

from knowledge.records.database import readable_errors
from knowledge.records.dialects import be_only_writer
from knowledge.records.kinds import kind_of
from knowledge.records.tables import Deletion, Record, Revision, Sourced

_CHUNK = 5000  # rows fetched at a time


def current_revision(database: Engine, kind: str) -> int:
    """The number of the last change of this kind, 0 before the first. Raises UnknownKind, DatabaseError."""
    return current_revisions(database).get(kind_of(kind).name, 0)


def current_revisions(database: Engine) -> dict[str, int]:
    """The same of every kind. Raises DatabaseError."""
    with readable_errors(), database.connect() as connection:
        return dict(connection.execute(select(Revision.kind, Revision.number)).tuples().all())


def count_up(connection: Connection, kind: str, by: int = 1) -> int:
    """Give this kind its next number within a transaction, which makes other writers wait; the new number."""
    be_only_writer(connection)
    counted = update(Revision).where(Revision.kind == kind).values(number=Revision.number + by)
    return connection.execute(counted.returning(Revision.number)).scalar_one()


def changed_since(database: Engine, kind: str, revision: int) -> Iterator[Row[Any]]:
    """The rows that were changed after ``revision`` (0: all), with the columns of their table and ``sample``.

    Ask for ``current_revision`` first, then ``deleted_since``, then this, and come back with that number: what happens in
    between is then seen twice, not missed. Raises UnknownKind, DatabaseError.
    """
    return rows_since(database, kind_of(kind).table, revision)


def rows_since(database: Engine, table: type[Record], revision: int) -> Iterator[Row[Any]]:
    """The same for a table that a file is not the source of. Raises DatabaseError."""
    columns: list[Any] = list(table.metadata.tables[table.__tablename__].columns)
    if issubclass(table, Sourced):
        columns.append(table.sample.label("sample"))
    statement = select(*columns).where(table.revision > revision).execution_options(yield_per=_CHUNK)
    with readable_errors(), database.connect() as connection:
        yield from connection.execute(statement)


def deleted_since(database: Engine, kind: str, revision: int) -> list[str]:
    """The ids of the rows that were deleted after ``revision``; what was imported anew is in ``changed_since``.

    Raises UnknownKind, DatabaseError.
    """
    deleted = (Deletion.kind == kind_of(kind).name, Deletion.revision > revision)
    with readable_errors(), database.connect() as connection:
        return list(connection.scalars(select(Deletion.id).where(*deleted)))
