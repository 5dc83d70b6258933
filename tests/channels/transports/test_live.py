"""A line by WebSocket, through a running gateway."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.channels.conftest import Server
from tests.channels.transports.conftest import Talk
from tests.conformance.channel import ChannelSuite


class Live:
    """One connection to a line."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    def send(self, **frame: Any) -> None:
        self.socket.send(json.dumps(frame))

    def event(self) -> dict[str, Any]:
        event: dict[str, Any] = json.loads(self.socket.recv(timeout=30))
        return event

    def until(self, name: str) -> list[dict[str, Any]]:
        """The events up to the first of this name."""
        events = [self.event()]
        while events[-1]["event"] != name:
            events.append(self.event())
        return events


@contextmanager
def live(url: str, sender: str, after: int = 0) -> Iterator[Live]:
    with connect(f"{url.replace('http', 'ws')}/api/line", proxy=None) as socket:
        line = Live(socket)
        line.send(sender=sender, after=after)
        assert line.event() == {"event": "welcome", "answerer": "engine", "place": None}
        yield line


class TestLive(ChannelSuite):
    def say(self, client: httpx.Client, sender: str, message: str) -> list[str]:
        talk = Talk(client, sender)
        with live(str(client.base_url).rstrip("/"), talk.sender, talk.after) as line:
            line.send(**talk.message(message))
            return talk.texts(line.until("done"))


def names(events: list[dict[str, Any]]) -> list[str]:
    return [event["event"] for event in events]


def test_two_tabs_see_the_same(gateway: Server, talk: Talk) -> None:
    with live(gateway.url, talk.sender) as one, live(gateway.url, talk.sender) as other:
        one.send(**talk.message("你好", 1))
        seen = one.until("done")
        assert names(seen) == ["accepted", "typing", "message", "done"] and other.until("done") == seen
        other.send(**talk.message("你好", 1))
        other.send(**talk.message("再见", 2))
        assert talk.texts(one.until("done")) == ["再见"]


def test_who_comes_back_gets_what_was_missed(gateway: Server, talk: Talk) -> None:
    with live(gateway.url, talk.sender) as line:
        line.send(**talk.message("你好"))
        seen = line.until("done")
    talk.say("在别处说的")
    with live(gateway.url, talk.sender, after=seen[-1]["at"]) as line:
        assert talk.texts(line.until("done")) == ["在别处说的"]


def test_a_ping_is_answered(gateway: Server, talk: Talk) -> None:
    with live(gateway.url, talk.sender) as line:
        line.socket.send("ping")
        assert line.event() == {"event": "pong"}


@pytest.mark.parametrize("frame", ["", "[]", '{"id": "message-1"}', "\x00", b"\xff"])
def test_a_bad_frame_is_refused_and_the_line_goes_on(gateway: Server, talk: Talk, frame: str | bytes) -> None:
    with live(gateway.url, talk.sender) as line:
        line.socket.send(frame)
        assert "code" in line.event()["error"]
        line.send(**talk.message("你好"))
        assert talk.texts(line.until("done")) == ["你好"]


def cut_off(gateway: Server, speak: Callable[[Live], None], **headers: str) -> None:
    with connect(f"ws://127.0.0.1:{gateway.port}/api/line", proxy=None, additional_headers=headers) as socket:
        speak(Live(socket))
        with pytest.raises(ConnectionClosed):
            while True:
                socket.recv(timeout=30)


def test_who_does_not_know_the_secret_is_shown_out(gateway: Server) -> None:
    cut_off(gateway, lambda line: line.send(sender="工友"))
    cut_off(gateway, lambda line: line.socket.send("x" * 200_000))


def test_a_page_elsewhere_is_shown_out(gateway: Server) -> None:
    cut_off(gateway, lambda line: None, Origin="https://evil.example")
