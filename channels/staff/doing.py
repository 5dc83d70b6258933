"""What routes of the staff have in common: work beside the event loop, and who does it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import ParamSpec, TypeVar

from channels.errors import ErrorCode, GatewayError
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


def whose(session: Session, why: str = "") -> By:
    """Somebody who is logged in, and the reason."""
    return By(session.name, why.strip(), session.region, session.category)
