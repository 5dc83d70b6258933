"""What is kept where: three stores, each in a file of SQLite, or all in one PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Column, Connection, Float, Integer, MetaData, String, Table, Text

from assistant.engine_database import TABLE
from assistant.settings import Settings
from channels.asked import vectors
from channels.line import kept
from channels.line.store import Base as LineBase
from knowledge.records.database import upgrade
from knowledge.records.tables import Base as RecordBase

# As Rasa's SQLTrackerStore makes it; its class is in the other environment.
EVENTS = Table(
    TABLE,
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("sender_id", String(255), nullable=False, index=True),
    Column("type_name", String(255), nullable=False),
    Column("timestamp", Float),
    Column("intent_name", String(255)),
    Column("action_name", String(255)),
    Column("data", Text),
)
# Modules that have tables of lines: once they are imported, all are known.
_LINES = (kept, vectors)


class Store(StrEnum):
    """A store, by the name of its file."""

    RECORDS = "records.db"
    LINES = "lines.db"
    CONVERSATIONS = "conversations.db"

    @property
    def tables(self) -> Sequence[Table]:
        """In an order in which they can be filled."""
        return _METADATA[self].sorted_tables

    def prepare(self, connection: Connection) -> None:
        """Make its tables, or bring them up to date. Raises DatabaseError."""
        if self is Store.RECORDS:
            upgrade(connection)
        else:
            _METADATA[self].create_all(connection)


_METADATA = {Store.RECORDS: RecordBase.metadata, Store.LINES: LineBase.metadata, Store.CONVERSATIONS: EVENTS.metadata}


@dataclass(frozen=True)
class Places:
    """The address of each store."""

    records: str
    lines: str
    conversations: str

    @classmethod
    def used(cls, settings: Settings) -> Places:
        """Where the assistant keeps them."""
        return cls(settings.database, settings.lines_database, settings.conversations)

    @classmethod
    def files(cls, folder: Path) -> Places:
        """Side by side in a folder."""
        return cls(*(f"sqlite:///{folder.resolve() / store}" for store in Store))

    def of(self, store: Store) -> str:
        return {
            Store.RECORDS: self.records,
            Store.LINES: self.lines,
            Store.CONVERSATIONS: self.conversations,
        }[store]
