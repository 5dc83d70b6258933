"""What clerks found wrong or missing, kept for the admin with private numbers masked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from channels.privacy import mask
from channels.tokens import utc_now
from channels.writing import Readable
from knowledge.errors import ReadableError
from knowledge.records.database import readable_errors
from knowledge.records.tables import DeskNote

Short = Annotated[str, StringConstraints(max_length=200)]
Told = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000), Readable, AfterValidator(mask)]
Question = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000), Readable, AfterValidator(mask)
]


class Note(BaseModel):
    """One note, as ``knowledge.records.tables.DeskNote`` keeps it."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False)

    kind: Literal["missing", "wrong"]
    question: Question
    region: Short = ""
    as_of: dt.date | None = None
    entry_id: Short = ""
    entry_question: Told = ""
    decision: Literal["answer", "choose", "refuse", ""] = ""
    score: float | None = None
    remark: Told = ""


def add_note(database: Engine, note: Note, staff: str) -> int:
    """Put a note into the queue; its number. Raises DatabaseError."""
    row = {**note.model_dump(), "staff": staff, "created_at": utc_now(), "settled_at": None}
    with readable_errors(), database.begin() as connection:
        number: int = connection.execute(insert(DeskNote).values(row).returning(DeskNote.id)).scalar_one()
    return number


def take_back(database: Engine, number: int, staff: str) -> None:
    """Remove a note that this clerk wrote and nobody settled yet; of any other nothing happens. Raises DatabaseError."""
    own = delete(DeskNote).where(DeskNote.id == number, DeskNote.staff == staff, DeskNote.settled_at.is_(None))
    with readable_errors(), database.begin() as connection:
        connection.execute(own)


def expire_notes(database: Engine, days: float) -> None:
    """Remove notes that have been kept long enough. Raises DatabaseError."""
    old = delete(DeskNote).where(DeskNote.created_at < utc_now() - dt.timedelta(days=days))
    with readable_errors(), database.begin() as connection:
        connection.execute(old)


class UnknownNote(ReadableError):
    """No open note of that number."""


def open_notes(database: Engine) -> list[Row[tuple[object, ...]]]:
    """The notes that nobody settled yet, the oldest first, with the columns of the table. Raises DatabaseError."""
    waiting = select(*DeskNote.__table__.columns).where(DeskNote.settled_at.is_(None)).order_by(DeskNote.id)
    with readable_errors(), database.connect() as connection:
        return list(connection.execute(waiting).all())


def settle_all(connection: Connection, numbers: Iterable[int]) -> None:
    """Mark notes as dealt with, within a transaction."""
    waiting = update(DeskNote).where(DeskNote.id.in_(list(numbers)), DeskNote.settled_at.is_(None))
    connection.execute(waiting.values(settled_at=utc_now()))


def settle(database: Engine, number: int) -> None:
    """Mark a note as dealt with. Raises UnknownNote, DatabaseError."""
    settled = update(DeskNote).where(DeskNote.id == number, DeskNote.settled_at.is_(None)).values(settled_at=utc_now())
    with readable_errors(), database.begin() as connection:
        if not connection.execute(settled).rowcount:
            raise UnknownNote(f"没有编号 {number} 的待办")
