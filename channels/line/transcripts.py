"""What is kept of conversations."""

from __future__ import annotations

import time
from collections.abc import Iterable
from concurrent.futures import Future
from typing import Any, cast

from sqlalchemy import JSON, Connection, Table, bindparam, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from channels.contract.events import KEPT, Kept
from channels.line.store import Base, Store
from knowledge.records.dialects import upsert

DAY_MS = 24 * 3600 * 1000
# Entries of a line that are read back: some hundred turns, more than a page shows.
MOST_ENTRIES = 400


class LineEntry(Base):
    """An entry of a transcript."""

    __tablename__ = "line_entry"

    line: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[int] = mapped_column(primary_key=True, index=True)
    entry: Mapped[Any] = mapped_column(JSON)


class Claim(Base):
    """Which gateway may write in a line: the one that read it last, ``at`` that time. ``number``: how many have."""

    __tablename__ = "line_claim"

    line: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    at: Mapped[int]


class Claimed(Exception):
    """Another gateway has read the line since, and goes on with it."""


# Statements of every turn are made once: SQLAlchemy takes longer to make one than SQLite to carry it out.
_APPEND = insert(LineEntry)
_LATEST = (
    select(LineEntry.entry).where(LineEntry.line == bindparam("of")).order_by(LineEntry.at.desc()).limit(MOST_ENTRIES)
)
# Who reads the line meanwhile waits until what is written here is there.
_CLAIM = select(Claim.number).where(Claim.line == bindparam("of")).with_for_update(read=True)


class Verdict(Base):
    """What a person thinks of the message ``at`` of their line; masked, with the question and the answer that it is about."""

    __tablename__ = "verdict"

    line: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[int] = mapped_column(primary_key=True, index=True)
    helpful: Mapped[bool]
    reason: Mapped[str]
    note: Mapped[str]
    question: Mapped[str]
    faq_id: Mapped[str]


class Forgetting(Base):
    """A line that was removed here and is still in the memory of the processes and in the engine's database; ``whole``: with
    its call-back."""

    __tablename__ = "forgetting"

    line: Mapped[str] = mapped_column(primary_key=True)
    whole: Mapped[bool]


class Transcripts(Store):
    """Keeps entries for ``days``; ``is_shared``: several gateways write here, each line one at a time."""

    def __init__(self, url: str, days: float, is_shared: bool = False) -> None:
        super().__init__(url)
        self._days, self._is_shared = days, is_shared

    def append(self, line: str, entry: Kept, claim: int | None = None) -> Future[Any]:
        """Keep an entry; returns before it is written. The future raises Claimed where a ``claim`` does not hold any more."""
        row = {"line": line, "at": entry.at, "entry": entry.model_dump(mode="json")}

        def write(connection: Connection) -> None:
            if claim is not None and connection.scalar(_CLAIM, {"of": line}) != claim:
                raise Claimed(line)
            connection.execute(_APPEND, row)

        return self.do(write)

    async def load(self, line: str) -> list[Kept]:
        """The latest entries of a line, oldest first; none when they cannot be read."""
        return await self.ask(lambda connection: _latest(connection, line)) or []

    async def open(self, line: str) -> tuple[int | None, list[Kept]]:
        """As ``load``; and the claim with which we alone append from now on, None where nobody else is there."""
        if not self._is_shared:
            return None, await self.load(line)
        # A claim that could not be made is nobody's.
        return await self.ask(lambda connection: (_claim(connection, line), _latest(connection, line))) or (0, [])

    def judge(self, verdict: dict[str, Any]) -> None:
        """Keep what a person thinks of a message (the columns of ``Verdict``), in place of what they thought before."""
        before = delete(Verdict).where(Verdict.line == verdict["line"], Verdict.at == verdict["at"])
        self.do(lambda connection: (connection.execute(before), connection.execute(insert(Verdict).values(verdict))))

    def forget(self, line: str) -> None:
        """Remove a line's entries and verdicts."""
        self.do(lambda connection: remove(connection, line, (LineEntry, Verdict), whole=False))

    async def to_forget(self) -> list[tuple[str, bool]]:
        """The lines that are still to be forgotten elsewhere, and whether with their call-backs."""
        rows = select(Forgetting.line, Forgetting.whole)
        return [(line, whole) for line, whole in await self.ask(lambda one: one.execute(rows).all()) or ()]

    def forgotten(self, line: str) -> None:
        """A line is forgotten everywhere."""
        self.do(lambda connection: connection.execute(delete(Forgetting).where(Forgetting.line == line)))

    def expire(self) -> None:
        """Remove what has been kept long enough."""
        oldest = time.time_ns() // 1_000_000 - int(self._days * DAY_MS)
        old = [delete(table).where(table.__table__.c.at < oldest) for table in (LineEntry, Verdict, Claim)]
        self.do(lambda connection: [connection.execute(statement) for statement in old])


def _latest(connection: Connection, line: str) -> list[Kept]:
    return [KEPT.validate_python(entry) for entry in connection.scalars(_LATEST, {"of": line})][::-1]


def _claim(connection: Connection, line: str) -> int:
    now = time.time_ns() // 1_000_000
    first = upsert(connection, cast(Table, Claim.__table__)).values(line=line, number=1, at=now)
    again = {"number": Claim.number + 1, "at": now}
    made = first.on_conflict_do_update(index_elements=[Claim.line], set_=again).returning(Claim.number)
    number: int = connection.execute(made).scalar_one()
    return number


def remove(connection: Connection, line: str, tables: Iterable[type[Base]], whole: bool) -> None:
    """Remove a line from tables, and have it forgotten everywhere else."""
    names: list[type[Base]] = [*tables, Forgetting]
    for table in names:
        connection.execute(delete(table).where(table.__table__.c.line == line))
    connection.execute(insert(Forgetting).values(line=line, whole=whole))
