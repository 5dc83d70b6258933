"""A line over an engine that a test directs."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from typing import Any, cast

import pytest

from channels.contract.events import Message
from channels.contract.incoming import Spoken
from channels.line.answering import Answering
from channels.line.engine import Engine
from channels.line.lines import Lines
from channels.line.said import Said
from channels.line.transcripts import Transcripts

SENDER = "web-" + "0" * 32


class DirectedEngine:
    """Repeats what it hears; what begins with "等" only once ``open`` is set. ``heard``: all of it, in order."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.open = asyncio.Event()

    async def talk(self, sender: str, message: str, metadata: dict[str, Any]) -> list[Message]:
        self.heard.append(message)
        if message.startswith("等"):
            await self.open.wait()
        return [{"recipient_id": sender, "text": message, "custom": {"status": "answered"}}]


@pytest.fixture
def engine() -> DirectedEngine:
    return DirectedEngine()


@pytest.fixture
def transcripts() -> Iterator[Transcripts]:
    with closing(Transcripts("sqlite://", days=1)) as kept:
        yield kept


@pytest.fixture
def lines(engine: DirectedEngine, transcripts: Transcripts) -> Lines:
    return Lines(transcripts, Answering(cast(Engine, engine)))


def said(message: str, number: int = 0, shown: str | None = None) -> Said:
    """A message with an id of its own."""
    return Said.by(SENDER, Spoken(id=f"message-{number}", message=message, shown=shown))
