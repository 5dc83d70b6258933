"""The line by ``POST /api/line``, for browsers and networks that let no WebSocket through; and what goes with a line."""

from __future__ import annotations

import asyncio

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import empty, json

from channels.contract.events import Events
from channels.contract.incoming import Exchange, Hello, Judgement, parse
from channels.limits import Limiter
from channels.line.lines import Lines
from channels.line.said import Said
from channels.line.verdicts import judge


def blueprint(lines: Lines, limiter: Limiter, patience: float) -> Blueprint:
    """The routes. ``patience``: seconds to wait for the answer to what was said; later ones are fetched by asking again."""
    routes = Blueprint("exchange", url_prefix="/api/line")

    @routes.post("/")
    async def exchange(request: Request) -> HTTPResponse:
        asked = parse(request.body, Exchange)
        line = await lines.open(asked.sender)
        if asked.say:
            turn = line.say(Said.by(asked.sender, asked.say), await limiter.turn(request, asked.sender))
            await asyncio.wait({turn}, timeout=patience)
            line = await lines.open(asked.sender)  # it may have become another's
        events = Events(answerer=line.answerer, place=line.place, events=tuple(line.since(asked.after)))
        return json(events.model_dump(mode="json"), headers={"Cache-Control": "no-store"})

    @routes.post("/forget")
    async def forget(request: Request) -> HTTPResponse:
        sender = parse(request.body, Hello).sender
        await lines.open(sender)
        await limiter.client(request)
        await lines.forget(sender)
        return empty()

    @routes.post("/verdict")
    async def verdict(request: Request) -> HTTPResponse:
        judgement = parse(request.body, Judgement)
        line = await lines.open(judgement.sender)
        await limiter.client(request)
        judge(line, judgement, lines.transcripts)
        return empty()

    return routes
