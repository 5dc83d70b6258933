"""``/api/admin/statistics`` and ``/api/admin/conversations``: numbers, the monthly report, all that was said."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import raw

from channels.library.calls import done, whose
from channels.library.transfer_shapes import Form
from channels.roles import READING, Role
from channels.staff.bodies import FRESH, fresh, queried
from channels.staff.guard import Guard
from channels.statistics.numbers import Numbers
from channels.statistics.shapes import Month, Span

REPORT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
CONVERSATION_TYPES = {"xlsx": REPORT_TYPES["xlsx"], "csv": "text/csv; charset=utf-8"}


def blueprint(numbers: Numbers, guard: Guard) -> Blueprint:
    """The routes."""
    routes = Blueprint("statistics", url_prefix="/api/admin")

    @routes.get("/statistics")
    async def statistics(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        return fresh(await done(numbers.of, queried(request, Span)))

    @routes.get("/statistics/report")
    async def report(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        # What draws and fills in takes 30 MB, and few ask for it.
        from channels.statistics.report_files import FORMS

        wish = queried(request, Month)
        made = await done(numbers.report, wish.month)
        return _file(await done(FORMS[wish.form], made), f"{wish.month}.{wish.form}", REPORT_TYPES[wish.form])

    @routes.get("/conversations")
    async def conversations(request: Request) -> HTTPResponse:
        session = await guard.require(request, (Role.AUDITOR, Role.ADMIN))
        form = queried(request, Form).form
        made = await done(numbers.conversations, form, whose(session))
        return _file(made, f"conversations.{form}", CONVERSATION_TYPES[form])

    return routes


def _file(body: bytes, name: str, content_type: str) -> HTTPResponse:
    headers = {**FRESH, "Content-Disposition": f'attachment; filename="{name}"'}
    return raw(body, content_type=content_type, headers=headers)
