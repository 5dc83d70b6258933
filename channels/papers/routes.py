"""``/api/admin/papers``: policy papers, for who is logged in; what changes something needs the CSRF token."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from sanic import Blueprint, HTTPResponse, Request

from actions.contract.queries import Quoted
from channels.action_server import ActionServer
from channels.errors import ErrorCode, GatewayError
from channels.papers.arrivals import Arrivals
from channels.papers.papers import Papers
from channels.papers.shapes import Found, PaperGone, PaperId, PaperQuestion, SentPaper
from channels.privacy import mask
from channels.roles import READING, WRITING
from channels.staff.bodies import fresh, parsed, queried
from channels.staff.doing import Refusals, done, whose
from channels.staff.guard import Guard
from channels.staff.sessions import Session
from knowledge.papers.listing import UnknownPaper
from knowledge.papers.paper import LARGEST, Wish
from knowledge.places.regions import Region, all_regions
from knowledge.records.faqs.door import NotAllowed

_REFUSALS: Refusals = {UnknownPaper: (ErrorCode.NOT_FOUND, 404), NotAllowed: (ErrorCode.FORBIDDEN, 403)}


def blueprint(papers: Papers, arrivals: Arrivals, actions: ActionServer, guard: Guard) -> Blueprint:
    """The routes."""
    routes = Blueprint("papers", url_prefix="/api/admin")

    @routes.get("/papers")
    async def all_(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        return fresh(await done(_REFUSALS, papers.all, arrivals.all()))

    @routes.get("/papers/one")
    async def one(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        return fresh(await done(_REFUSALS, papers.whole, queried(request, PaperId).id))

    @routes.get("/papers/drafts")
    async def drafts(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        return fresh(await done(_REFUSALS, papers.drafts, queried(request, PaperId).id))

    # Streamed, so that a paper may be larger than what any other route takes.
    @routes.post("/papers/add", stream=True)
    async def add(request: Request) -> HTTPResponse:
        session = await guard.require(request, WRITING)
        sent = queried(request, SentPaper)
        region = await done(_REFUSALS, _region_of, sent.region, session)
        folder = await _received(request, file := Path(sent.file.replace("\\", "/")).name)
        wish = Wish(
            region=region.name if region.depth else "",
            date=sent.date,
            title=sent.title or None,
            whole=sent.whole,
            who=session.name,
            why=sent.why,
        )
        arrival = arrivals.announce(file)
        request.app.add_task(arrivals.take_in(arrival, folder, wish))
        return fresh(arrival)

    @routes.post("/papers/remove")
    async def remove(request: Request) -> HTTPResponse:
        session = await guard.require(request, WRITING)
        gone = parsed(request, PaperGone)
        paper = (await done(_REFUSALS, papers.whole, gone.id)).paper
        await done(_REFUSALS, _region_of, paper.region or "全国", session)
        await done(_REFUSALS, papers.remove, gone.id, whose(session, gone.why))
        return fresh(await done(_REFUSALS, papers.all, arrivals.all()))

    @routes.post("/papers/search")
    async def search(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        asked = parsed(request, PaperQuestion)
        told = {"q": mask(asked.question), "region": asked.region or None, "limit": asked.limit}
        found = Quoted.model_validate(await actions.ask("/papers", told))
        return fresh(Found(quotations=found.quotations))

    return routes


def _region_of(name: str, session: Session) -> Region:
    """The region of a paper that this person may write. Raises UnknownRegion, NotAllowed."""
    region = all_regions().get(name)
    if session.region and not all_regions().get(session.region).holds_for(region):
        raise NotAllowed(f"{region}的文件不归您管：您只能加{session.region}的")
    return region


async def _received(request: Request, name: str) -> TemporaryDirectory[str]:
    """The body of a request as a file of that name in a folder of its own. Raises GatewayError when it is larger than a paper
    may be."""
    folder = TemporaryDirectory()
    size, stream = 0, cast(Any, request.stream)  # Sanic types it as what has no body
    with (Path(folder.name) / name).open("wb") as file:
        while (piece := await stream.read()) is not None:
            size += len(piece)
            # Whoever sends too much hears of it only once all was taken.
            file.write(piece if size <= LARGEST else b"")
    if size > LARGEST:
        folder.cleanup()
        raise GatewayError(ErrorCode.TOO_LARGE, status=413)
    return folder
