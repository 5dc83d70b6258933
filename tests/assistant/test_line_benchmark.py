"""The bench of many lines sees what a gateway does wrong."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable

import pytest
from websockets.asyncio.server import ServerConnection, serve

from assistant.benchmarks import lines
from assistant.benchmarks.lines import Report


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "ARRIVAL_SECONDS", 0.01)
    monkeypatch.setattr(lines, "PAUSE_SECONDS", (0.01, 0.02))
    monkeypatch.setattr(lines, "TWO_AT_ONCE", 1)


async def answer(socket: ServerConnection, id_: str, status: str = "answered") -> None:
    await socket.send(json.dumps({"event": "message", "id": id_, "message": {"custom": {"status": status}}}))
    await socket.send(json.dumps({"event": "done", "id": id_}))


async def two(socket: ServerConnection) -> tuple[str, str]:
    """The ids of the next two messages."""
    return json.loads(await socket.recv())["id"], json.loads(await socket.recv())["id"]


async def good(socket: ServerConnection, first: str, second: str) -> None:
    await answer(socket, first)
    await answer(socket, second)


async def forgetful(socket: ServerConnection, first: str, second: str) -> None:
    await answer(socket, first)
    await socket.close()


async def helpless(socket: ServerConnection, first: str, second: str) -> None:
    await answer(socket, first)
    await answer(socket, second, "unavailable")
    await socket.close()


async def wordy(socket: ServerConnection, first: str, second: str) -> None:
    await answer(socket, first)
    await answer(socket, first)
    await answer(socket, second)


async def confused(socket: ServerConnection, first: str, second: str) -> None:
    await answer(socket, second)
    await answer(socket, first)


async def hasty(socket: ServerConnection, first: str, second: str) -> None:
    await socket.close()


def measured(answered: Callable[[ServerConnection, str, str], Awaitable[None]]) -> Report:
    """One person at a gateway that answers two messages like this."""

    async def gateway(socket: ServerConnection) -> None:
        assert json.loads(await socket.recv())["sender"].startswith("web-")
        await answered(socket, *await two(socket))
        await socket.wait_closed()

    async def run() -> Report:
        async with serve(gateway, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            person = lines.Person(0)
            await person.talk(f"ws://127.0.0.1:{port}", until=0.0)
            return lines.report([person])

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("answered", "broken", "lost", "twice", "out_of_order"),
    [
        (good, 0, 0, 0, 0),
        (forgetful, 1, 1, 0, 0),
        (helpless, 1, 1, 0, 0),
        (wordy, 0, 0, 1, 0),
        (confused, 0, 0, 0, 1),
        (hasty, 1, 2, 0, 0),
    ],
)
def test_what_a_gateway_does_is_seen(
    answered: Callable[[ServerConnection, str, str], Awaitable[None]],
    broken: int,
    lost: int,
    twice: int,
    out_of_order: int,
) -> None:
    found = measured(answered)
    assert (found.broken, found.lost, found.twice, found.out_of_order) == (broken, lost, twice, out_of_order)
    assert found.is_whole == (answered is good)
