"""Files that are sent to browsers: kept in memory, compressed once, and revalidated by ETag."""

from __future__ import annotations

import base64
import gzip
import hashlib
from dataclasses import dataclass

from sanic import HTTPResponse, Request
from sanic.response import empty, raw

FRESH = "no-cache"
# Where what stands for the content is part of the address.
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class File:
    """One file as it is sent."""

    body: bytes
    compressed: bytes
    content_type: str
    cache: str

    @classmethod
    def of(cls, body: bytes, content_type: str, cache: str = FRESH) -> File:
        return cls(body, gzip.compress(body, 9, mtime=0), content_type, cache)

    def response(self, request: Request) -> HTTPResponse:
        """The file, or 304 where the browser has this very version."""
        etag = f'W/"{digest(self.body)[:32]}"'
        headers = {"ETag": etag, "Cache-Control": self.cache, "Vary": "Accept-Encoding"}
        known = {tag.strip() for tag in request.headers.get("if-none-match", "").split(",")}
        if known & {etag, etag.removeprefix("W/"), "*"}:
            return empty(status=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            return raw(self.compressed, content_type=self.content_type, headers=headers | {"Content-Encoding": "gzip"})
        return raw(self.body, content_type=self.content_type, headers=headers)


def style_hash(style: str) -> str:
    """A style sheet that stands in a page, as a Content-Security-Policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"


def digest(body: bytes) -> str:
    """What stands for a content in tags."""
    return hashlib.sha256(body).hexdigest()


def version(body: bytes) -> str:
    """What stands for a content in addresses."""
    return digest(body)[:12]
