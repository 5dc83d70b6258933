"""Large answers are compressed for who can read that."""

from __future__ import annotations

import asyncio
import gzip
import json as plain
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sanic import Request
from sanic.response import HTTPResponse, json, raw

from channels.compressing import LEAST_BYTES, compress

LARGE = {"texts": ["失业金怎么领"] * LEAST_BYTES}


def sent(response: HTTPResponse, accepted: str = "gzip, br") -> HTTPResponse:
    request: Any = SimpleNamespace(headers={"accept-encoding": accepted})
    asyncio.run(compress(cast(Request, request), response))
    return response


def test_a_large_answer_is_compressed() -> None:
    response = sent(json(LARGE))
    assert (response.headers["content-encoding"], response.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert response.body is not None and plain.loads(gzip.decompress(response.body)) == LARGE


@pytest.mark.parametrize(
    ("response", "accepted"),
    [
        (json({"texts": []}), "gzip"),
        (json(LARGE), "br"),
        (raw(b"x" * LEAST_BYTES, content_type="application/zip"), "gzip"),
        (json(LARGE, headers={"Content-Encoding": "gzip"}), "gzip"),
    ],
    ids=["small", "not understood", "no JSON", "compressed already"],
)
def test_what_stays_as_it_is(response: HTTPResponse, accepted: str) -> None:
    before = response.body
    assert sent(response, accepted).body == before
