"""``POST /api/admin/try``: what chat would make of a question, perhaps with an FAQ as it is being edited."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints
from sanic import Blueprint, HTTPResponse, Request

from actions.contract.queries import Trial
from channels.action_server import ActionServer
from channels.desk.notes import Question
from channels.library.calls import done
from channels.library.shapes import Contents
from channels.roles import READING
from channels.staff.bodies import fresh, parsed
from channels.staff.guard import Guard
from knowledge.records.faqs.reading import cells_of, read_contents


class ToTry(BaseModel):
    """A question for a region ("": none named), as of a day (today if none); ``contents``: an FAQ that is taken for
    published."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    q: Question
    region: Annotated[str, StringConstraints(strip_whitespace=True, max_length=50)] = ""
    as_of: dt.date | None = None
    contents: Contents | None = None


def blueprint(actions: ActionServer, guard: Guard) -> Blueprint:
    """The route."""
    routes = Blueprint("trying", url_prefix="/api/admin")

    @routes.post("/try")
    async def trial(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        given = parsed(request, ToTry)
        contents = cells_of(await done(read_contents, given.contents.cells)) if given.contents else None
        asked = {"q": given.q, "region": given.region or None, "as_of": _iso(given.as_of), "contents": contents}
        return fresh(Trial.model_validate(await actions.ask("/try", asked)))

    return routes


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
