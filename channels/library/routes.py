"""``/api/admin``: the library of FAQs and the log, for who is logged in; what changes something needs the CSRF token.

What goes in comes as bodies and queries, not in paths: an id may be any text.
"""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request

from actions.contract.queries import Findings
from channels.action_server import ActionServer
from channels.library.calls import done, whose
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
from channels.staff.bodies import fresh, parsed, queried
from channels.staff.guard import Guard
from knowledge.records.faqs.reading import cells_of, read_contents

_READING_LOG = (Role.AUDITOR, Role.ADMIN)


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
        return fresh(await done(held.terms, whose(session, "")))

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
        return fresh(await done(held.draft, given, whose(session, given.why)))

    @routes.post("/faqs/act")
    async def act(request: Request) -> HTTPResponse:
        session = await guard.require(request, WRITING)
        given = parsed(request, Act)
        return fresh(await done(held.act, given, whose(session, given.why)))

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
