"""Numbers that people leave to be called back at: apart from the conversations, for the clerk who calls, until the call."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from sqlalchemy import Connection, Executable, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from channels.leaps import across
from channels.line.changes import Changes
from channels.line.store import Base, Store

DAY_MS = 24 * 3600 * 1000
# So long a number that was asked for is expected; what is said in between passes by.
_EXPECTED_MS = 10 * 60 * 1000


class CallBackRow(Base):
    """A call-back, as ``CallBack`` has it, and the only place where a telephone number stands."""

    __tablename__ = "call_back"

    line: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[int]
    phone: Mapped[str]
    words: Mapped[str]
    clerk: Mapped[str]


class AskedRow(Base):
    """A line that was asked for a number, by ``clerk`` or, "", by the assistant."""

    __tablename__ = "asked_number"

    line: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[int]
    clerk: Mapped[str]


@dataclass(frozen=True)
class Asked:
    """When a number was asked for, and by which clerk."""

    at: int
    clerk: str


@dataclass(frozen=True)
class CallBack:
    """Somebody on ``line`` who wants to be called. ``since``: milliseconds since 1970; ``words``: what they wrote with the
    number, masked; ``clerk``: who will call, "" while nobody does. The number itself is never in memory for longer than it
    takes to store or to tell it."""

    line: str
    since: int
    words: str
    clerk: str = ""


class CallBacks:
    """All call-backs, at most one a line, kept for ``days``; they outlive the process in ``store``."""

    def __init__(self, store: Store, changes: Changes, days: float) -> None:
        self.days = days
        self._store, self._changes = store, changes
        self._open: dict[str, CallBack] = {}
        self._asked: dict[str, Asked] = {}
        self._writes = 0

    async def load(self) -> None:
        """Take up what is there: from the process before this one, or from other gateways. Each changes only what has to do
        with its own lines."""
        writes, found = -1, None
        while writes != self._writes:  # what is changed here meanwhile is not in what was read
            writes = self._writes
            found = await self._store.ask(_rows)
        if found is not None:
            self._open, self._asked = found

    def all(self) -> list[CallBack]:
        """The oldest first."""
        return sorted(self._open.values(), key=lambda one: one.since)

    def get(self, line: str) -> CallBack | None:
        return self._open.get(line)

    def is_asked(self, line: str, now: int) -> bool:
        """Whether what the person says may be a number that was asked for."""
        asked = self._asked.get(line)
        return asked is not None and now - asked.at < _EXPECTED_MS

    def ask(self, line: str, now: int, clerk: str = "") -> None:
        """Expect a number, for ``clerk`` to call if somebody's already."""
        self.expect_none(line)
        self._asked[line] = asked = Asked(now, clerk)
        row = {"line": line, **asdict(asked)}
        self._write(insert(AskedRow).values(row))

    def asked(self) -> list[str]:
        """The lines that were asked for a number."""
        return list(self._asked)

    def cross(self, line: str, leap: int, now: int) -> None:
        """The clock was put (``channels/leaps.py``): the number of this line is expected for as long as it was."""
        if asked := self._asked.get(line):
            self.ask(line, across(asked.at, leap, now), asked.clerk)

    def expect_none(self, line: str) -> None:
        """No number is asked for any more."""
        if self._asked.pop(line, None) is not None:
            self._write(delete(AskedRow).where(AskedRow.line == line))

    def add(self, line: str, now: int, phone: str, words: str) -> CallBack:
        """A number that was asked for, in place of the one that this person left before."""
        asked = self._asked.get(line)
        call_back = CallBack(line, now, words, asked.clerk if asked else "")
        self.expect_none(line)
        self.remove(line)
        self._open[line] = call_back
        row = {**asdict(call_back), "phone": phone}
        self._write(insert(CallBackRow).values(row))
        self._changes.tell()
        return call_back

    def remove(self, line: str) -> bool:
        """Remove a call-back with its number; whether there was one."""
        if self._open.pop(line, None) is None:
            return False
        self._write(delete(CallBackRow).where(CallBackRow.line == line))
        self._changes.tell()
        return True

    def assign(self, line: str, clerk: str) -> None:
        """Let ``clerk`` call, or, "", whoever takes it next."""
        self._open[line] = replace(self._open[line], clerk=clerk)
        self._write(update(CallBackRow).where(CallBackRow.line == line).values(clerk=clerk))
        self._changes.tell()

    async def phone(self, line: str) -> str | None:
        """The number; None when it is gone or cannot be read."""
        wanted = select(CallBackRow.phone).where(CallBackRow.line == line)
        return await self._store.ask(lambda connection: connection.scalar(wanted))

    def expire(self, now: int) -> None:
        """Remove what has been kept long enough."""
        for one in self.all():
            if one.since < now - int(self.days * DAY_MS):
                self.remove(one.line)
        for line in self.asked():
            if not self.is_asked(line, now):
                self.expect_none(line)

    def _write(self, statement: Executable) -> None:
        self._writes += 1
        self._store.do(lambda connection: connection.execute(statement))


def _rows(connection: Connection) -> tuple[dict[str, CallBack], dict[str, Asked]]:
    """All call-backs, without their numbers, and all lines that were asked for one."""
    columns = (CallBackRow.line, CallBackRow.since, CallBackRow.words, CallBackRow.clerk)
    rows = connection.execute(select(*columns)).all()
    asked = connection.execute(select(*AskedRow.__table__.columns)).all()
    return (
        {row.line: CallBack(**row._mapping) for row in rows},
        {row.line: Asked(row.at, row.clerk) for row in asked},
    )
