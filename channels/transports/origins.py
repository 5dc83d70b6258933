"""Which pages may use the widget's routes: those of this host, and those that the office has named."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from sanic import HTTPResponse, Request
from sanic.response import BaseHTTPResponse, empty

# What a page elsewhere may ask for. None of it knows cookies; whoever speaks is known by a secret in the body.
OPEN_PATHS = ("/api/cities", "/api/line", "/api/line/forget", "/api/line/verdict", "/api/traditional")


class Origins:
    """``allowed``: origins besides our own, such as "https://www.lanxi.gov.cn"."""

    def __init__(self, allowed: Collection[str]) -> None:
        self._allowed = frozenset(allowed)

    def permit(self, request: Request) -> bool:
        """Whether the page behind a request may use the widget; what comes from no page may."""
        origin = request.headers.get("origin")
        return origin is None or urlsplit(origin).netloc == request.host or origin in self._allowed

    def answer_preflight(self, request: Request) -> HTTPResponse | None:
        """The answer to a browser that asks before it sends JSON from elsewhere; None for any other request."""
        if request.method != "OPTIONS" or request.path not in OPEN_PATHS:
            return None
        headers = {"Access-Control-Allow-Methods": "GET, POST", "Access-Control-Allow-Headers": "content-type"}
        return empty(204, headers | {"Access-Control-Max-Age": "7200"})

    def mark(self, request: Request, response: BaseHTTPResponse) -> None:
        """Tell the browser that the page may read the response."""
        if request.path in OPEN_PATHS:
            response.headers["Vary"] = "Origin"
            if self.permit(request) and "origin" in request.headers:
                response.headers["Access-Control-Allow-Origin"] = request.headers["origin"]
