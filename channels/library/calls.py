"""What the routes under ``/api/admin`` share: work beside the event loop, whose refusals are errors with words for people."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import ParamSpec, TypeVar

from channels.batch.runs import UnknownRun
from channels.errors import ErrorCode, GatewayError
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
    UnknownRun: (ErrorCode.NOT_FOUND, 404),
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
