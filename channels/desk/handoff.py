"""``/desk/…`` for those who wait for a clerk: what a clerk sees and does, for who is logged in.

The page asks for what is new and is answered as soon as there is something: that goes through every proxy, and needs no
second way for those that let no WebSocket through.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from pydantic import Field, StringConstraints
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import empty

from channels.action_server import ActionServer
from channels.desk.routes import LONGEST_STORY, Input
from channels.line.clerks import Clerks, View
from channels.staff.bodies import fresh, parsed
from channels.staff.guard import Guard
from channels.writing import Readable

# Less than what the gateway allows a response in any setting.
WATCH_SECONDS = 8.0

Key = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class Seen(Input):
    """What the page has already; ``line``: the conversation that is open, ``after``: the last entry of it."""

    changes: int = -1
    line: Key | None = None
    after: Annotated[int, Field(ge=0)] = 0


class Words(Input):
    """What a clerk says."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000), Readable]


def blueprint(actions: ActionServer, clerks: Clerks, guard: Guard) -> Blueprint:
    """The routes."""
    routes = Blueprint("handoff", url_prefix="/desk")

    @routes.post("/queue")
    async def watch(request: Request) -> HTTPResponse:
        session, seen = await guard.require(request, is_use=False), parsed(request, Seen)
        return fresh(_shown(await clerks.watch(session.name, seen.changes, seen.line, seen.after, WATCH_SECONDS)))

    @routes.post("/queue/<line:str>/heard")
    async def heard(request: Request, line: str) -> HTTPResponse:
        told = await clerks.told(line, (await guard.require(request)).name)
        if not (story := "\n".join(told)[-LONGEST_STORY:]):
            return fresh({"topic": "", "facts": []})
        found = await actions.ask("/story", {"story": story, "region": None, "limit": 1})
        return fresh({"topic": found["topic"], "facts": found["facts"]})

    @routes.post("/queue/<line:str>/take")
    async def take(request: Request, line: str) -> HTTPResponse:
        await clerks.take(line, (await guard.require(request)).name)
        return empty()

    @routes.post("/queue/<line:str>/say")
    async def say(request: Request, line: str) -> HTTPResponse:
        await clerks.say(line, (await guard.require(request)).name, parsed(request, Words).text)
        return empty()

    @routes.post("/queue/<line:str>/ask-number")
    async def ask_number(request: Request, line: str) -> HTTPResponse:
        await clerks.ask_number(line, (await guard.require(request)).name)
        return empty()

    @routes.post("/queue/<line:str>/give-back")
    async def give_back(request: Request, line: str) -> HTTPResponse:
        await clerks.give_back(line, (await guard.require(request)).name)
        return empty()

    @routes.post("/call-backs/<line:str>/take")
    async def take_call_back(request: Request, line: str) -> HTTPResponse:
        return fresh({"phone": await clerks.take_call_back(line, (await guard.require(request)).name)})

    @routes.post("/call-backs/<line:str>/leave")
    async def leave_call_back(request: Request, line: str) -> HTTPResponse:
        await clerks.leave_call_back(line, (await guard.require(request)).name)
        return empty()

    @routes.post("/call-backs/<line:str>/settle")
    async def settle_call_back(request: Request, line: str) -> HTTPResponse:
        await clerks.settle_call_back(line, (await guard.require(request)).name)
        return empty()

    return routes


def _shown(view: View) -> dict[str, object]:
    entries = None if view.entries is None else [entry.model_dump(mode="json") for entry in view.entries]
    return {
        "changes": view.changes,
        "now": view.now,
        "waiting": [asdict(request) for request in view.waiting],
        "mine": [asdict(request) for request in view.mine],
        "call_backs": [asdict(one) for one in view.call_backs],
        "entries": entries,
    }
