"""What the routes under ``/api/admin`` share: work beside the event loop, whose refusals are errors with words for people."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from channels.batch.runs import UnknownRun
from channels.errors import ErrorCode
from channels.staff import doing
from channels.staff.doing import whose
from knowledge.figures.register import FigureError
from knowledge.records.faqs.door import NotAllowed, OutOfTurn
from knowledge.records.faqs.reading import BadContents, UnknownFaq
from knowledge.records.files import FileError

_REFUSALS: doing.Refusals = {
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

__all__ = ["done", "whose"]


async def done(function: Callable[Arguments, Result], *arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
    """What a function comes to beside the event loop; what it refuses is an error of the gateway with its words."""
    return await doing.done(_REFUSALS, function, *arguments, **named)
