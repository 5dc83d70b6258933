"""The engine's database of conversations, as it is looked into and cleared: ``events`` of Rasa's SQLTrackerStore.

Both environments use this module, each with a SQLAlchemy of its own: it takes a connection and imports neither.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from channels.line.keys import key_of

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

FILE, TABLE = "conversations.db", "events"


def senders(connection: Connection, line: str) -> list[str]:
    """Who talks on a line, of which only a digest is known elsewhere."""
    found = _execute(connection, "SELECT DISTINCT sender_id FROM events")
    return [sender for (sender,) in found if key_of(sender) == line]


def last(connection: Connection, sender: str) -> int | None:
    """The number of what happened last in a conversation, None where nothing has."""
    found = _execute(connection, "SELECT max(id) FROM events WHERE sender_id = :sender", sender=sender)
    number: int | None = found.scalar()
    return number


def lock(connection: Connection, sender: str) -> None:
    """Have every other engine that would go on with a conversation wait for the end of this transaction. A file has
    one engine."""
    if connection.dialect.name == "postgresql":
        # Of two numbers: those of one are other locks (``knowledge/records/dialects.py``).
        _execute(connection, "SELECT pg_advisory_xact_lock(0, hashtext(:sender))", sender=sender)


def forget(connection: Connection, sender: str) -> None:
    """Remove a conversation."""
    _execute(connection, "DELETE FROM events WHERE sender_id = :sender", sender=sender)


def expire(connection: Connection, before: float) -> None:
    """Remove what was said before a moment (seconds since 1970)."""
    _execute(connection, "DELETE FROM events WHERE timestamp < :before", before=before)


def remembered(connection: Connection, sender: str) -> dict[str, Any]:
    """What is remembered of a conversation: the last value of each slot."""
    rows = "SELECT data FROM events WHERE sender_id = :sender AND type_name = 'slot' ORDER BY id"
    events = [json.loads(data) for (data,) in _execute(connection, rows, sender=sender)]
    return {event["name"]: event["value"] for event in events if event["value"] is not None}


def _execute(connection: Connection, statement: str, **values: Any) -> Any:
    """PostgreSQL's drivers want the values of a statement to be named in a way of their own."""
    if connection.dialect.name == "postgresql":
        statement = re.sub(r":(\w+)", r"%(\1)s", statement)
    return connection.exec_driver_sql(statement, values)
