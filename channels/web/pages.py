"""The chat page and its files, kept in memory and revalidated by ETag."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import empty, raw

WEB_FOLDER = Path(__file__).parent / "files"

# Address on the site: file and type. A closed list, so that no path of a request ever reaches the disk.
_FILES = {
    "/": ("index.html", "text/html; charset=utf-8"),
    "/chat.js": ("chat.js", "text/javascript; charset=utf-8"),
    "/cards.js": ("cards.js", "text/javascript; charset=utf-8"),
    "/chat.css": ("chat.css", "text/css; charset=utf-8"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
}


@dataclass(frozen=True)
class Page:
    """One file as it is sent."""

    body: bytes
    content_type: str

    def response(self, if_none_match: str) -> HTTPResponse:
        """The file, or 304 where ``if_none_match`` (the request's header, may be empty) names this very version."""
        etag = f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'
        headers = {"ETag": etag, "Cache-Control": "no-cache"}
        known = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
        if etag in known or "*" in known:
            return empty(status=304, headers=headers)
        return raw(self.body, content_type=self.content_type, headers=headers)


def blueprint() -> Blueprint:
    """The routes of the page. Raises ``OSError`` if a file is missing."""
    routes = Blueprint("pages")
    pages = {
        address: Page((WEB_FOLDER / name).read_bytes(), content_type)
        for address, (name, content_type) in _FILES.items()
    }

    async def page(request: Request) -> HTTPResponse:
        return pages[request.path].response(request.headers.get("if-none-match", ""))

    for address, (name, _) in _FILES.items():
        routes.add_route(page, address, methods=["GET", "HEAD"], name=name.replace(".", "_"), strict_slashes=True)
    return routes
