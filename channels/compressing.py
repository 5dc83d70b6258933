"""Answers that are large are sent compressed to who can read that: staff work at the end of slow lines, too."""

from __future__ import annotations

import gzip

from sanic import Request
from sanic.response import BaseHTTPResponse

# A packet or two go at once, compressed or not.
LEAST_BYTES = 2048
# Beyond this level JSON hardly gets smaller, only slower.
LEVEL = 4


async def compress(request: Request, response: BaseHTTPResponse) -> None:
    """Compress a large JSON body. None of them holds a secret beside what the asker wrote, so its size tells nothing."""
    if not _is_worth_it(response) or "gzip" not in request.headers.get("accept-encoding", ""):
        return
    assert response.body is not None
    response.body = gzip.compress(response.body, LEVEL, mtime=0)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"


def _is_worth_it(response: BaseHTTPResponse) -> bool:
    is_json = (response.content_type or "").startswith("application/json")
    return is_json and "Content-Encoding" not in response.headers and len(response.body or b"") >= LEAST_BYTES
