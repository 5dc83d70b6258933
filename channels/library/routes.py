"""``/api/admin``: the library of FAQs and the log, for who is logged in; what changes something needs the CSRF token.

What goes in comes as bodies and queries, not in paths: an id may be any text.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import ParamSpec, TypeVar

from pydantic import ValidationError
from sanic import Blueprint, HTTPResponse, Request

from actions.contract.queries import Findings
from channels.action_server import ActionServer
from channels.errors import ErrorCode, GatewayError
from channels.library.library import Library
from channels.library.shapes import (
    Act,
    Checked,
    Draft,
    LogWish,
    Named,
    Noting,
    Pair,
    Place,
    ToCheck,
    Wish,
)
from channels.roles import READING, WRITING, Role
from channels.staff.bodies import Body, fresh, parsed
from channels.staff.guard import Guard
from channels.staff.sessions import Session
from knowledge.errors import ReadableError
from knowledge.figures.register import FigureError
from knowledge.places.regions import UnknownRegion
from knowledge.records.audit import By
from knowledge.records.faqs.door import NotAllowed, OutOfTurn
from knowledge.records.faqs.reading import BadContents, UnknownFaq, cells_of, read_contents
from knowledge.records.files import FileError

_READING_LOG = (Role.AUDITOR, Role.ADMIN)
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


def blueprint(held: Library, actions: ActionServer, guard: Guard) -> Blueprint:
    """The routes."""
    routes = Blueprint("library", url_prefix="/api/admin")

    @routes.get("/faqs")
    async def faqs(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        return fresh(await done(held.faqs, queried(request, Wish)))

    @routes.get("/faqs/terms")
    async def terms(request: Request) -> HTTPResponse:
        session = await guard.require(request, READING)
        return fresh(await done(held.terms, by(session, "")))

    @routes.get("/faqs/one")
    async def one(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        return fresh(await done(held.whole, queried(request, Named).id))

    @routes.get("/faqs/differences")
    async def differences(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        return fresh(await done(held.differences, queried(request, Pair)))

    @routes.post("/faqs/draft")
    async def draft(request: Request) -> HTTPResponse:
        session = await guard.require(request, WRITING)
        given = parsed(request, Draft)
        return fresh(await done(held.draft, given, by(session, given.why)))

    @routes.post("/faqs/act")
    async def act(request: Request) -> HTTPResponse:
        session = await guard.require(request, WRITING)
        given = parsed(request, Act)
        return fresh(await done(held.act, given, by(session, given.why)))

    @routes.post("/faqs/check")
    async def check(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        contents = await done(read_contents, parsed(request, ToCheck).contents.cells)
        before = await done(held.told, contents.id)
        asked = {"contents": cells_of(contents), "before": cells_of(before) if before else None}
        found = Findings.model_validate(await actions.ask("/check", asked))
        return fresh(Checked(findings=found.findings, told=await done(held.as_told, contents)))

    @routes.get("/figures")
    async def figures(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        return fresh(await done(held.figures, queried(request, Place).region))

    @routes.get("/deeds")
    async def deeds(request: Request) -> HTTPResponse:
        await guard.require(request, _READING_LOG)
        return fresh(await done(held.deeds, queried(request, LogWish)))

    @routes.get("/deeds/verdict")
    async def verdict(request: Request) -> HTTPResponse:
        await guard.require(request, _READING_LOG)
        return fresh(await done(held.verdict, queried(request, Noting).seal))

    return routes


async def done(function: Callable[Arguments, Result], *arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
    """What a function comes to beside the event loop; what it refuses is an error of the gateway with its words."""
    try:
        return await asyncio.to_thread(function, *arguments, **named)
    except UnknownRegion as error:
        raise GatewayError(ErrorCode.UNKNOWN_REGION) from error
    except tuple(_REFUSALS) as error:
        code, status = next(found for kind, found in _REFUSALS.items() if isinstance(error, kind))
        raise GatewayError(code, status, str(error)) from error


def by(session: Session, why: str) -> By:
    """Who does something, and where that person may."""
    return By(session.name, why, session.region, session.category)


def queried(request: Request, shape: type[Body]) -> Body:
    """What a request's query holds. Raises GatewayError."""
    given: Iterable[tuple[str, str]] = request.query_args
    try:
        return shape.model_validate(dict(given))
    except ValidationError as error:
        raise GatewayError(ErrorCode.BAD_BODY) from error
