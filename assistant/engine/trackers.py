"""Where Rasa keeps conversations: in memory while somebody talks, in the database for good.

Rasa's own store reads a conversation anew at every turn and counts its events twice: half of what the engine did for a turn
(py-spy). Here the database is appended to before the reply leaves, and read after a restart, or where another engine has
talked with the same person meanwhile.
"""

from __future__ import annotations

import itertools
import json
import os
from collections import OrderedDict
from typing import Any, Dict, List, Optional, Sequence

import sqlalchemy
import sqlalchemy.orm
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.orm import Query, Session
from sqlalchemy.pool import QueuePool

from assistant import engine_database
from assistant.engine_settings import EngineSettings
from channels.line.keys import key_of

# A conversation of twenty turns takes some 200 kB.
MOST_IN_MEMORY = 200
# Further back nobody looks for a message that comes a second time.
MOST_LOOKED_AT = 200


class Overtaken(Exception):
    """Another engine has gone on with a conversation since it was read; what comes of the turn here is not kept."""


class LiveTrackerStore(SQLTrackerStore):
    """A tracker in memory belongs to one turn at a time: who retrieves it takes it out, who saves it puts it back. So a
    turn that fails leaves nothing half done: what it changed is gone with it, and the next one reads the database."""

    def __init__(self, domain: Optional[Domain] = None, host: Optional[str] = None, **settings: Any) -> None:
        url = _address(EngineSettings.from_env(os.environ).conversations)
        super().__init__(domain=domain, host=url, **settings)
        self._connect(url)
        self._waiting: OrderedDict[str, DialogueStateTracker] = OrderedDict()
        # How many events of a conversation the database has, among those that its tracker holds.
        self._stored: Dict[str, int] = {}
        # The number of the last one of them there: where the database has a later one, another engine has gone on.
        self._last: Dict[str, Optional[int]] = {}

    def _connect(self, url: str) -> None:
        """Anew, for Rasa's own way goes on without tables where the database was not there yet, and does not notice that it
        was gone and is back. Raises what the driver raises."""
        self.engine.dispose()
        is_file = make_url(url).get_backend_name() == "sqlite"
        self.engine = _write_ahead(url) if is_file else sqlalchemy.create_engine(url, pool_pre_ping=True)
        self.Base.metadata.create_all(self.engine)
        self.sessionmaker = sqlalchemy.orm.sessionmaker(bind=self.engine)

    async def begin(self, sender: str, said_id: str) -> Optional[List[Dict[str, Any]]]:
        """At the beginning of a turn: what was said in answer to a message before, None where it is new. What an engine
        remembers of somebody does not count when another one has talked with them since."""
        last = self._last_of(sender)
        if sender in self._waiting and self._last[sender] != last:
            del self._waiting[sender]
        tracker = None if last is None else await self.retrieve(sender)
        if tracker is None:
            return None
        self._waiting[sender] = tracker
        return _answer(tracker.events, said_id)

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        waiting = self._waiting.pop(sender_id, None)
        if waiting:
            return waiting
        self._last[sender_id] = self._last_of(sender_id)
        tracker = await super().retrieve(sender_id)
        self._stored[sender_id] = len(tracker.events) if tracker else 0
        return tracker

    def _event_query(self, session: Session, sender_id: str, fetch_events_from_all_sessions: bool) -> Query:
        """In the order in which it happened. Rasa begins at the session that is the latest by the clock, and leaves out what
        was said after the clock was put back behind it."""
        own = session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id)
        if not fetch_events_from_all_sessions:
            started = session.query(sqlalchemy.func.max(self.SQLEvent.id)).filter(
                self.SQLEvent.sender_id == sender_id, self.SQLEvent.type_name == SessionStarted.type_name
            )
            own = own.filter(self.SQLEvent.id >= (started.scalar() or 0))
        return own.order_by(self.SQLEvent.id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        sender, held = tracker.sender_id, len(tracker.events)
        if sender not in self._stored:
            return  # it was forgotten during its turn
        new = itertools.islice(tracker.events, self._stored[sender], None)
        if rows := [_row(sender, event) for event in new]:
            with self.engine.begin() as connection:
                engine_database.lock(connection, sender)
                if engine_database.last(connection, sender) != self._last[sender]:
                    raise Overtaken
                connection.execute(self.SQLEvent.__table__.insert(), rows)
                self._last[sender] = engine_database.last(connection, sender)
        self._stored[sender] = held
        self._waiting[sender] = tracker
        while len(self._waiting) > MOST_IN_MEMORY:
            oldest, _ = self._waiting.popitem(last=False)
            del self._stored[oldest], self._last[oldest]

    async def forget(self, line: str) -> None:
        """Remove the conversation of a line (``channels/line/keys.py``), also one whose turn is under way."""
        with self.engine.begin() as connection:
            found = engine_database.senders(connection, line)
            for sender in found:
                engine_database.forget(connection, sender)
        self._clean()
        for sender in {*found, *(sender for sender in self._stored if key_of(sender) == line)}:
            self._waiting.pop(sender, None)
            self._stored.pop(sender, None)
            self._last.pop(sender, None)

    async def expire(self, before: float) -> None:
        """Remove what was said before a moment (seconds since 1970); who has not spoken since leaves the memory, too."""
        with self.engine.begin() as connection:
            engine_database.expire(connection, before)
        self._clean()
        for sender, tracker in list(self._waiting.items()):
            if not tracker.events or tracker.events[-1].timestamp < before:
                del self._waiting[sender], self._stored[sender], self._last[sender]

    def _last_of(self, sender: str) -> Optional[int]:
        with self.engine.connect() as connection:
            return engine_database.last(connection, sender)

    def _clean(self) -> None:
        """Have nothing left in the log either of what was deleted."""
        if self.engine.dialect.name == "sqlite":
            with self.engine.connect() as connection:
                connection.execute(sqlalchemy.text("PRAGMA wal_checkpoint(TRUNCATE)"))


def _answer(events: Sequence[Event], said_id: str) -> Optional[List[Dict[str, Any]]]:
    """The messages that answered a message; None where it is not among the latest."""
    answer: List[Dict[str, Any]] = []
    for event in itertools.islice(reversed(events), MOST_LOOKED_AT):
        if isinstance(event, BotUttered):
            answer.append(event.message())
        elif isinstance(event, UserUttered):
            if event.message_id == said_id:
                return answer[::-1]
            answer.clear()
    return None


def _address(url: str) -> str:
    """Rasa's environment has another driver of PostgreSQL, and takes an address as text alone."""
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        address = address.set(drivername="postgresql+psycopg2")
    return address.render_as_string(hide_password=False)


def _row(sender: str, event: Event) -> Dict[str, Any]:
    """As SQLTrackerStore writes it."""
    data = event.as_dict()
    return {
        "sender_id": sender,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def _write_ahead(url: str) -> Engine:
    """What is committed outlives the process; a loss of power may take the last turns, never the file. Its connection stays
    open: SQLite would move everything from its log into the file whenever the last one is closed, at every turn."""
    engine = sqlalchemy.create_engine(url, poolclass=QueuePool, pool_size=1)

    @sqlalchemy.event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        # What was deleted is not to be found in the file any more.
        connection.execute("PRAGMA secure_delete = ON")

    return engine
