"""The gateway's line to the action server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from channels.errors import ErrorCode, GatewayError

TIMEOUT_SECONDS = 5.0


class ActionServer:
    """Asks the action server at ``url`` what is known."""

    def __init__(self, client: httpx.AsyncClient, url: str) -> None:
        self._client = client
        self._url = url

    async def ask(self, path: str, question: Mapping[str, object]) -> Any:
        """Its answer to ``question``. Raises GatewayError: the region is unknown, or nothing can be answered now."""
        try:
            response = await self._client.post(f"{self._url}{path}", json=question, timeout=TIMEOUT_SECONDS)
        except httpx.HTTPError as error:
            raise GatewayError(ErrorCode.NOT_READY, status=503) from error
        if response.status_code == 404:
            raise GatewayError(ErrorCode.UNKNOWN_REGION)
        if response.status_code != 200:
            raise GatewayError(ErrorCode.NOT_READY, status=503)
        return response.json()
