"""Many open lines at once: people at the widget's WebSocket who write at a human pace, and whether each message gets its
reply, in order, once."""

from __future__ import annotations

import asyncio
import json
import random
import secrets
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from actions.contract.status import Status
from assistant.benchmarks.turns import REGION, SAID
from assistant.evaluation.chain import assistant_running
from assistant.settings import Settings

LINES = 200
SECONDS = 60.0
# Somebody reads an answer and types the next message on a phone; one time in so many they write two at once.
PAUSE_SECONDS = (10.0, 20.0)
TWO_AT_ONCE = 5
# All come within that time, as people do after an announcement.
ARRIVAL_SECONDS = 10.0
# How long the last replies are waited for.
PATIENCE_SECONDS = 30.0


@dataclass(frozen=True)
class Report:
    """``said``: messages on all ``lines``; ``broken``: lines that did not open or broke off. Of the messages, ``lost`` got no
    reply (to be asked to try later is none), ``twice`` got one more than once, ``out_of_order`` after that of a later one;
    ``p50``, ``p95``: seconds to the end of the reply."""

    lines: int
    broken: int
    said: int
    lost: int
    twice: int
    out_of_order: int
    p50: float
    p95: float

    @property
    def is_whole(self) -> bool:
        return not (self.broken or self.lost or self.twice or self.out_of_order)


class Person:
    """Somebody on a line of their own; keeps when each message was said and answered, and in which order."""

    def __init__(self, number: int) -> None:
        self._random = random.Random(number)  # noqa: S311 - the same people each time
        self._first = number
        self.said: dict[str, float] = {}
        self.done: list[tuple[str, float]] = []
        self.broke_off = False

    async def talk(self, url: str, until: float) -> None:
        """Come, talk until that time and once at least, and wait for the last replies."""
        await asyncio.sleep(self._random.uniform(0, ARRIVAL_SECONDS))
        try:
            async with connect(f"{url}/api/line", proxy=None, open_timeout=PATIENCE_SECONDS) as socket:
                await socket.send(json.dumps({"sender": f"web-{secrets.token_hex(16)}"}))
                listening = asyncio.create_task(self._listen(socket))
                await self._speak(socket, until)
                await self._wait_for_the_last(listening)
                self.broke_off = listening.done()
                listening.cancel()
        except (OSError, WebSocketException):
            self.broke_off = True

    async def _speak(self, socket: ClientConnection, until: float) -> None:
        while not self.said or time.monotonic() < until:
            for _ in range(2 if self._random.randrange(TWO_AT_ONCE) == 0 else 1):
                await self._say(socket)
            await asyncio.sleep(self._random.uniform(*PAUSE_SECONDS))

    async def _say(self, socket: ClientConnection) -> None:
        id_ = secrets.token_hex(8)
        message = SAID[(self._first + len(self.said)) % len(SAID)]
        self.said[id_] = time.monotonic()
        await socket.send(json.dumps({"id": id_, "message": message, "metadata": {"region": REGION}}))

    async def _listen(self, socket: ClientConnection) -> None:
        """Until the line ends."""
        replied = set[str]()
        with suppress(WebSocketException):
            while event := json.loads(await socket.recv()):
                if event.get("event") == "message" and _says_something(event["message"]):
                    replied.add(event["id"])
                if event.get("event") == "done" and event["id"] in replied:
                    self.done.append((event["id"], time.monotonic()))

    async def _wait_for_the_last(self, listening: asyncio.Task[None]) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while len(dict(self.done)) < len(self.said) and time.monotonic() < until and not listening.done():
            await asyncio.sleep(0.1)


def _says_something(message: dict[str, Any]) -> bool:
    status: str = message.get("custom", {}).get("status", "")
    return status != Status.UNAVAILABLE


def bench_lines(settings: Settings, lines: int = LINES, seconds: float = SECONDS) -> Report:
    """So many people at once, for so many seconds. Raises NotRunningError."""
    with assistant_running(settings) as url:
        return asyncio.run(_gather(url.replace("http", "ws", 1), lines, seconds))


async def _gather(url: str, lines: int, seconds: float) -> Report:
    people, until = [Person(number) for number in range(lines)], time.monotonic() + seconds
    await asyncio.gather(*(person.talk(url, until) for person in people))
    return report(people)


def report(people: Sequence[Person]) -> Report:
    """What came of it."""
    taken = [at - person.said[id_] for person in people for id_, at in person.done if id_ in person.said]
    p50, p95 = (float(np.percentile(taken, share)) if taken else float("nan") for share in (50, 95))
    return Report(
        lines=len(people),
        broken=sum(person.broke_off for person in people),
        said=sum(len(person.said) for person in people),
        lost=sum(len(person.said.keys() - dict(person.done).keys()) for person in people),
        twice=sum(count - 1 for person in people for count in Counter(id_ for id_, _ in person.done).values()),
        out_of_order=sum(_out_of_order(person) for person in people),
        p50=p50,
        p95=p95,
    )


def _out_of_order(person: Person) -> int:
    """How many replies came after that to a message that was said later."""
    places = {id_: place for place, id_ in enumerate(person.said)}
    came = [places[id_] for id_, _ in person.done]
    return sum(place < max(came[:index]) for index, place in enumerate(came) if index)
