"""The engine's database of conversations, as it is looked into and cleared: ``events`` of Rasa's SQLTrackerStore.

Both environments import this module: the standard library, and of SQLAlchemy what 1.4 and 2.1 have alike.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import text
from sqlalchemy.engine import Connection

from channels.line.keys import key_of

FILE = "conversations.db"


def senders(connection: Connection, line: str) -> list[str]:
    """Who talks on a line, of which only a digest is known elsewhere."""
    found = connection.execute(text("SELECT DISTINCT sender_id FROM events"))
    return [sender for (sender,) in found if key_of(sender) == line]


def forget(connection: Connection, sender: str) -> None:
    """Remove a conversation."""
    connection.execute(text("DELETE FROM events WHERE sender_id = :sender"), {"sender": sender})


def expire(connection: Connection, before: float) -> None:
    """Remove what was said before a moment (seconds since 1970)."""
    connection.execute(text("DELETE FROM events WHERE timestamp < :before"), {"before": before})


def remembered(connection: Connection, sender: str) -> dict[str, Any]:
    """What is remembered of a conversation: the last value of each slot."""
    rows = text("SELECT data FROM events WHERE sender_id = :sender AND type_name = 'slot' ORDER BY id")
    events = [json.loads(data) for (data,) in connection.execute(rows, {"sender": sender})]
    return {event["name"]: event["value"] for event in events if event["value"] is not None}
