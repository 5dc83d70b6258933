"""``GET /healthz``: whether a question can be answered now, and which part is down if not."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import Literal

import httpx
from pydantic import BaseModel, SecretStr
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

TIMEOUT_SECONDS = 2.0
CACHE_SECONDS = 1.0

State = Literal["ok", "down"]


class Report(BaseModel):
    """Whether a question can be answered now, and the state of each part."""

    status: State
    components: dict[Literal["gateway", "engine", "actions"], State]


class Health:
    """Asks the engines and the action server how they are, at most once a second however often it is asked. One engine that
    is well will do."""

    def __init__(
        self, client: httpx.AsyncClient, engine_urls: Sequence[str], engine_token: SecretStr, actions_url: str
    ) -> None:
        self._client = client
        self._engine_urls, self._engine_token = engine_urls, engine_token
        self._actions_url = actions_url
        self._lock = asyncio.Lock()
        self._known = Report(status="down", components={})
        self._known_until = 0.0

    async def report(self) -> Report:
        """The state of the gateway, the engine and the action server."""
        async with self._lock:
            if time.monotonic() >= self._known_until:
                actions, *engines = await asyncio.gather(self._actions(), *map(self._engine, self._engine_urls))
                engine: State = "ok" if "ok" in engines else "down"
                up = engine == actions == "ok"
                components = {"gateway": "ok", "engine": engine, "actions": actions}
                self._known = Report(status="ok" if up else "down", components=components)
                self._known_until = time.monotonic() + CACHE_SECONDS
            return self._known

    async def _engine(self, url: str) -> State:
        token = {"token": self._engine_token.get_secret_value()}  # Rasa takes it in no other way
        status, root = await asyncio.gather(self._get(f"{url}/status", token), self._get(f"{url}/"))
        if status is None or root is None:
            return "down"
        try:
            report = status.json()
        except ValueError:
            return "down"
        # The engine's server is up well before its model is; only with a model can it answer.
        return "ok" if isinstance(report, dict) and report.get("model_file") is not None else "down"

    async def _actions(self) -> State:
        return "down" if await self._get(f"{self._actions_url}/health") is None else "ok"

    async def _get(self, url: str, query: dict[str, str] | None = None) -> httpx.Response | None:
        """The response if it is a 200 in time."""
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                response = await self._client.get(url, params=query, timeout=TIMEOUT_SECONDS)
        except (httpx.HTTPError, TimeoutError):
            return None
        return response if response.status_code == 200 else None


def blueprint(health: Health) -> Blueprint:
    """The route of the report."""
    routes = Blueprint("health")

    async def healthz(request: Request) -> HTTPResponse:
        report = await health.report()
        status = 200 if report.status == "ok" else 503
        return json(report.model_dump(mode="json"), status=status, headers={"Cache-Control": "no-store"})

    routes.add_route(healthz, "/healthz", methods=["GET", "HEAD"])
    return routes
