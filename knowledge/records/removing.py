"""Take rows out of the database, and entries of the content out of the answers (and back)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import Connection, Engine, delete, insert, select

from knowledge.records.database import readable_errors
from knowledge.records.kinds import kind_of
from knowledge.records.revisions import count_up
from knowledge.records.tables import Deletion, EncodedFaq, Withdrawn

CONTENT_KIND = "faqs"  # entries of the content are questions and answers like those imported, and counted with these


def remove(database: Engine, kind: str, ids: Iterable[str]) -> frozenset[str]:
    """Delete the rows of these ids, all in one step; the ids that there were. Raises UnknownKind, DatabaseError."""
    table = kind_of(kind).table
    wanted = sorted(set(ids))
    with readable_errors(), database.begin() as connection:
        number = count_up(connection, kind)
        gone = connection.scalars(select(table.id).where(table.id.in_(wanted))).all()
        if not gone:
            count_up(connection, kind, -1)
            return frozenset()
        connection.execute(delete(table).where(table.id.in_(gone)))
        if kind == CONTENT_KIND:
            connection.execute(delete(EncodedFaq).where(EncodedFaq.id.in_(gone)))
        connection.execute(delete(Deletion).where(Deletion.kind == kind, Deletion.id.in_(gone)))
        connection.execute(insert(Deletion), [{"kind": kind, "id": id, "revision": number} for id in gone])
    return frozenset(gone)


def withdraw_content(database: Engine, ids: Iterable[str]) -> None:
    """Take entries of the content out of the answers; withdrawn already, they stay so. Raises DatabaseError."""
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    with readable_errors(), database.begin() as connection:
        count_up(connection, CONTENT_KIND)
        new = sorted(set(ids) - _withdrawn(connection))
        if new:
            connection.execute(insert(Withdrawn), [{"id": id, "since": now} for id in new])
        else:
            count_up(connection, CONTENT_KIND, -1)


def restore_content(database: Engine, ids: Iterable[str]) -> frozenset[str]:
    """Bring withdrawn entries of the content back; the ids of those that were withdrawn. Raises DatabaseError."""
    with readable_errors(), database.begin() as connection:
        count_up(connection, CONTENT_KIND)
        back = _withdrawn(connection) & set(ids)
        if back:
            connection.execute(delete(Withdrawn).where(Withdrawn.id.in_(sorted(back))))
        else:
            count_up(connection, CONTENT_KIND, -1)
    return back


def withdrawn_content(database: Engine) -> frozenset[str]:
    """The ids of the entries of the content that are withdrawn. Raises DatabaseError."""
    with readable_errors(), database.connect() as connection:
        return _withdrawn(connection)


def _withdrawn(connection: Connection) -> frozenset[str]:
    return frozenset(connection.scalars(select(Withdrawn.id)))
