"""The gateway: the one process that faces people."""

from __future__ import annotations

import asyncio
import json
import socket
from functools import partial
from types import SimpleNamespace

import httpx
from sanic import Request, Sanic
from sanic.config import Config
from sanic.response import BaseHTTPResponse

from channels import cities, health, lookup, summaries
from channels.action_server import ActionServer
from channels.contract.incoming import MAX_BODY_BYTES
from channels.desk import routes as desk
from channels.errors import handle_error
from channels.line.answering import Answering
from channels.line.engine import Engine
from channels.line.lines import Lines
from channels.line.transcripts import Transcripts
from channels.settings import GatewaySettings
from channels.staff import routes as staff
from channels.staff.guard import Guard
from channels.transports import exchange, live, rest, traditional
from channels.transports.origins import Origins
from channels.transports.wechat import routes as wechat
from channels.web import pages
from knowledge.records.database import open_database

# What any route may take, above the REST channel's own limit: below this a caller who sends too much
# still gets a readable 413, beyond it the connection is cut.
MAX_REQUEST_BYTES = 4 * 1024 * 1024
# A reply under way may take that long after a SIGTERM; the rest of the 3 seconds is for closing down.
SHUTDOWN_SECONDS = 1.5
# How much longer than for one reply somebody waits whose earlier messages are still being answered.
QUEUE_SECONDS = 5
EXPIRY_SECONDS = 3600

App = Sanic[Config, SimpleNamespace]

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'self'; style-src 'self' {pages.style_hash()}; base-uri 'none'; form-action 'self';"
        " frame-ancestors 'self'; object-src 'none'"
    ),
    # People may share where they are; the page uses nothing else of the device.
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def create_app(settings: GatewaySettings, name: str = "gateway") -> App:
    """A gateway ready to be run. ``name`` must be new in this process."""
    # The standard encoder escapes every surrogate; Sanic's default (ujson) raises on lone ones.
    app: App = Sanic(name, dumps=partial(json.dumps, separators=(",", ":")))
    app.config.REQUEST_MAX_SIZE = MAX_REQUEST_BYTES
    app.config.REQUEST_MAX_HEADER_SIZE = lookup.MAX_HEAD_BYTES
    app.config.RESPONSE_TIMEOUT = int(settings.engine_timeout) + 10
    app.config.WEBSOCKET_MAX_SIZE = MAX_BODY_BYTES
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = SHUTDOWN_SECONDS

    # The engine is on loopback: a proxy named in the environment must not get its messages, and reading the
    # certificates of the world (a fifth of a second) is for nothing.
    client = httpx.AsyncClient(trust_env=False, verify=False, limits=httpx.Limits(max_connections=None))
    _add_line(app, settings, client)
    app.blueprint(
        health.blueprint(health.Health(client, settings.engine_url, settings.engine_token, settings.actions_url))
    )
    app.blueprint(pages.blueprint())
    database = open_database(settings.database)
    actions, guard = ActionServer(client, settings.actions_url), Guard(database)
    app.blueprint(lookup.blueprint(actions, database))
    app.blueprint(staff.blueprint(database, guard, settings.secure_cookies))
    app.blueprint(desk.blueprint(actions, database, guard))
    app.blueprint(cities.blueprint(cities.KnownCities(client, settings.actions_url)))
    app.blueprint(summaries.blueprint(client, settings.actions_url))
    app.exception(Exception)(handle_error)

    async def add_security_headers(request: Request, response: BaseHTTPResponse) -> None:
        for name, value in SECURITY_HEADERS.items():
            response.headers.setdefault(name, value)

    async def close_client(app: App) -> None:
        await client.aclose()

    app.register_middleware(add_security_headers, "response")
    app.register_listener(close_client, "after_server_stop")
    return app


def _add_line(app: App, settings: GatewaySettings, client: httpx.AsyncClient) -> None:
    """What people talk through, and what is kept of that."""
    transcripts = Transcripts(settings.lines_database, settings.transcript_days)
    lines = Lines(transcripts, Answering(Engine(client, settings.engine_url, settings.engine_timeout)))
    origins = Origins(settings.origins)
    patience = settings.engine_timeout + QUEUE_SECONDS
    app.blueprint(rest.blueprint(lines, patience))
    app.blueprint(live.blueprint(lines, origins))
    app.blueprint(exchange.blueprint(lines, patience))
    app.blueprint(traditional.blueprint())
    if settings.wechat:
        app.blueprint(wechat.blueprint(lines, settings.wechat))

    async def expire() -> None:
        while True:
            transcripts.expire()
            await asyncio.sleep(EXPIRY_SECONDS)

    async def close(app: App) -> None:
        transcripts.close()

    app.add_task(expire())
    app.register_middleware(origins.answer_preflight, "request")
    app.register_middleware(origins.mark, "response")
    app.register_listener(close, "after_server_stop")


def serve(settings: GatewaySettings, sock: socket.socket | None = None) -> None:
    """Run the gateway in this process until SIGTERM or SIGINT, which end it in less than 3 seconds. ``sock``: a bound socket
    to listen on, in place of the host and port of the settings."""
    create_app(settings).run(
        host=None if sock else settings.host,
        port=None if sock else settings.port,
        sock=sock,
        single_process=True,  # Sanic's worker manager can hang when a SIGTERM meets its start.
        access_log=False,
        motd=False,
    )
