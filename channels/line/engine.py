"""The gateway's way to the dialogue engine."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
from pydantic import SecretStr, TypeAdapter, ValidationError

from channels.contract.events import Message
from knowledge.logs import TURN_HEADER, current_turn

_MESSAGES = TypeAdapter(list[Message])


class EngineUnavailable(Exception):
    """The engine cannot be reached, is too slow (``is_late``), failed, or answered with something that is no list of
    messages."""

    def __init__(self, reason: str, is_late: bool = False) -> None:
        super().__init__(reason)
        self.is_late = is_late


class Engine:
    """Sends messages to the engine at ``url`` and gives its answers, each within ``timeout`` seconds."""

    def __init__(self, client: httpx.AsyncClient, url: str, token: SecretStr, timeout: float) -> None:
        self.url = url
        self._client = client
        self._routes = f"{url}/webhooks/gateway"
        self._headers = {"Authorization": f"Bearer {token.get_secret_value()}"}
        self._timeout = timeout

    async def talk(self, sender: str, message: str, metadata: dict[str, Any], said_id: str) -> list[Message]:
        """The engine's messages in answer to one message, perhaps none; the same where it has answered ``said_id`` already.
        Raises ``EngineUnavailable``."""
        body = {"id": said_id, "sender": sender, "message": message, "metadata": metadata}
        try:
            # httpx's own timeouts count each read anew; a person waits for the whole.
            async with asyncio.timeout(self._timeout):
                response = await self._client.post(
                    f"{self._routes}/webhook",
                    json=body,
                    headers={**self._headers, TURN_HEADER: current_turn()},
                    timeout=self._timeout,
                )
            response.raise_for_status()
            return _MESSAGES.validate_json(response.content)
        except (httpx.HTTPError, TimeoutError, ValidationError) as error:
            is_late = isinstance(error, TimeoutError | httpx.TimeoutException)
            raise EngineUnavailable(type(error).__name__, is_late) from error

    async def forget(self, line: str) -> None:
        """Have the engine remove what it keeps of a line. Raises ``EngineUnavailable``."""
        await self._tell("forget", {"line": line})

    async def summary(self, path: str) -> httpx.Response | None:
        """What its action server keeps to be printed; None where that is nothing, or cannot be asked."""
        try:
            address = f"{self._routes}/summary/{path}"
            response = await self._client.get(address, headers=self._headers, timeout=self._timeout)
        except httpx.HTTPError:
            return None
        return response if response.status_code == 200 else None

    async def expire(self, before: float) -> None:
        """Have it remove what was said before a moment (seconds since 1970). Raises ``EngineUnavailable``."""
        await self._tell("expire", {"before": before})

    async def _tell(self, what: str, body: dict[str, Any]) -> None:
        try:
            address = f"{self._routes}/{what}"
            response = await self._client.post(address, json=body, headers=self._headers, timeout=self._timeout)
            response.raise_for_status()
        except httpx.HTTPError as error:
            raise EngineUnavailable(type(error).__name__) from error
