"""The way to the gateway that has a line, for what came to another: it passes on what it is asked, and the answer.

An owner that dies meanwhile is waited out, and its successor, perhaps this gateway itself, is asked again: what is said has
an id by which it is answered once.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

import httpx
from sanic import HTTPResponse, Request, Websocket
from sanic.exceptions import WebsocketClosed
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from channels.cluster.leases import Elsewhere, Leases, Unreachable
from channels.errors import ErrorCode, GatewayError, handle_error

# Says what was said before, and what was not (draft-ietf-httpapi-idempotency-key-header).
IDEMPOTENCY_KEY = "Idempotency-Key"
# What was passed on once is not passed on again: who is asked for a line that it has not says so (RFC 9110, 15.5.20).
PASSED_ON = "Nuanyi-Passed-On"
MISDIRECTED = 421
# How often it is looked whether the owner still is one.
LOOK_SECONDS = 1.0
RETRY_SECONDS = 0.25
# What belongs to one connection, or is made anew for the next. The page behind a request was looked at where it came.
_OWN = frozenset("connection keep-alive te trailer transfer-encoding upgrade content-length content-encoding".split())
_OF_SOCKETS = frozenset("host origin".split())


class Passing:
    """``patience``: seconds within which somebody must have answered."""

    def __init__(self, client: httpx.AsyncClient, leases: Leases, patience: float) -> None:
        self._client, self._leases, self._patience = client, leases, patience

    async def pass_on(self, request: Request, elsewhere: Elsewhere) -> HTTPResponse:
        """What the owner of the line answers."""
        if PASSED_ON in request.headers:
            return HTTPResponse(status=MISDIRECTED)
        deadline = time.monotonic() + self._patience
        try:
            while time.monotonic() < deadline:
                response = await self._ask(request, elsewhere.line)
                if response is not None and response.status_code != MISDIRECTED:
                    headers = [item for item in response.headers.multi_items() if item[0] not in _OWN]
                    return HTTPResponse(response.content, response.status_code, dict(headers))
                await asyncio.sleep(RETRY_SECONDS)
        except Unreachable:
            pass
        return handle_error(request, GatewayError(ErrorCode.BUSY, 503, retry_after=int(LOOK_SECONDS)))

    async def _ask(self, request: Request, line: str) -> httpx.Response | None:
        """None where the owner is none any more, or has not answered. Raises Unreachable."""
        owner = await self._leases.take(line)
        asking = asyncio.create_task(self._send(request, owner))
        try:
            while not (await asyncio.wait({asking}, timeout=LOOK_SECONDS))[0]:
                if await self._leases.take(line) != owner:
                    return None
            return asking.result()
        except httpx.TransportError:
            return None
        finally:
            asking.cancel()

    async def _send(self, request: Request, owner: str) -> httpx.Response:
        passed_on = {PASSED_ON: "1", IDEMPOTENCY_KEY: str(request.id), "Accept-Encoding": "identity"}
        again = {name.lower() for name in passed_on} | _OWN
        headers = [(name, value) for name, value in request.headers.items() if name not in again]
        return await self._client.request(
            request.method,
            f"{owner}{request.raw_url.decode()}",
            content=request.body,
            headers=[*headers, *passed_on.items()],
            timeout=self._patience,
        )

    async def connect(self, request: Request, socket: Websocket, line: str, first: str) -> None:
        """Pass on all that is said on a socket, ``first`` what has been already, until either side has gone."""
        if PASSED_ON in request.headers:
            return
        headers = [
            (name, value)
            for name, value in request.headers.items()
            if name not in _OWN | _OF_SOCKETS and not name.startswith("sec-websocket")
        ]
        with suppress(Unreachable, OSError, TimeoutError, WebSocketException, WebsocketClosed):
            owner = (await self._leases.take(line)).replace("http", "ws", 1)
            async with connect(
                f"{owner}{request.raw_url.decode()}",
                additional_headers=[*headers, (PASSED_ON, "1")],
                max_size=None,
                max_queue=None,
                proxy=None,
                ping_interval=LOOK_SECONDS * 5,
                ping_timeout=LOOK_SECONDS * 5,
            ) as there:
                await there.send(first)
                both = [asyncio.create_task(_forth(socket, there)), asyncio.create_task(_back(there, socket))]
                try:
                    await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
                finally:
                    for each in both:
                        each.cancel()
                    await asyncio.gather(*both, return_exceptions=True)


async def _forth(here: Websocket, there: ClientConnection) -> None:
    with suppress(WebsocketClosed, ConnectionClosed):
        while (frame := await here.recv()) is not None:
            await there.send(frame)


async def _back(there: ClientConnection, here: Websocket) -> None:
    with suppress(WebsocketClosed, ConnectionClosed):
        while True:
            await here.send(await there.recv())
