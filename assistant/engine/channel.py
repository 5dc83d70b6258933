"""Rasa's side of the gateway: Rasa's REST channel with one message per utterance, so that text, buttons and card stay
together."""

from __future__ import annotations

import hmac
import os
import time
from typing import Any, Awaitable, Callable, Dict

import aiohttp
import structlog
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.exceptions import Unauthorized
from sanic.request import Request
from sanic.response import HTTPResponse

from assistant.engine.trackers import LiveTrackerStore
from assistant.engine_settings import EngineSettings
from knowledge.logs import TURN, TURN_HEADER, in_turn

logger = structlog.get_logger(__name__)


class OneMessage(CollectingOutputChannel):
    """Collects each utterance as one message of Rasa's REST channel."""

    async def send_response(self, recipient_id: str, message: Dict[str, Any]) -> None:
        parts = {key: message[key] for key in ("text", "buttons", "image", "custom") if message.get(key)}
        if parts:
            self.messages.append({"recipient_id": recipient_id, **parts})


class GatewayInput(InputChannel):
    """``POST /webhooks/gateway/webhook`` takes id, sender, message, metadata; answers with the list of messages."""

    @classmethod
    def name(cls) -> str:
        return "gateway"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        routes = Blueprint("gateway")
        settings = EngineSettings.from_env(os.environ)
        token, actions_url = settings.token.encode(), settings.actions_url

        @routes.middleware("request")
        async def let_in(request: Request) -> None:
            """The gateway alone: whoever else is on this machine could speak in anybody's name."""
            if not hmac.compare_digest((request.token or "").encode(errors="surrogateescape"), token):
                raise Unauthorized("no token")

        @routes.get("/")
        async def ready(_request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            body, turn, started = request.json, request.headers.get(TURN_HEADER, ""), time.monotonic()
            collector = OneMessage()
            message = UserMessage(
                body["message"],
                collector,
                body["sender"],
                input_channel=self.name(),
                message_id=body["id"],
                metadata={**(body.get("metadata") or {}), TURN: turn},
            )
            with in_turn(turn):
                try:
                    await on_new_message(message)
                except Exception:  # whatever it is, the gateway must know and the next message must be served
                    logger.exception("gateway.message.failed")
                    return response.json({"error": "failed"}, status=500)
                logger.info("engine", seconds=round(time.monotonic() - started, 3))
            return response.json(collector.messages)

        @routes.post("/forget")
        async def forget(request: Request) -> HTTPResponse:
            await _store(request).forget(request.json["line"])
            return response.empty()

        @routes.post("/expire")
        async def expire(request: Request) -> HTTPResponse:
            await _store(request).expire(request.json["before"])
            return response.empty()

        @routes.get("/summary/<path:path>")
        async def summary(_request: Request, path: str) -> HTTPResponse:
            """What the action server of this engine keeps to be printed, for a gateway on another machine."""
            async with aiohttp.ClientSession() as session, session.get(f"{actions_url}/summary/{path}") as found:
                return response.raw(await found.read(), status=found.status)

        return routes


def _store(request: Request) -> LiveTrackerStore:
    """The store of conversations."""
    # Rasa wraps its stores (``processing.NoOtherStore``).
    store: LiveTrackerStore = request.app.ctx.agent.tracker_store._tracker_store
    return store
