"""``/summary/KEY.html`` and ``.pdf``: the page that somebody takes to the window, and ``KEY.PAPER.docx`` and ``.pdf``: the
papers to hand in, while the action server keeps them."""

from __future__ import annotations

import re
from typing import get_args

import httpx
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import raw

from actions.contract.cards import PaperId
from channels.errors import ErrorCode, GatewayError
from channels.limits import Limiter
from channels.line.engines import Engines

TIMEOUT_SECONDS = 15.0
_PAPERS = "|".join(get_args(PaperId))
_NAME = re.compile(rf"(?P<key>[A-Za-z0-9_-]{{16,64}})\.(?:(?P<page>html|pdf)|(?P<paper>{_PAPERS})\.(?P<form>docx|pdf))")
_TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# The page brings its own style sheet; nothing else may be loaded by it or run in it.
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
}


def blueprint(client: httpx.AsyncClient, actions_url: str, engines: Engines, limiter: Limiter) -> Blueprint:
    """The route of the summaries. Who talked with an engine on another machine has theirs there."""
    routes = Blueprint("summaries")

    @routes.get("/summary/<name:str>")
    async def summary(request: Request, name: str) -> HTTPResponse:
        if not (match := _NAME.fullmatch(name)):
            raise GatewayError(ErrorCode.NOT_FOUND, status=404)
        await limiter.client(request)
        wanted = match["page"] or f"{match['paper']}/{match['form']}"
        try:
            here = await client.get(f"{actions_url}/summary/{match['key']}/{wanted}", timeout=TIMEOUT_SECONDS)
        except httpx.HTTPError as error:
            raise GatewayError(ErrorCode.NOT_READY, status=503) from error
        response = here if here.status_code == 200 else await engines.summary(f"{match['key']}/{wanted}")
        if response is None:
            raise GatewayError(ErrorCode.SUMMARY_GONE, status=404)
        return raw(response.content, content_type=_TYPES[match["page"] or match["form"]], headers=_HEADERS)

    return routes
