"""The public face: whether the assistant answers everybody, or only says why it does not. Clerks and their desk go on."""

from __future__ import annotations

import asyncio
import time

import structlog
from sqlalchemy import Engine, delete, insert, select

from channels.tokens import utc_now
from knowledge.errors import ReadableError
from knowledge.records.audit import By, Verb, deed
from knowledge.records.database import readable_errors
from knowledge.records.tables import ClosedFace

log = structlog.get_logger(__name__)

KIND = "public"
LONGEST_TEXT = 300
# What the command line says holds within two seconds.
KNOWN_SECONDS = 1.0


class WrongText(ReadableError):
    """A text that nobody could read in a message."""


class Face:
    """Asks the database of the records at most once a second, however many people speak; ``known``: what it said last."""

    def __init__(self, database: Engine) -> None:
        self._database = database
        self.known: str | None = None
        self._known_until = 0.0

    async def closed(self) -> str | None:
        """What people are told in place of an answer; None where they get answers. A database that cannot be read changes
        nothing."""
        if time.monotonic() >= self._known_until:
            self._known_until = time.monotonic() + KNOWN_SECONDS
            try:
                self.known = await asyncio.to_thread(closed_text, self._database)
            except ReadableError as error:
                log.warning("face_not_read", reason=str(error))
        return self.known


def closed_text(database: Engine) -> str | None:
    """What people are told; None where the face is open. Raises DatabaseError."""
    with readable_errors(), database.connect() as connection:
        return connection.scalar(select(ClosedFace.text))


def close_face(database: Engine, text: str, by: By) -> None:
    """Have everybody be told ``text`` from now on. Raises WrongText, DatabaseError."""
    text = text.strip()
    if not 1 <= len(text) <= LONGEST_TEXT:
        raise WrongText(f"要告诉大家的话应当是 1 到 {LONGEST_TEXT} 个字")
    with readable_errors(), database.begin() as connection, deed(connection, by, Verb.CLOSE, KIND, "") as opened:
        opened.detail["text"] = text
        connection.execute(delete(ClosedFace))
        connection.execute(insert(ClosedFace).values(number=1, text=text, since=utc_now()))


def open_face(database: Engine, by: By) -> bool:
    """Have everybody be answered again; whether that was not so already. Raises DatabaseError."""
    if closed_text(database) is None:
        return False
    with readable_errors(), database.begin() as connection, deed(connection, by, Verb.OPEN, KIND, ""):
        connection.execute(delete(ClosedFace))
    return True
