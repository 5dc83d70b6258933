"""``/admin``: the page and its files; what it asks is answered under ``/api/admin``."""

from __future__ import annotations

from pathlib import Path

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import redirect

from channels.roles import READING
from channels.staff.bodies import FRESH
from channels.staff.files import Files
from channels.staff.guard import Guard

WEB_FOLDER = Path(__file__).parent / "web"
LOGIN = "/staff/login?to=admin"


def blueprint(guard: Guard) -> Blueprint:
    """The routes; the page is for who may read the library, its files hold nothing secret."""
    routes = Blueprint("admin", url_prefix="/admin")
    files = Files.of("/admin", WEB_FOLDER, "admin.html", "admin.css")

    async def page(request: Request) -> HTTPResponse:
        session = await guard.session(request)
        if session is None or session.role not in READING:
            return redirect(LOGIN, status=303, headers=FRESH)
        return files.send_page(request)

    routes.add_route(page, "/", name="page", strict_slashes=False)
    files.add_to(routes)
    return routes
