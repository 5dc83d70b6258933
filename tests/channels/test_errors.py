"""What callers see of what goes wrong."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sanic.exceptions import ServiceUnavailable

from channels.errors import handle_error


def test_what_takes_too_long_is_to_be_tried_later() -> None:
    request: Any = SimpleNamespace(path="/")
    reply = handle_error(request, ServiceUnavailable("Response Timeout"))
    assert reply.status == 503 and int(reply.headers["Retry-After"]) > 0
    assert handle_error(request, ValueError()).status == 500
