"""Bodies of the staff's requests and replies."""

from __future__ import annotations

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


def fresh(body: object) -> HTTPResponse:
    """A body that no browser keeps; of a shape its fields."""
    return json(body.model_dump(mode="json") if isinstance(body, BaseModel) else body, headers=FRESH)
