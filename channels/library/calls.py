"""What the routes under ``/api/admin`` share: work beside the event loop, whose refusals are errors with words for people."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import ParamSpec, TypeVar

from pydantic import ValidationError
from sanic import Request

from channels.errors import ErrorCode, GatewayError
from channels.staff.bodies import Body
from channels.staff.sessions import Session
from knowledge.errors import ReadableError
from knowledge.figures.register import FigureError
from knowledge.places.regions import UnknownRegion
from knowledge.records.audit import By
from knowledge.records.faqs.door import NotAllowed, OutOfTurn
from knowledge.records.faqs.reading import BadContents, UnknownFaq
from knowledge.records.files import FileError

_REFUSALS: Mapping[type[ReadableError], tuple[ErrorCode, int]] = {
    BadContents: (ErrorCode.BAD_FAQ, 400),
    FigureError: (ErrorCode.BAD_FAQ, 400),
    FileError: (ErrorCode.BAD_FAQ, 400),
    NotAllowed: (ErrorCode.FORBIDDEN, 403),
    UnknownFaq: (ErrorCode.NOT_FOUND, 404),
    OutOfTurn: (ErrorCode.NOT_NOW, 409),
}

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


async def done(function: Callable[Arguments, Result], *arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
    """What a function comes to beside the event loop; what it refuses is an error of the gateway with its words."""
    try:
        return await asyncio.to_thread(function, *arguments, **named)
    except UnknownRegion as error:
        raise GatewayError(ErrorCode.UNKNOWN_REGION) from error
    except tuple(_REFUSALS) as error:
        code, status = next(found for kind, found in _REFUSALS.items() if isinstance(error, kind))
        raise GatewayError(code, status, str(error)) from error


def whose(session: Session, why: str = "") -> By:
    """Somebody who is logged in, and the reason."""
    return By(session.name, why, session.region, session.category)


def sent_file(request: Request) -> tuple[str, bytes]:
    """The file of a form and its name. Raises GatewayError."""
    sent = request.files.get("file") if request.files else None
    if sent is None:
        raise GatewayError(ErrorCode.BAD_BODY)
    return sent.name or "", sent.body


def queried(request: Request, shape: type[Body]) -> Body:
    """What a request's query holds. Raises GatewayError."""
    given: Iterable[tuple[str, str]] = request.query_args
    try:
        return shape.model_validate(dict(given))
    except ValidationError as error:
        raise GatewayError(ErrorCode.BAD_BODY) from error
