"""``/api/admin/hours``: when clerks take over conversations, for who is logged in; what changes something needs the CSRF
token."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request
from sqlalchemy import Engine

from channels.errors import ErrorCode
from channels.hours.shapes import HoursTable, NewHours, OldHours
from channels.line.hours import WrongHours, load_hours, remove_hours, set_hours
from channels.line.office import Clock
from channels.roles import READING, Role
from channels.staff.bodies import fresh, parsed
from channels.staff.doing import Refusals, done, whose
from channels.staff.guard import Guard
from knowledge.records.audit import By

_REFUSALS: Refusals = {WrongHours: (ErrorCode.BAD_HOURS, 400)}


def blueprint(database: Engine, guard: Guard, clock: Clock) -> Blueprint:
    """The routes; ``clock``: China's."""
    routes = Blueprint("hours", url_prefix="/api/admin")

    def table() -> HoursTable:
        return HoursTable.of(load_hours(database), clock())

    def put(new: NewHours, who: By) -> HoursTable:
        set_hours(database, new.row, who)
        return table()

    def remove(old: OldHours, who: By) -> HoursTable:
        remove_hours(database, old.first, old.last, who)
        return table()

    @routes.get("/hours")
    async def hours(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        return fresh(await done(_REFUSALS, table))

    @routes.post("/hours/set")
    async def change(request: Request) -> HTTPResponse:
        session = await guard.require(request, (Role.ADMIN,))
        new = parsed(request, NewHours)
        return fresh(await done(_REFUSALS, put, new, whose(session, new.why)))

    @routes.post("/hours/remove")
    async def drop(request: Request) -> HTTPResponse:
        session = await guard.require(request, (Role.ADMIN,))
        old = parsed(request, OldHours)
        return fresh(await done(_REFUSALS, remove, old, whose(session, old.why)))

    return routes
