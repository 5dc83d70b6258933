"""Rasa's REST channel: ``POST /webhooks/rest/webhook`` takes one message and answers with a list of messages."""

from __future__ import annotations

import asyncio

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

from channels.contract.events import Message
from channels.contract.incoming import Incoming, parse
from channels.limits import Limiter
from channels.line.answering import wait
from channels.line.lines import Lines
from channels.line.said import Said


def blueprint(lines: Lines, limiter: Limiter, patience: float) -> Blueprint:
    """The channel's routes. ``patience``: seconds after which somebody whose earlier messages are still being answered is
    asked to wait."""
    routes = Blueprint("rest", url_prefix="/webhooks/rest")

    async def reply(request: Request, incoming: Incoming) -> list[Message]:
        line = await lines.open(incoming.sender)
        turn = line.say(Said.of(incoming, str(request.id)), await limiter.turn(request, incoming.sender))
        done, _ = await asyncio.wait({turn}, timeout=patience)
        messages = turn.result() if done else [wait()]
        return [{"recipient_id": incoming.sender, **message} for message in messages]

    @routes.get("/")
    async def alive(request: Request) -> HTTPResponse:
        return json({"status": "ok"})

    @routes.post("/webhook")
    async def webhook(request: Request) -> HTTPResponse:
        incoming = parse(request.body, Incoming)
        return json(await reply(request, incoming))

    return routes
