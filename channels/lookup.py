"""``GET /api/lookup`` for hotline staff: the search of the chat, for those who hold a token."""

from __future__ import annotations

import asyncio

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json
from sqlalchemy import Engine

from channels.action_server import ActionServer
from channels.errors import ErrorCode, GatewayError
from channels.limits import Limiter
from channels.privacy import mask
from channels.tokens import Scope, opens
from channels.writing import readable

LONGEST_QUESTION = 1000
# A character of a question takes up to 12 bytes of an address ("%F0%9F%98%80").
MAX_HEAD_BYTES = 16 * LONGEST_QUESTION
MOST_HITS = 20


def blueprint(actions: ActionServer, database: Engine, limiter: Limiter) -> Blueprint:
    """The route of the lookup."""
    routes = Blueprint("lookup")

    @routes.get("/api/lookup")
    async def lookup(request: Request) -> HTTPResponse:
        await limiter.token(request, await _require_token(request, database))
        question = readable(request.args.get("q") or "").strip()
        if not question or len(question) > LONGEST_QUESTION:
            raise GatewayError(ErrorCode.BAD_QUESTION)
        limit, region = _limit(request.args.get("limit") or "5"), (request.args.get("region") or "").strip()
        asked = {"q": mask(question), "region": region or None, "limit": limit}
        return json(await actions.ask("/lookup", asked), headers={"Cache-Control": "no-store"})

    return routes


async def _require_token(request: Request, database: Engine) -> str:
    """The token of a request. Raises GatewayError where it opens nothing."""
    token = request.token or ""
    if not token or not await asyncio.to_thread(opens, database, token, Scope.LOOKUP):
        raise GatewayError(ErrorCode.UNAUTHORIZED, status=401)
    return token


def _limit(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:4]) <= MOST_HITS:
        raise GatewayError(ErrorCode.BAD_LIMIT)
    return int(text)
