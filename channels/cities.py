"""``GET /api/cities``: the cities that a page offers to choose from."""

from __future__ import annotations

import asyncio
import time

import httpx
from pydantic import ValidationError
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

from actions.contract.queries import Cities
from channels.errors import ErrorCode, GatewayError

TIMEOUT_SECONDS = 2.0
# A city that was imported is to be there within two seconds.
CACHE_SECONDS = 1.0


class KnownCities:
    """Asks the action server which cities it knows, at most once a second however often it is asked."""

    def __init__(self, client: httpx.AsyncClient, actions_url: str) -> None:
        self._client = client
        self._url = f"{actions_url}/cities"
        self._lock = asyncio.Lock()
        self._known: Cities | None = None
        self._known_until = 0.0

    async def now(self) -> Cities:
        """The cities. Raises GatewayError while the action server cannot be asked."""
        async with self._lock:
            if self._known is None or time.monotonic() >= self._known_until:
                self._known = await self._ask()
                self._known_until = time.monotonic() + CACHE_SECONDS
            return self._known

    async def _ask(self) -> Cities:
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                response = await self._client.get(self._url, timeout=TIMEOUT_SECONDS)
            response.raise_for_status()
            return Cities.model_validate_json(response.content)
        except (httpx.HTTPError, TimeoutError, ValidationError) as error:
            raise GatewayError(ErrorCode.NOT_READY, status=503) from error


def blueprint(known: KnownCities) -> Blueprint:
    """The route of the cities."""
    routes = Blueprint("cities")

    @routes.get("/api/cities")
    async def cities(request: Request) -> HTTPResponse:
        return json((await known.now()).model_dump(mode="json"), headers={"Cache-Control": "no-store"})

    return routes
