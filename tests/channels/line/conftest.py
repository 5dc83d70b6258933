"""A line over an engine that a test directs."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any, cast

import pytest

from channels.contract.events import Message
from channels.contract.incoming import Spoken
from channels.line.admission import Admission
from channels.line.answering import Answering
from channels.line.callbacks import CallBacks
from channels.line.changes import Changes
from channels.line.clerks import Clerks
from channels.line.engines import Engines
from channels.line.face import Face
from channels.line.hours import Hours, Row
from channels.line.lines import Lines
from channels.line.office import Attendance, Office
from channels.line.queue import Queue
from channels.line.reception import Reception
from channels.line.said import Said
from channels.line.transcripts import Transcripts
from channels.status.metrics import Metrics
from knowledge.china_time import CHINA

SENDER = "web-" + "0" * 32
# A Tuesday, a little before lunch.
MORNING = dt.datetime(2027, 3, 2, 11, 0, tzinfo=CHINA)


class DirectedEngine:
    """Repeats what it hears; what begins with "等" only once ``open`` is set; refuses what begins with "拒", and names the
    hotline for what begins with "找". ``heard``: all of it, in order; ``unheard``: what it was told of besides, each time."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.unheard: list[list[str]] = []
        self.open = asyncio.Event()

    async def talk(self, sender: str, message: str, metadata: dict[str, Any], said_id: str) -> list[Message]:
        self.heard.append(message)
        self.unheard.append(metadata.get("unheard", []))
        if message.startswith("等"):
            await self.open.wait()
        status = {"拒": "refused", "找": "handoff"}.get(message[:1], "answered")
        return [{"recipient_id": sender, "text": message, "custom": {"status": status}}]


class DirectedOffice(Office):
    """An office with a clock of its own; ``is_staffed``: somebody has an account."""

    def __init__(self, is_staffed: bool = True) -> None:
        self.time, self.is_staffed = MORNING, is_staffed
        self.leapt = dt.timedelta()
        self.hours = Hours((Row("周一至周五8:30-12:00，13:30-17:00"),))

    def pass_(self, **duration: float) -> None:
        self.time += dt.timedelta(**duration)

    def put(self, **duration: float) -> None:
        """Somebody puts the clock, while no time passes."""
        self.pass_(**duration)
        self.leapt += dt.timedelta(**duration)

    def leap(self) -> int:
        leapt, self.leapt = self.leapt, dt.timedelta()
        return int(leapt.total_seconds() * 1000)

    def now(self) -> int:
        return int(self.time.timestamp() * 1000)

    async def attendance(self) -> Attendance | None:
        return Attendance.of(self.hours, self.time) if self.is_staffed else None


class DirectedFace(Face):
    """A public face that is open."""

    def __init__(self) -> None:
        pass

    async def closed(self) -> str | None:
        return None


@dataclass(frozen=True)
class World:
    """All that a hand-off has to do with."""

    lines: Lines
    queue: Queue
    call_backs: CallBacks
    clerks: Clerks
    reception: Reception

    @classmethod
    def of(
        cls,
        engine: DirectedEngine,
        transcripts: Transcripts,
        office: Office,
        admission: Admission | None = None,
        most_queued: int = 50,
    ) -> World:
        changes = Changes()
        queue, call_backs = Queue(transcripts, changes), CallBacks(transcripts, changes, days=7)
        reception = Reception(queue, call_backs, office, most_queued)
        lines = Lines(
            transcripts,
            Answering(cast(Engines, engine), DirectedFace()),
            reception,
            admission or Admission(300, 30, Metrics()),
        )
        return cls(lines, queue, call_backs, Clerks(lines, queue, call_backs, office, changes), reception)


@pytest.fixture
def engine() -> DirectedEngine:
    return DirectedEngine()


@pytest.fixture
def transcripts() -> Iterator[Transcripts]:
    with closing(Transcripts("sqlite://", days=1)) as kept:
        yield kept


@pytest.fixture
def office() -> DirectedOffice:
    return DirectedOffice()


@pytest.fixture
def world(engine: DirectedEngine, transcripts: Transcripts, office: DirectedOffice) -> World:
    return World.of(engine, transcripts, office)


@pytest.fixture
def lines(world: World) -> Lines:
    return world.lines


def said(message: str, number: int = 0, shown: str | None = None) -> Said:
    """A message with an id of its own."""
    return Said.by(SENDER, Spoken(id=f"message-{number}", message=message, shown=shown))
