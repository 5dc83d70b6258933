"""The action server on loopback: ``python -m actions.server``; its settings come from the environment. Loads the version in
use once, then serves Rasa (also with the vectors of sentences), and the gateway's lookups, cities and summaries."""

from __future__ import annotations

import datetime as dt
from typing import Any

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import Blueprint, HTTPResponse, Request, Sanic
from sanic.response import html, json, raw

from actions.contract.queries import Cities
from actions.conversation import Conversation
from actions.editing import findings, near_duplicates
from actions.live import Live
from actions.lookup import hear, look_up, neighbours
from actions.papers import Papers
from actions.placing import place
from actions.services.claims import Claims
from actions.services.entitlements import Entitlements
from actions.services.jobs import JobSearch
from actions.services.listing import LISTINGS, Listing
from actions.services.pension import PensionEstimate
from actions.services.retirement import RetirementCheck
from actions.services.selfchecks import SelfChecks
from actions.services.service import Service, World
from actions.services.stations import NearestStation
from actions.settings import ActionSettings
from actions.summaries import Summaries
from actions.talking import Converse, Leave, Listener, Resume
from actions.trying import try_out
from actions.workers import Workers
from knowledge.live.following import VersionInUse
from knowledge.logs import set_up
from knowledge.places.regions import UnknownRegion
from knowledge.records.database import open_database
from knowledge.settings import KnowledgeSettings
from knowledge.topics.danger.second_look import SecondLook
from knowledge.topics.selfchecks.loading import load

_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def build_app(settings: KnowledgeSettings) -> Sanic[Any, Any]:
    """The action server with every action registered."""
    in_use, database = VersionInUse(settings), open_database(settings.database)
    live, summaries, workers = Live(database, in_use.open(), in_use), Summaries(), Workers()
    live.refresh()
    SecondLook.load()  # now, not while the first person waits
    conversation = Conversation(live.dialogue, services(live, summaries))
    listener = Listener(live.dialogue)
    executor = ActionExecutor()
    for action in (Converse(conversation, listener, workers), Resume(conversation, listener, workers), Leave()):
        executor.register_action(action)
    app: Sanic[Any, Any] = create_app(executor)
    app.blueprint(gateway_routes(live, summaries, Papers(database), workers))
    app.add_task(live.keep(workers))
    return app


def services(live: Live, summaries: Summaries) -> list[Service]:
    """All services, in the order in which they may claim a message."""

    def world() -> World:
        return live.world

    return [
        SelfChecks(load(), world),
        Entitlements(world),
        RetirementCheck(),
        PensionEstimate(world),
        NearestStation(world),
        JobSearch(world),
        *(Listing(kind, world) for kind in LISTINGS),
        Claims(world, summaries),
    ]


def gateway_routes(live: Live, summaries: Summaries, papers: Papers, workers: Workers) -> Blueprint:
    """What the gateway asks for besides conversations."""
    routes = Blueprint("gateway")

    @routes.post("/vector")
    async def vector(request: Request) -> HTTPResponse:
        """For the engine, which tells the intent by it: 32-bit floats, the lowest byte first."""
        found = await workers.run(live.dialogue.searcher.encoder.vectors, [request.json["text"]])
        return raw(found[0].astype("<f4").tobytes())

    @routes.post("/lookup")
    async def lookup(request: Request) -> HTTPResponse:
        asked = request.json
        as_of = dt.date.fromisoformat(asked["as_of"]) if asked.get("as_of") else None
        try:
            found = await workers.run(
                look_up, live.dialogue.searcher, asked["q"], asked["region"], asked["limit"], as_of
            )
        except UnknownRegion as error:
            return json({"message": str(error)}, status=404)
        return json(found.model_dump(mode="json"))

    @routes.post("/story")
    async def story(request: Request) -> HTTPResponse:
        told = request.json
        try:
            heard = await workers.run(hear, live.dialogue.searcher, told["story"], told["region"], told["limit"])
        except UnknownRegion as error:
            return json({"message": str(error)}, status=404)
        return json(heard.model_dump(mode="json"))

    @routes.post("/papers")
    async def quoted(request: Request) -> HTTPResponse:
        asked = request.json
        try:
            found = await workers.run(
                papers.search, live.dialogue.searcher, asked["q"], asked["region"], asked["limit"]
            )
        except UnknownRegion as error:
            return json({"message": str(error)}, status=404)
        return json(found.model_dump(mode="json"))

    @routes.post("/neighbours")
    async def beside(request: Request) -> HTTPResponse:
        found = await workers.run(neighbours, live.dialogue.searcher, request.json["id"])
        return json(found.model_dump(mode="json"))

    @routes.post("/check")
    async def check(request: Request) -> HTTPResponse:
        found = await workers.run(findings, live.world, request.json["contents"], request.json["before"])
        return json(found.model_dump(mode="json"))

    @routes.post("/try")
    async def trial(request: Request) -> HTTPResponse:
        asked = request.json
        as_of = dt.date.fromisoformat(asked["as_of"]) if asked["as_of"] else None
        try:
            found = await workers.run(try_out, live.world, asked["q"], asked["region"], as_of, asked["contents"])
        except UnknownRegion as error:
            return json({"message": str(error)}, status=404)
        return json(found.model_dump(mode="json"))

    @routes.post("/near")
    async def near(request: Request) -> HTTPResponse:
        return json(await workers.run(near_duplicates, live.world, request.json["rows"]))

    @routes.post("/placing")
    async def placing(request: Request) -> HTTPResponse:
        found = await workers.run(place, live.dialogue.searcher, request.json["texts"])
        return json(found.model_dump(mode="json"))

    @routes.get("/cities")
    async def cities(request: Request) -> HTTPResponse:
        known = Cities(cities=tuple(city.name for city in live.dialogue.searcher.cities))
        return json(known.model_dump(mode="json"))

    @routes.get("/summary/<key:str>/<form:str>")
    async def summary(request: Request, key: str, form: str) -> HTTPResponse:
        found = summaries.get(key)
        if found is None:
            return json({}, status=404)
        # What draws pages takes long to load, and few people ask for one.
        from knowledge.topics.claims.rendering import summary_html, summary_pdf

        if form == "pdf":
            return raw(await workers.run(summary_pdf, found), content_type=_PDF)
        return html(summary_html(found))

    @routes.get("/summary/<key:str>/<paper:str>/<form:str>")
    async def document(request: Request, key: str, paper: str, form: str) -> HTTPResponse:
        found = summaries.get(key)
        wanted = next((each for each in found.documents if each.id == paper), None) if found else None
        if wanted is None:
            return json({}, status=404)
        from knowledge.topics.claims.paper_files import paper_docx, paper_pdf

        if form == "pdf":
            return raw(await workers.run(paper_pdf, wanted), content_type=_PDF)
        return raw(await workers.run(paper_docx, wanted), content_type=_DOCX)

    return routes


def main() -> None:
    settings = ActionSettings()
    set_up("actions")
    app = build_app(settings)
    app.run(host="127.0.0.1", port=settings.actions_port, single_process=True, access_log=False, motd=False)


if __name__ == "__main__":
    main()
