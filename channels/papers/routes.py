"""``/api/admin/papers``: policy papers, for who is logged in; what changes something needs the CSRF token."""

from __future__ import annotations

from sanic import Blueprint, HTTPResponse, Request

from actions.contract.queries import Quoted
from channels.action_server import ActionServer
from channels.errors import ErrorCode
from channels.papers.papers import Papers
from channels.papers.shapes import Found, PaperGone, PaperId, PaperQuestion, SentPaper
from channels.privacy import mask
from channels.roles import READING, WRITING
from channels.staff.bodies import fresh, parsed, queried
from channels.staff.doing import Refusals, done, whose
from channels.staff.guard import Guard
from channels.staff.sessions import Session
from channels.staff.uploads import name_of, receive
from knowledge.papers.listing import UnknownPaper
from knowledge.papers.paper import LARGEST, Wanted
from knowledge.places.regions import Region, all_regions
from knowledge.records.faqs.door import NotAllowed

_REFUSALS: Refusals = {UnknownPaper: (ErrorCode.NOT_FOUND, 404), NotAllowed: (ErrorCode.FORBIDDEN, 403)}


def blueprint(papers: Papers, actions: ActionServer, guard: Guard) -> Blueprint:
    """The routes."""
    routes = Blueprint("papers", url_prefix="/api/admin")

    @routes.get("/papers")
    async def all_(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        return fresh(await done(_REFUSALS, papers.all))

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
        path = await receive(request, papers.work.fresh_folder(), name_of(sent.file), LARGEST)
        wanted = Wanted(region.name if region.depth else "", sent.date, sent.title or None, sent.whole)
        return fresh(await done(_REFUSALS, papers.take_in, path, wanted, whose(session, sent.why)))

    @routes.post("/papers/remove")
    async def remove(request: Request) -> HTTPResponse:
        session = await guard.require(request, WRITING)
        gone = parsed(request, PaperGone)
        paper = (await done(_REFUSALS, papers.whole, gone.id)).paper
        await done(_REFUSALS, _region_of, paper.region or "全国", session)
        await done(_REFUSALS, papers.remove, gone.id, whose(session, gone.why))
        return fresh(await done(_REFUSALS, papers.all))

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
