"""``/api/admin/figures``: the register of figures, for who is logged in; what changes something needs the CSRF token."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request

from channels.errors import ErrorCode
from channels.figures.register import Register
from channels.figures.shapes import ActOnValue, FigureId, InRegion, NewValue
from channels.roles import READING, WRITING, Role
from channels.staff.bodies import fresh, parsed, queried
from channels.staff.doing import Refusals, done, whose
from channels.staff.guard import Guard
from knowledge.figures.register import FigureError
from knowledge.records.faqs.door import NotAllowed, OutOfTurn
from knowledge.records.figures.bounds import BadValue, SurprisingValue
from knowledge.records.figures.door import UnknownValue

_REFUSALS: Refusals = {
    BadValue: (ErrorCode.BAD_FIGURE, 400),
    SurprisingValue: (ErrorCode.SURPRISING, 409),
    NotAllowed: (ErrorCode.FORBIDDEN, 403),
    FigureError: (ErrorCode.NOT_FOUND, 404),
    UnknownValue: (ErrorCode.NOT_FOUND, 404),
    OutOfTurn: (ErrorCode.NOT_NOW, 409),
}


def blueprint(held: Register, guard: Guard) -> Blueprint:
    """The routes."""
    routes = Blueprint("figures", url_prefix="/api/admin/figures")

    @routes.get("/table")
    async def table(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        return fresh(await done(_REFUSALS, held.table, queried(request, InRegion).region))

    @routes.get("/one")
    async def one(request: Request) -> HTTPResponse:
        session = await guard.require(request, READING)
        return fresh(await done(_REFUSALS, held.whole, queried(request, FigureId).id, whose(session)))

    @routes.post("/try")
    async def tried(request: Request) -> HTTPResponse:
        session = await guard.require(request, WRITING)
        return fresh(await done(_REFUSALS, held.tried, parsed(request, NewValue), whose(session)))

    @routes.post("/enter")
    async def enter(request: Request) -> HTTPResponse:
        session = await guard.require(request, WRITING)
        new = parsed(request, NewValue)
        return fresh(await done(_REFUSALS, held.enter, new, whose(session, new.why), session.role is Role.ADMIN))

    @routes.post("/act")
    async def act(request: Request) -> HTTPResponse:
        session = await guard.require(request, WRITING)
        wanted = parsed(request, ActOnValue)
        return fresh(await done(_REFUSALS, held.act, wanted, whose(session, wanted.why)))

    return routes
