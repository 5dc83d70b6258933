"""``/desk``: the page, and what it asks.

Questions come as bodies, not as addresses: addresses are kept in histories and logs.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import empty, redirect
from sqlalchemy import Engine

from channels.action_server import ActionServer
from channels.desk.notes import Note, Question, add_note, take_back
from channels.line.store import Store
from channels.line.tally import Way, count_hit
from channels.lookup import MOST_HITS
from channels.privacy import mask
from channels.staff.bodies import FRESH, fresh, parsed
from channels.staff.files import Files
from channels.staff.guard import LOGIN, Guard
from channels.writing import Readable

WEB_FOLDER = Path(__file__).parent / "web"
# A transcript of some minutes.
LONGEST_STORY = 4000
# Nobody has approved them, so they are few, below what is approved.
MOST_QUOTATIONS = 3

Region = Annotated[str, StringConstraints(strip_whitespace=True, max_length=50)]
Story = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_STORY),
    Readable,
    AfterValidator(mask),
]


class Input(BaseModel):
    """What a page of the staff sends."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Asked(Input):
    """A question, for a region ("": none) and as of a day (today if none)."""

    q: Question
    region: Region = ""
    as_of: dt.date | None = None
    limit: Annotated[int, Field(ge=1, le=MOST_HITS)] = 8


class Sought(Input):
    """What the policy papers are searched for."""

    q: Question
    region: Region = ""


class Told(Input):
    """A caller's story, or a transcript."""

    story: Story
    region: Region = ""


class Entry(Input):
    """An answer."""

    id: Annotated[str, StringConstraints(min_length=1, max_length=200)]


def blueprint(actions: ActionServer, database: Engine, store: Store, guard: Guard) -> Blueprint:
    """The routes; all but the page's files are for those who are logged in. ``store``: where it is counted which answers are
    opened."""
    routes = Blueprint("desk", url_prefix="/desk")
    files = Files.of("/desk", WEB_FOLDER, "desk.html", "desk.css")

    async def page(request: Request) -> HTTPResponse:
        if await guard.session(request) is None:
            return redirect(LOGIN, status=303, headers=FRESH)
        return files.send_page(request)

    routes.add_route(page, "/", name="page", strict_slashes=False)

    files.add_to(routes)

    @routes.post("/lookup")
    async def lookup(request: Request) -> HTTPResponse:
        await guard.require(request)
        return fresh(await actions.ask("/lookup", _question(parsed(request, Asked))))

    @routes.post("/quotations")
    async def quotations(request: Request) -> HTTPResponse:
        await guard.require(request)
        sought = parsed(request, Sought)
        told = {"q": sought.q, "region": sought.region or None, "limit": MOST_QUOTATIONS}
        return fresh(await actions.ask("/papers", told))

    @routes.post("/story")
    async def story(request: Request) -> HTTPResponse:
        await guard.require(request)
        told = parsed(request, Told)
        return fresh(await actions.ask("/story", {"story": told.story, "region": told.region or None, "limit": 8}))

    @routes.post("/neighbours")
    async def neighbours(request: Request) -> HTTPResponse:
        await guard.require(request)
        opened = parsed(request, Entry)
        found = await actions.ask("/neighbours", opened.model_dump())
        count_hit(store, opened.id, Way.DESK, time.time_ns() // 1_000_000)
        return fresh(found)

    @routes.post("/notes")
    async def note(request: Request) -> HTTPResponse:
        session = await guard.require(request)
        number = await asyncio.to_thread(add_note, database, parsed(request, Note), session.name)
        return fresh({"id": number})

    @routes.delete("/notes/<number:int>")
    async def no_note(request: Request, number: int) -> HTTPResponse:
        session = await guard.require(request)
        await asyncio.to_thread(take_back, database, number, session.name)
        return empty()

    return routes


def _question(asked: Asked) -> dict[str, Any]:
    return {**asked.model_dump(mode="json"), "region": asked.region or None}
