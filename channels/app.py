"""The gateway: the one process that faces people."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import socket
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from types import SimpleNamespace

import httpx
import structlog
from sanic import Request, Sanic
from sanic.config import Config
from sanic.response import BaseHTTPResponse
from sqlalchemy import Engine as Database

from channels import cities, health, lookup, summaries
from channels.action_server import ActionServer
from channels.admin import routes as admin
from channels.asked import routes as asked
from channels.asked.inbox import Inbox
from channels.batch import routes as batches
from channels.cluster.leases import Elsewhere
from channels.cluster.passing import IDEMPOTENCY_KEY, Passing
from channels.cluster.sharing import Sharing
from channels.compressing import compress
from channels.contract.incoming import MAX_BODY_BYTES
from channels.desk import handoff, services
from channels.desk import routes as desk
from channels.errors import GatewayError, handle_error
from channels.figures import routes as figures
from channels.figures.register import Register
from channels.hours import routes as hours
from channels.jobs import routes as jobs
from channels.jobs.work import Work
from channels.library import routes as library
from channels.library import transfer, trying
from channels.library.library import Library
from channels.limits import Limiter
from channels.line.admission import Admission
from channels.line.answering import Answering
from channels.line.callbacks import CallBacks
from channels.line.clerks import Clerks
from channels.line.engine import Engine
from channels.line.engines import Engines
from channels.line.face import Face
from channels.line.lines import Lines
from channels.line.office import Clock, Office
from channels.line.queue import Queue
from channels.line.reception import Reception
from channels.line.retention import Retention
from channels.line.transcripts import Transcripts
from channels.papers import routes as papers
from channels.papers.papers import Papers
from channels.settings import GatewaySettings
from channels.staff import routes as staff
from channels.staff.guard import Guard
from channels.statistics import routes as statistics
from channels.statistics.numbers import Numbers
from channels.status import routes as status
from channels.status.metrics import Metrics
from channels.status.state import Watched
from channels.transports import exchange, live, rest, traditional
from channels.transports.origins import Origins
from channels.transports.wechat import routes as wechat
from channels.web import pages
from knowledge import china_time
from knowledge.places.regions import all_regions
from knowledge.records.database import open_database

# What any route may take, above the REST channel's own limit: below this a caller who sends too much
# still gets a readable 413, beyond it the connection is cut.
MAX_REQUEST_BYTES = 16 * 1024 * 1024
# A reply under way may take that long after a SIGTERM; the rest of the 3 seconds is for closing down.
SHUTDOWN_SECONDS = 1.5
# How much longer than for one reply somebody waits whose earlier messages are still being answered.
QUEUE_SECONDS = 5
EXPIRY_SECONDS = 3600
# The engine takes some seconds to start.
EXPIRY_RETRY_SECONDS = 60
# How exactly what is due to those who wait for a clerk is done.
TICK_SECONDS = 2
# So long a start waits for a Redis.
HOLD_SECONDS = 2

log = structlog.get_logger(__name__)

App = Sanic[Config, SimpleNamespace]

SECURITY_HEADERS = {
    # People may share where they are, and speak in place of typing; the page uses nothing else of the device.
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=(self)",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def create_app(settings: GatewaySettings, name: str = "gateway", clock: Clock = china_time.now) -> App:
    """A gateway ready to be run. ``name`` must be new in this process; ``clock``: what opening hours and waiting go by."""
    # The standard encoder escapes every surrogate; Sanic's default (ujson) raises on lone ones.
    app: App = Sanic(name, configure_logging=False, dumps=partial(json.dumps, separators=(",", ":")))
    app.config.REQUEST_MAX_SIZE = MAX_REQUEST_BYTES
    app.config.REQUEST_MAX_HEADER_SIZE = lookup.MAX_HEAD_BYTES
    app.config.RESPONSE_TIMEOUT = int(settings.engine_timeout) + 10
    app.config.WEBSOCKET_MAX_SIZE = MAX_BODY_BYTES
    app.config.PROXIES_COUNT = settings.proxies_count or None
    app.config.REAL_IP_HEADER = settings.real_ip_header or None
    app.config.REQUEST_ID_HEADER = IDEMPOTENCY_KEY
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = SHUTDOWN_SECONDS

    # The engine is on loopback: a proxy named in the environment must not get its messages, and reading the
    # certificates of the world (a fifth of a second) is for nothing.
    client = httpx.AsyncClient(trust_env=False, verify=False, limits=httpx.Limits(max_connections=None))
    database, metrics = open_database(settings.database), Metrics()
    transcripts = Transcripts(settings.lines_database, settings.transcript_days, settings.redis_url is not None)
    sharing = _sharing(settings, transcripts)
    limiter = Limiter(settings, metrics, sharing.counts)
    whole = health.Health(client, settings.engines, settings.engine_token, settings.actions_url)
    ways = (Engine(client, url, settings.engine_token, settings.engine_timeout) for url in settings.engines)
    engines = Engines(tuple(ways))
    clerks, watched = _add_line(
        app, settings, client, limiter, transcripts, database, clock, metrics, whole, sharing, engines
    )
    app.blueprint(health.blueprint(whole))
    app.blueprint(pages.blueprint(settings))
    actions, guard = ActionServer(client, settings.actions_url), Guard(database)
    app.blueprint(lookup.blueprint(actions, database, limiter))
    app.blueprint(staff.blueprint(database, guard, limiter, settings))
    app.blueprint(desk.blueprint(actions, database, transcripts, guard))
    app.blueprint(status.blueprint(watched, database, guard))
    app.blueprint(handoff.blueprint(actions, clerks, guard))
    app.blueprint(services.blueprint(engines, guard))
    held = Library(settings, database)
    app.blueprint(admin.blueprint(guard))
    app.blueprint(library.blueprint(held, actions, guard))
    app.blueprint(transfer.blueprint(held, actions, guard))
    app.blueprint(trying.blueprint(actions, guard))
    app.blueprint(figures.blueprint(Register(held), guard))
    work = Work(settings, database)
    app.blueprint(jobs.blueprint(work, guard))
    inbox = Inbox(held, settings.lines_database, settings.transcript_days)
    app.blueprint(asked.blueprint(inbox, actions, guard))
    app.blueprint(batches.blueprint(database, actions, guard))
    numbers = Numbers(inbox)
    held.used = numbers.used
    app.blueprint(statistics.blueprint(numbers, guard))
    app.blueprint(hours.blueprint(database, guard, clock))
    app.blueprint(papers.blueprint(Papers(held, work), actions, guard))
    app.blueprint(cities.blueprint(cities.KnownCities(client, settings.actions_url)))
    app.blueprint(summaries.blueprint(client, settings.actions_url, engines, limiter))
    app.exception(Exception)(handle_error)

    headers = {**SECURITY_HEADERS, "Content-Security-Policy": pages.policy(settings.origins)}

    async def add_security_headers(request: Request, response: BaseHTTPResponse) -> None:
        for name, value in headers.items():
            response.headers.setdefault(name, value)

    async def note_start(request: Request) -> None:
        request.ctx.started = time.monotonic()

    async def count(request: Request, response: BaseHTTPResponse) -> None:
        # Of a request that could not even be read, there is no start.
        if (started := getattr(request.ctx, "started", None)) is not None:
            route = f"/{request.route.path}" if request.route else "none"
            metrics.request(route, response.status, time.monotonic() - started)

    async def close_client(app: App) -> None:
        await client.aclose()

    app.register_middleware(note_start, "request")
    app.register_middleware(count, "response")
    app.register_middleware(add_security_headers, "response")
    app.register_middleware(compress, "response")
    app.register_listener(close_client, "after_server_stop")
    return app


def _sharing(settings: GatewaySettings, transcripts: Transcripts) -> Sharing:
    if settings.redis_url is None:
        return Sharing.alone()
    return Sharing.through(settings.redis_url, settings.gateway_url, transcripts.written)


def _add_line(
    app: App,
    settings: GatewaySettings,
    client: httpx.AsyncClient,
    limiter: Limiter,
    transcripts: Transcripts,
    database: Database,
    clock: Clock,
    metrics: Metrics,
    whole: health.Health,
    sharing: Sharing,
    engines: Engines,
) -> tuple[Clerks, Watched]:
    """What people talk through, what is kept of that, and the clerks who may take over."""
    all_regions()  # read now, not while the first person waits for a turn to be counted
    office, changes = Office(database, clock), sharing.changes
    queue, call_backs = Queue(transcripts, changes), CallBacks(transcripts, changes, settings.call_back_days)
    face, admission = Face(database), Admission(settings.most_waiting, settings.most_pending, metrics)
    answering, reception = Answering(engines, face), Reception(queue, call_backs, office, settings.most_queued)
    lines = Lines(transcripts, answering, reception, admission, sharing.leases)
    clerks = Clerks(lines, queue, call_backs, office, changes)
    retention = Retention(lines, queue, call_backs, engines, database, settings)
    origins = Origins(settings.origins)
    patience = settings.engine_timeout + QUEUE_SECONDS
    passing = Passing(client, sharing.leases, patience)
    app.blueprint(rest.blueprint(lines, limiter, patience))
    app.blueprint(live.blueprint(lines, limiter, origins, passing))
    app.blueprint(exchange.blueprint(lines, limiter, patience))
    app.blueprint(traditional.blueprint(limiter))
    if settings.wechat:
        app.blueprint(wechat.blueprint(lines, limiter, settings.wechat))

    async def read() -> None:
        await queue.load()
        await call_backs.load()

    async def load(app: App) -> None:
        await read()

    async def expire() -> None:
        await asyncio.sleep(EXPIRY_SECONDS if await retention.expire(office.now()) else EXPIRY_RETRY_SECONDS)

    async def see_to_requests() -> None:
        try:
            await clerks.tick()
            await retention.forget()
        except (Elsewhere, GatewayError) as error:
            log.info("left_to_others", reason=type(error).__name__)
        await asyncio.sleep(TICK_SECONDS)

    async def show_places() -> None:
        number = changes.number
        clerks.show_places()
        await changes.beyond(number)

    async def hold(app: App) -> None:
        app.ctx.holding = asyncio.create_task(sharing.leases.run(lines.part))
        # Nobody is to be refused only because we have just begun.
        with suppress(TimeoutError):
            async with asyncio.timeout(HOLD_SECONDS):
                while not sharing.leases.are_held:
                    await asyncio.sleep(0.01)

    async def hear() -> None:
        await changes.run(read)

    async def close(app: App) -> None:
        transcripts.close()
        # Not before all is written: whoever has a line next reads it.
        app.ctx.holding.cancel()
        await asyncio.gather(app.ctx.holding, return_exceptions=True)
        await sharing.close()

    app.register_middleware(origins.answer_preflight, "request")
    app.register_middleware(origins.mark, "response")
    app.register_listener(load, "before_server_start")
    app.register_listener(hold, "before_server_start")
    app.exception(Elsewhere)(passing.pass_on)
    _repeat(app, expire, see_to_requests, show_places)
    _run(app, hear)
    app.register_listener(close, "after_server_stop")
    started, folder = dt.datetime.now(dt.UTC), settings.data_dir
    watched = Watched(metrics, whole, lines, queue, call_backs, admission, face, folder, started)
    watched.register()
    return clerks, watched


def _repeat(app: App, *works: Callable[[], Awaitable[None]]) -> None:
    """Do each of these again and again from the start to the end."""

    async def repeat(work: Callable[[], Awaitable[None]]) -> None:
        while True:
            await work()

    _run(app, *(partial(repeat, work) for work in works))


def _run(app: App, *works: Callable[[], Awaitable[None]]) -> None:
    """Do these from the start to the end."""
    tasks: list[asyncio.Future[None]] = []

    async def start(app: App) -> None:
        tasks.extend(asyncio.ensure_future(work()) for work in works)

    async def stop(app: App) -> None:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    app.register_listener(start, "after_server_start")
    app.register_listener(stop, "before_server_stop")


def serve(settings: GatewaySettings, sock: socket.socket | None = None, clock: Clock = china_time.now) -> None:
    """Run the gateway in this process until SIGTERM or SIGINT, which end it in less than 3 seconds. ``sock``: a bound socket
    to listen on, in place of the host and port of the settings; ``clock``: as for ``create_app``."""
    create_app(settings, clock=clock).run(
        host=None if sock else settings.host,
        port=None if sock else settings.port,
        sock=sock,
        single_process=True,  # Sanic's worker manager can hang when a SIGTERM meets its start.
        access_log=False,
        motd=False,
    )
