"""A person who talks through a gateway's line."""

from __future__ import annotations

import hashlib
import itertools
import secrets
from typing import Any

import httpx
import pytest

_NUMBERS = itertools.count(1000)


class Talk:
    """``after``: the last entry that this person has."""

    def __init__(self, client: httpx.Client, name: str) -> None:
        self._client = client
        self.sender = f"web-{hashlib.sha256(name.encode()).hexdigest()[:32]}"
        self.after = 0
        self.exchange()

    def exchange(self, say: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """What is new on the line, after something was said."""
        body = {"sender": self.sender, "after": self.after, "say": say}
        response = self._client.post("/api/line", json=body, timeout=30)
        assert response.status_code == 200, response.text
        events: list[dict[str, Any]] = response.json()["events"]
        self.after = max([self.after, *(event["at"] for event in events)])
        return events

    def message(self, text: str, number: int | None = None) -> dict[str, Any]:
        return {"id": f"message-{next(_NUMBERS) if number is None else number}", "message": text}

    def say(self, text: str, number: int | None = None) -> list[str]:
        return self.texts(self.exchange(self.message(text, number)))

    @staticmethod
    def texts(events: list[dict[str, Any]]) -> list[str]:
        return [event["message"]["text"] for event in events if event["event"] == "message"]


@pytest.fixture
def talk(client: httpx.Client) -> Talk:
    """Somebody new."""
    return Talk(client, secrets.token_hex(8))
