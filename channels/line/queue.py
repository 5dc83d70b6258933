"""Who waits for a clerk, and who has one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from channels.leaps import across
from channels.line.changes import Changes
from channels.line.store import Base, Store


class HandoffRow(Base):
    """A request, as ``Request`` has it."""

    __tablename__ = "handoff"

    line: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[int]
    spoken_at: Mapped[int]
    unanswered_since: Mapped[int]
    clerk: Mapped[str]
    offered: Mapped[bool]
    urgent: Mapped[bool]
    words: Mapped[str]


@dataclass(frozen=True)
class Request:
    """Somebody on ``line`` who wants a clerk. Times are milliseconds since 1970.

    ``since``: asked first; ``spoken_at``: either side spoke last; ``unanswered_since``: what the person said first that the
    clerk has not answered, 0 for nothing; ``clerk``: who has taken it, "" while it waits; ``offered``: a call-back was
    offered for the waiting; ``urgent``: the person may be in danger; ``words``: what the person said last, masked.
    """

    line: str
    since: int
    spoken_at: int
    unanswered_since: int = 0
    clerk: str = ""
    offered: bool = False
    urgent: bool = False
    words: str = ""

    def across(self, leap: int, now: int) -> Request:
        """The same request where the clock was put by ``leap`` and says ``now``: nobody has waited longer for that."""
        unanswered_since = self.unanswered_since and across(self.unanswered_since, leap, now)
        since, spoken_at = across(self.since, leap, now), across(self.spoken_at, leap, now)
        return replace(self, since=since, spoken_at=spoken_at, unanswered_since=unanswered_since)


class Queue:
    """All requests, at most one a line. They outlive the process in ``store``."""

    def __init__(self, store: Store, changes: Changes) -> None:
        self._store, self._changes = store, changes
        self._requests: dict[str, Request] = {}
        self._writes = 0

    async def load(self) -> None:
        """Take up what is there: from the process before this one, or from other gateways. Each changes only what has to do
        with its own lines."""
        columns, writes = HandoffRow.__table__.columns, -1
        while writes != self._writes:  # what is changed here meanwhile is not in what was read
            writes = self._writes
            rows = await self._store.ask(lambda connection: connection.execute(select(*columns)).all())
        if rows is not None:
            self._requests = {row.line: Request(**row._mapping) for row in rows}

    def get(self, line: str) -> Request | None:
        return self._requests.get(line)

    def all(self) -> list[Request]:
        return list(self._requests.values())

    def waiting(self) -> list[Request]:
        """Those whom nobody has taken, in the order in which they are to be: who may be in danger, then who came first."""
        return sorted(
            (request for request in self._requests.values() if not request.clerk),
            key=lambda request: (not request.urgent, request.since),
        )

    def place(self, line: str) -> int | None:
        """Where a line stands among those who wait, from 1; None where it does not wait."""
        return next((place for place, request in enumerate(self.waiting(), 1) if request.line == line), None)

    def is_full(self, most: int, urgent: bool) -> bool:
        """Whether ``most`` wait already; whoever may be in danger is kept out by such people alone."""
        return sum(request.urgent or not urgent for request in self.waiting()) >= most

    def put(self, request: Request) -> None:
        """Add a request, or put it in place of the one of its line."""
        self._requests[request.line] = request
        self._write(
            lambda connection: (
                connection.execute(delete(HandoffRow).where(HandoffRow.line == request.line)),
                connection.execute(insert(HandoffRow).values(asdict(request))),
            )
        )

    def remove(self, line: str) -> None:
        """End the request of a line, if it has one."""
        if self._requests.pop(line, None):
            self._write(lambda connection: connection.execute(delete(HandoffRow).where(HandoffRow.line == line)))

    def heard(self, line: str, now: int, words: str, in_danger: bool) -> None:
        """The person said something."""
        if request := self.get(line):
            urgent = request.urgent or in_danger
            since = request.unanswered_since or (now if request.clerk else 0)
            self.put(replace(request, spoken_at=now, unanswered_since=since, words=words, urgent=urgent))

    def _write(self, work: Callable[[Connection], object]) -> None:
        self._writes += 1
        self._store.do(work)
        self._changes.tell()
