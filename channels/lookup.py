"""``GET /api/lookup`` for hotline staff: the search of the chat, for those who hold a token."""

from __future__ import annotations

import asyncio

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json
from sqlalchemy import Engine

from channels.action_server import ActionServer
from channels.errors import ErrorCode, GatewayError
from channels.privacy import mask
from channels.tokens import role_of

LONGEST_QUESTION = 1000
# A character of a question takes up to 12 bytes of an address ("%F0%9F%98%80").
MAX_HEAD_BYTES = 16 * LONGEST_QUESTION
MOST_HITS = 20


def blueprint(actions: ActionServer, database: Engine) -> Blueprint:
    """The route of the lookup."""
    routes = Blueprint("lookup")

    @routes.get("/api/lookup")
    async def lookup(request: Request) -> HTTPResponse:
        await _require_token(request, database)
        question = (request.args.get("q") or "").strip()
        if not question or len(question) > LONGEST_QUESTION:
            raise GatewayError(ErrorCode.BAD_QUESTION)
        limit, region = _limit(request.args.get("limit") or "5"), (request.args.get("region") or "").strip()
        asked = {"q": mask(question), "region": region or None, "limit": limit}
        return json(await actions.ask("/lookup", asked), headers={"Cache-Control": "no-store"})

    return routes


async def _require_token(request: Request, database: Engine) -> None:
    token = request.token or ""
    if not token or await asyncio.to_thread(role_of, database, token) is None:
        raise GatewayError(ErrorCode.UNAUTHORIZED, status=401)


def _limit(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:4]) <= MOST_HITS:
        raise GatewayError(ErrorCode.BAD_LIMIT)
    return int(text)
