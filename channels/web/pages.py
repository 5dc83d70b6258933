"""The page and the widget, made once, kept in memory, compressed, and revalidated by ETag."""

from __future__ import annotations

import base64
import hashlib

from sanic import Blueprint, HTTPResponse, Request

from channels.files import File, digest
from channels.web.bundle import FOLDER, style, widget

FILES = FOLDER / "files"
# Other sites name the widget by an address that never changes; a new one reaches them within five minutes.
SHORTLY = "public, max-age=300, stale-while-revalidate=86400"
# The hash of its content is part of the address.
FOREVER = "public, max-age=31536000, immutable"
SCRIPT = "text/javascript; charset=utf-8"


def style_hash() -> str:
    """The widget's style sheet as a Content-Security-Policy names it, for browsers that take it from an element only."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()}'"


def files() -> dict[str, File]:
    """Every file by its address on the site: a closed list, so that no path of a request ever reaches the disk. Raises
    OSError if one is missing."""
    script = widget().encode()
    hashed = f"widget.{digest(script)[:12]}.js"
    page = (FILES / "index.html").read_text("utf-8").replace("{{ widget }}", hashed)
    return {
        "/": File.of(page.encode(), "text/html; charset=utf-8"),
        "/widget.js": File.of(script, SCRIPT, SHORTLY),
        f"/{hashed}": File.of(script, SCRIPT, FOREVER),
        "/page.css": File.of((FILES / "page.css").read_bytes(), "text/css; charset=utf-8"),
        "/icon.svg": File.of((FILES / "icon.svg").read_bytes(), "image/svg+xml"),
    }


def blueprint() -> Blueprint:
    """The routes of the files."""
    routes = Blueprint("pages")
    served = files()

    async def send(request: Request) -> HTTPResponse:
        return served[request.path].response(request)

    for number, address in enumerate(served):
        routes.add_route(send, address, methods=["GET", "HEAD"], name=f"file_{number}", strict_slashes=True)
    return routes
