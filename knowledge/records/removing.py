"""Take rows out of the database, and entries of the content out of the answers (and back)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Engine, delete, insert, select

from knowledge.records.audit import PROGRAM, By, Verb, deed, utc_now
from knowledge.records.database import readable_errors
from knowledge.records.faqs.states import withdraw_published
from knowledge.records.kinds import kind_of
from knowledge.records.revisions import count_up
from knowledge.records.tables import Deletion, EncodedFaq, Withdrawn

CONTENT_KIND = "faqs"  # entries of the content are questions and answers like those imported, and counted with these


def remove(database: Engine, kind: str, ids: Iterable[str], by: By = PROGRAM) -> frozenset[str]:
    """Delete the rows of these ids, all in one step; the ids that there were. Raises UnknownKind, DatabaseError."""
    table = kind_of(kind).table
    wanted = sorted(set(ids))
    with readable_errors(), database.begin() as connection:
        number = count_up(connection, kind)
        gone = connection.scalars(select(table.id).where(table.id.in_(wanted)).order_by(table.id)).all()
        if not gone:
            count_up(connection, kind, -1)
        for id in gone:
            with deed(connection, by, Verb.WITHDRAW, kind, id) as opened:
                take_out(connection, kind, [id], opened.number, number)
    return frozenset(gone)


def take_out(connection: Connection, kind: str, ids: Sequence[str], deed: int, revision: int) -> None:
    """Delete the rows of these ids within the transaction of a deed, as of a revision of their kind."""
    table = kind_of(kind).table
    connection.execute(delete(table).where(table.id.in_(ids)))
    if kind == CONTENT_KIND:
        connection.execute(delete(EncodedFaq).where(EncodedFaq.id.in_(ids)))
        for id in ids:
            withdraw_published(connection, id, deed)
    connection.execute(delete(Deletion).where(Deletion.kind == kind, Deletion.id.in_(ids)))
    connection.execute(insert(Deletion), [{"kind": kind, "id": id, "revision": revision} for id in ids])


def withdraw_content(database: Engine, ids: Iterable[str], by: By = PROGRAM) -> None:
    """Take entries of the content out of the answers; withdrawn already, they stay so. Raises DatabaseError."""
    with readable_errors(), database.begin() as connection:
        count_up(connection, CONTENT_KIND)
        new = sorted(set(ids) - _withdrawn(connection))
        for id in new:
            with deed(connection, by, Verb.WITHDRAW, CONTENT_KIND, id):
                connection.execute(insert(Withdrawn).values(id=id, since=utc_now()))
        if not new:
            count_up(connection, CONTENT_KIND, -1)


def restore_content(database: Engine, ids: Iterable[str], by: By = PROGRAM) -> frozenset[str]:
    """Bring withdrawn entries of the content back; the ids of those that were withdrawn. Raises DatabaseError."""
    with readable_errors(), database.begin() as connection:
        count_up(connection, CONTENT_KIND)
        back = _withdrawn(connection) & set(ids)
        for id in sorted(back):
            with deed(connection, by, Verb.BRING_BACK, CONTENT_KIND, id):
                connection.execute(delete(Withdrawn).where(Withdrawn.id == id))
        if not back:
            count_up(connection, CONTENT_KIND, -1)
    return back


def withdrawn_content(database: Engine) -> frozenset[str]:
    """The ids of the entries of the content that are withdrawn. Raises DatabaseError."""
    with readable_errors(), database.connect() as connection:
        return _withdrawn(connection)


def _withdrawn(connection: Connection) -> frozenset[str]:
    return frozenset(connection.scalars(select(Withdrawn.id)))
