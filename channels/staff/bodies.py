"""Bodies of the staff's requests and replies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from sanic import Request
from sanic.response import HTTPResponse, json

from channels.errors import ErrorCode, GatewayError

Body = TypeVar("Body", bound=BaseModel)
# What staff see is kept by no browser.
FRESH = {"Cache-Control": "no-store"}


def parsed(request: Request, shape: type[Body]) -> Body:
    """What a request's body holds. Raises GatewayError."""
    try:
        return shape.model_validate_json(request.body)
    except ValidationError as error:
        raise GatewayError(ErrorCode.BAD_BODY) from error


def queried(request: Request, shape: type[Body]) -> Body:
    """What the query of a request's address holds. Raises GatewayError."""
    given: Iterable[tuple[str, str]] = request.query_args
    try:
        return shape.model_validate(dict(given))
    except ValidationError as error:
        raise GatewayError(ErrorCode.BAD_BODY) from error


def sent_file(request: Request) -> tuple[str, bytes]:
    """The file of a form: its name and what is in it. Raises GatewayError."""
    sent = request.files.get("file") if request.files else None
    if sent is None:
        raise GatewayError(ErrorCode.BAD_BODY)
    return sent.name or "", sent.body


def fresh(body: object) -> HTTPResponse:
    """A body that no browser keeps; of a shape its fields."""
    return json(body.model_dump(mode="json") if isinstance(body, BaseModel) else body, headers=FRESH)
