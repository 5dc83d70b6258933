"""``/desk/services``: what chat works out, for a caller: sums, self-checks, places and jobs near by.

It is a conversation with the engine that lasts as long as the call, so that what was told once is not asked again. It is on
no line: no transcript has it, and it does not count among what people ask.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import empty

from channels.contract.incoming import Location
from channels.desk.routes import Input, Region, Story
from channels.errors import ErrorCode, GatewayError
from channels.line.engine import EngineUnavailable
from channels.line.engines import Engines
from channels.line.keys import key_of
from channels.line.said import make_harmless
from channels.staff.bodies import fresh, parsed
from channels.staff.guard import Guard

# The page's own name for a call: random, so that no other call goes on with it.
Call = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class Wished(Input):
    """What is said for the caller: the story that was told, a wish, the answer to what was asked back."""

    call: Call
    text: Annotated[Story, AfterValidator(make_harmless)]
    region: Region = ""
    location: Location | None = None


class Ended(Input):
    """A call that is over."""

    call: Call


def blueprint(engines: Engines, guard: Guard) -> Blueprint:
    """The routes, for who is logged in."""
    routes = Blueprint("services", url_prefix="/desk/services")

    @routes.post("/")
    async def wish(request: Request) -> HTTPResponse:
        session, wished = await guard.require(request), parsed(request, Wished)
        metadata = wished.model_dump(include={"region", "location"}, exclude_defaults=True)
        try:
            said_id, sender = key_of(str(request.id)), _sender(session.name, wished.call)
            messages = await engines.talk(sender, wished.text, metadata, said_id)
        except EngineUnavailable as error:
            raise GatewayError(ErrorCode.NOT_READY, status=503) from error
        return fresh({"messages": [message for message in messages if message.get("text")]})

    @routes.post("/end")
    async def end(request: Request) -> HTTPResponse:
        session, ended = await guard.require(request), parsed(request, Ended)
        try:
            await engines.forget(key_of(_sender(session.name, ended.call)))
        except EngineUnavailable as error:
            raise GatewayError(ErrorCode.NOT_READY, status=503) from error
        return empty()

    return routes


def _sender(clerk: str, call: str) -> str:
    return f"desk {clerk} {call}"
