"""Conversations as the office answers for them: listed, given to the person whose they are, and removed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, inspect

from assistant import engine_database
from assistant.settings import Settings
from channels.line import kept
from channels.line.keys import key_of
from channels.line.transcripts import Transcripts
from knowledge.errors import ReadableError
from knowledge.records.audit import By, Verb, deed
from knowledge.records.database import connected, open_database, readable_errors

KIND = "conversation"
Found = TypeVar("Found")


class UnknownConversation(ReadableError):
    """Nothing is kept under that id."""


class Conversations:
    """All that is kept of conversations: in the gateway's database, and in the engine's."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def listed(self, since: dt.datetime) -> list[str]:
        """A line each, the latest first."""
        with self._store() as connection:
            return [_line(one) for one in kept.overviews(connection, since)]

    def export(self, id: str, by: By) -> str:
        """All of one conversation as JSON. Raises UnknownConversation, DatabaseError."""
        line = self._known(id)
        with self._store() as connection:
            found: dict[str, Any] = {"id": line, **kept.export(connection, line)}
        found["remembered"] = self._in_engine(line, engine_database.remembered)
        self._note(Verb.EXPORT, line, by)
        return json.dumps(found, ensure_ascii=False, indent=2)

    def delete(self, id: str, by: By) -> None:
        """Remove one conversation for good, a call-back with it. Raises UnknownConversation, DatabaseError."""
        line = self._known(id)
        with self._store() as connection:
            kept.forget(connection, line)
        self._in_engine(line, engine_database.forget)
        self._note(Verb.DELETE, line, by)

    def _known(self, id: str) -> str:
        """The line of an id, or of the name that its channel gave the person."""
        for line in (id, key_of(id)):
            with self._store() as connection:
                if any(kept.export(connection, line).values()):
                    return line
            if self._in_engine(line, engine_database.remembered):
                return line
        raise UnknownConversation(f"没有编号是“{id}”的对话，请先用 assistant conversations list 看看")

    @contextmanager
    def _store(self) -> Iterator[Connection]:
        store = Transcripts(self._settings.lines_database, self._settings.transcript_days)
        with closing(store), readable_errors():
            store.do(lambda _: None).result()  # once its tables are there
            with store.database.begin() as connection:
                yield connection

    def _in_engine(self, line: str, work: Callable[[Connection, str], Found]) -> list[Found]:
        """What ``work`` gives for whoever talks on a line, in the engine's database, if it has begun one."""
        database = connected(self._settings.conversations, "DATABASE_URL", "secure_delete = ON")
        with readable_errors(), database.begin() as connection:
            if not inspect(connection).has_table(engine_database.TABLE):
                return []
            return [work(connection, sender) for sender in engine_database.senders(connection, line)]

    def _note(self, verb: Verb, line: str, by: By) -> None:
        database = open_database(self._settings.database)
        with readable_errors(), database.begin() as connection, deed(connection, by, verb, KIND, line):
            pass


def _line(one: kept.Overview) -> str:
    span = f"{one.first:%Y-%m-%d %H:%M} 至 {one.last:%m-%d %H:%M}"
    return "\t".join((one.line, span, f"{one.entries} 条", " ".join(one.words.split())[:40]))
