"""``/metrics`` for Prometheus on this machine, or with a token; ``/status`` for who of the staff is logged in."""

from __future__ import annotations

import asyncio
from pathlib import Path

from prometheus_client import CONTENT_TYPE_LATEST
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import raw, redirect
from sqlalchemy import Engine

from channels.clients import is_here
from channels.errors import ErrorCode, GatewayError
from channels.roles import Role
from channels.staff.bodies import FRESH, fresh
from channels.staff.files import Files
from channels.staff.guard import LOGIN, Guard
from channels.status.state import Watched
from channels.tokens import Scope, opens

WEB_FOLDER = Path(__file__).parent / "web"


def blueprint(watched: Watched, database: Engine, guard: Guard) -> Blueprint:
    """The routes."""
    routes, files = Blueprint("status"), Files.of("/status", WEB_FOLDER, "status.html", "status.css")

    @routes.get("/metrics")
    async def metrics(request: Request) -> HTTPResponse:
        if not is_here(request) and not await asyncio.to_thread(opens, database, request.token or "", Scope.METRICS):
            raise GatewayError(ErrorCode.UNAUTHORIZED, status=401)
        await watched.now()
        return raw(watched.metrics.exposition(), content_type=CONTENT_TYPE_LATEST, headers=FRESH)

    @routes.get("/status")
    async def page(request: Request) -> HTTPResponse:
        if await guard.session(request) is None:
            return redirect(LOGIN, status=303, headers=FRESH)
        return files.send_page(request)

    @routes.get("/status/now")
    async def now(request: Request) -> HTTPResponse:
        await guard.require(request, Role, is_use=False)
        return fresh(await watched.now())

    files.add_to(routes)
    return routes
