"""The line by WebSocket, ``/api/line``: the first frame says who comes (``Hello``), each other one is something said
(``Spoken``) or "ping". What happens on the line comes back, an event a frame."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from pydantic import BaseModel
from sanic import Blueprint, Request, Websocket
from sanic.exceptions import WebsocketClosed

from channels.cluster.leases import Elsewhere
from channels.cluster.passing import Passing
from channels.contract.events import Pong, Welcome
from channels.contract.incoming import Hello, Spoken, parse
from channels.errors import ErrorCode, GatewayError, error_body
from channels.limits import Limiter
from channels.line.line import Events, Line
from channels.line.lines import Lines
from channels.line.said import Said
from channels.transports.origins import Origins

PATH = "/api/line"
HELLO_SECONDS = 10.0
POLICY_VIOLATION = 1008


def blueprint(lines: Lines, limiter: Limiter, origins: Origins, passing: Passing) -> Blueprint:
    """The route."""
    routes = Blueprint("live")

    async def live(request: Request, socket: Websocket) -> None:
        if not origins.permit(request):
            await socket.close(POLICY_VIOLATION, ErrorCode.BAD_ORIGIN)
            return
        try:
            first = _bytes(await socket.recv(HELLO_SECONDS))
            hello = parse(first, Hello)
            line = await lines.open(hello.sender)
        except GatewayError as error:
            await _send(socket, error_body(error.code))
            return
        except Elsewhere as elsewhere:
            await passing.connect(request, socket, elsewhere.line, first.decode())
            return
        with line.listening(hello.after) as events:
            await _send(socket, Welcome(answerer=line.answerer, place=line.place))
            telling = asyncio.create_task(_tell(events, socket))
            try:
                await _listen(socket, line, lines, hello.sender, lambda: limiter.turn(request, hello.sender))
            except Elsewhere:
                pass  # whoever listens comes again, and is passed on
            finally:
                telling.cancel()

    routes.add_websocket_route(live, PATH)
    return routes


async def _tell(events: Events, socket: Websocket) -> None:
    with suppress(WebsocketClosed):
        while event := await events.get():
            await _send(socket, event)
        await socket.close()


async def _listen(
    socket: Websocket, line: Line, lines: Lines, sender: str, too_much: Callable[[], Awaitable[GatewayError | None]]
) -> None:
    """Takes what is said until the other side has gone, or the line is another's; ``too_much``: why it may not be."""
    while True:
        frame = _bytes(await socket.recv())
        try:
            if await lines.open(sender) is not line:
                return
            if frame == b"ping":
                await _send(socket, Pong())
                continue
            spoken = parse(frame, Spoken)
            line.say(Said.by(sender, spoken), await too_much())
        except GatewayError as error:
            await _send(socket, error_body(error.code))


def _bytes(frame: str | bytes | None) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame or b""


async def _send(socket: Websocket, event: BaseModel) -> None:
    await socket.send(event.model_dump_json())
