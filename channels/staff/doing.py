"""What routes of the staff have in common: work beside the event loop, who does it, and what came with the request."""

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
from knowledge.places.regions import UnknownRegion
from knowledge.records.audit import By

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
# What a refusal is to the outside: a code and a status; of several that fit the first counts.
Refusals = Mapping[type[ReadableError], tuple[ErrorCode, int]]


async def done(
    refusals: Refusals, function: Callable[Arguments, Result], *arguments: Arguments.args, **named: Arguments.kwargs
) -> Result:
    """What a function comes to beside the event loop; what it refuses is an error of the gateway with its words."""
    try:
        return await asyncio.to_thread(function, *arguments, **named)
    except UnknownRegion as error:
        raise GatewayError(ErrorCode.UNKNOWN_REGION, message=f"{error}，请写全称，例如 兰溪市、浙江省、全国") from error
    except tuple(refusals) as error:
        code, status = next(found for kind, found in refusals.items() if isinstance(error, kind))
        raise GatewayError(code, status, str(error)) from error


def by(session: Session, why: str = "") -> By:
    """Whoever is logged in, with a reason."""
    return By(session.name, why.strip(), session.region, session.category)


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
