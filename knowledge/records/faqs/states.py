"""States of versions, and the SQL that writes versions and moves them on.

To be used within the transaction of a deed (``knowledge/records/audit.py``) by the door, by imports and by removals alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    FromClause,
    Integer,
    Select,
    Table,
    cast,
    delete,
    func,
    insert,
    literal,
    null,
    select,
    true,
    update,
)

from knowledge.records.audit import deeds_by_number, digest
from knowledge.records.database import readable_errors
from knowledge.records.dialects import upsert
from knowledge.records.kinds import RECORD_KINDS
from knowledge.records.tables import Deletion, Faq, FaqEntry, FaqStep, FaqVersion

FAQS = "faqs"
# What a version says, in the order of the columns of a file.
CONTENTS = tuple(column.name for column in RECORD_KINDS[FAQS].columns if column.name != "id")
_VERSION: Table = FaqVersion.metadata.tables["faq_version"]
_ENTRY: Table = FaqEntry.metadata.tables["faq_entry"]
_FAQ: Table = Faq.metadata.tables["faq"]


class State(StrEnum):
    """Where a version stands. ``REPLACED``: a later one was published."""

    DRAFT = "draft"
    CHECKED = "checked"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


def latest_versions() -> FromClause:
    """What each FAQ says or is to say, by its latest version."""
    latest = (_ENTRY.c.id == _VERSION.c.id) & (_ENTRY.c.version == _VERSION.c.number)
    return select(_VERSION).join(_ENTRY, latest).subquery()


def write_versions(
    connection: Connection, rows: Select[Any], deed: int, state: State, restored: int | None = None
) -> str:
    """Make the next version of each of these rows (``id`` and ``CONTENTS``) and bring it into a state; the digest of all that
    the deed wrote."""
    given = rows.subquery()
    count = func.coalesce(_ENTRY.c.version, 0) + 1
    values = [given.c.id, count, *(given.c[name] for name in CONTENTS), literal(restored, Integer()), literal(deed)]
    numbered = select(*values).select_from(given.outerjoin(_ENTRY, _ENTRY.c.id == given.c.id))
    connection.execute(insert(FaqVersion).from_select(["id", "number", *CONTENTS, "restored", "deed"], numbered))
    written = select(_VERSION.c.id, _VERSION.c.number).where(_VERSION.c.deed == deed)
    if state is State.PUBLISHED:
        replace_published(connection, select(written.subquery().c.id), deed)
    stepped = written.add_columns(literal(deed), literal(state.value))
    connection.execute(insert(FaqStep).from_select(["id", "version", "deed", "state"], stepped))
    _put_entries(connection, written, state)
    return _digest_of(connection, deed)


def step(connection: Connection, id: str, version: int, deed: int, state: State) -> None:
    """Bring one version into a state, and the entry with it if it is the latest."""
    connection.execute(insert(FaqStep).values(id=id, version=version, deed=deed, state=state.value))
    connection.execute(update(FaqEntry).where(FaqEntry.id == id, FaqEntry.version == version).values(state=state.value))


def replace_published(connection: Connection, ids: Select[Any], deed: int) -> None:
    """Bring the published versions of these ids into the state of one that was replaced."""
    replaced = select(_ENTRY.c.id, _ENTRY.c.published, literal(deed), literal(State.REPLACED.value))
    out = replaced.where(_ENTRY.c.published.is_not(None), _ENTRY.c.id.in_(ids))
    connection.execute(insert(FaqStep).from_select(["id", "version", "deed", "state"], out))


def withdraw_published(connection: Connection, id: str, deed: int) -> None:
    """Bring the published version of an id into the state of one that is withdrawn, if there is one."""
    entry = connection.execute(select(_ENTRY).where(_ENTRY.c.id == id)).one_or_none()
    if entry is not None and entry.published is not None:
        step(connection, id, entry.published, deed, State.WITHDRAWN)
        connection.execute(update(FaqEntry).where(FaqEntry.id == id).values(published=null()))


def put_in_force(connection: Connection, id: str, version: int, revision: int) -> None:
    """Make a version the one that is told (table ``faq``) as of a revision of the FAQs."""
    values = [_VERSION.c.id, *(_VERSION.c[name] for name in CONTENTS), literal(revision)]
    said = select(*values).where(_VERSION.c.id == id, _VERSION.c.number == version)
    names = ["id", *CONTENTS, "revision"]
    statement = upsert(connection, _FAQ).from_select(names, said)
    updated = {name: statement.excluded[name] for name in names if name != "id"}
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=updated))
    connection.execute(delete(Deletion).where(Deletion.kind == FAQS, Deletion.id == id))
    connection.execute(update(FaqEntry).where(FaqEntry.id == id).values(published=version))


def altered(database: Engine) -> Sequence[str]:
    """The ids of versions that are not as their deed wrote them, one line for each deed. Raises DatabaseError."""
    with readable_errors(), database.connect() as connection:
        numbers = connection.scalars(select(_VERSION.c.deed).distinct().order_by(_VERSION.c.deed)).all()
        noted = deeds_by_number(connection, numbers)
        return [
            f"日志第 {number} 条写下的问答版本被改过"
            for number in numbers
            if number not in noted or noted[number].detail.get("digest") != _digest_of(connection, number)
        ]


def _put_entries(connection: Connection, written: Select[Any], state: State) -> None:
    rows = written.subquery()
    published = rows.c.number if state is State.PUBLISHED else cast(null(), Integer)
    # "WHERE true": or SQLite takes ON CONFLICT for the condition of a join.
    latest = select(rows.c.id, rows.c.number, literal(state.value), published).where(true())
    statement = upsert(connection, _ENTRY).from_select(["id", "version", "state", "published"], latest)
    values = {
        "version": statement.excluded.version,
        "state": statement.excluded.state,
        "published": func.coalesce(statement.excluded.published, _ENTRY.c.published),
    }
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


def _digest_of(connection: Connection, deed: int) -> str:
    """Of all versions that a deed wrote, in the order of their ids."""
    columns = (_VERSION.c.id, _VERSION.c.number, *(_VERSION.c[name] for name in CONTENTS))
    rows = connection.execute(select(*columns).where(_VERSION.c.deed == deed))
    # Sorted here: data bases sort texts in different ways.
    return digest(sorted([value if value is None else str(value) for value in row] for row in rows))
