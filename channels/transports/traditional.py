"""``POST /api/traditional``: texts in Traditional characters, for those who read these."""

from __future__ import annotations

from functools import cache

from opencc import OpenCC
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

from channels.contract.incoming import Texts, parse


@cache
def _converter() -> OpenCC:
    return OpenCC("s2tw")


def blueprint() -> Blueprint:
    """The route."""
    routes = Blueprint("traditional")

    @routes.post("/api/traditional")
    async def traditional(request: Request) -> HTTPResponse:
        texts = parse(request.body, Texts).texts
        return json({"texts": [_converter().convert(text) for text in texts]})

    return routes
