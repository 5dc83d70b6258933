"""``/api/admin/asked``: what people asked in vain, and what becomes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sanic import Blueprint, HTTPResponse, Request

from channels.action_server import ActionServer
from channels.asked.decisions import State
from channels.asked.gathering import Asked
from channels.asked.inbox import Found, Inbox
from channels.asked.shapes import AskedGroup, AskedList, AskedWish, Decided, Deciding
from channels.errors import ErrorCode, GatewayError
from channels.library.calls import done, whose
from channels.roles import READING, WRITING
from channels.staff.bodies import fresh, parsed, queried
from channels.staff.guard import Guard

# Questions that are placed for one request, and how many of them at a time: each takes the action server some ten
# milliseconds, and people who talk must not wait for it.
MOST_PLACED, TOGETHER = 60, 10
_NEAR = 3


def blueprint(inbox: Inbox, actions: ActionServer, guard: Guard) -> Blueprint:
    """The routes."""
    routes = Blueprint("asked", url_prefix="/api/admin/asked")

    @routes.get("/", strict_slashes=False)
    async def asked(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        wish = queried(request, AskedWish)
        found, waiting = await _found(inbox, actions)
        wanted = [one for one in found if _is_wanted(one, wish)]
        shown = wanted[wish.offset : wish.offset + wish.limit]
        listed = AskedList(
            groups=tuple([AskedGroup.of(one, await _lookup(actions, one)) for one in shown]),
            total=len(wanted),
            counts=dict.fromkeys(State, 0) | Counter(one.state for one in found),
            waiting=waiting,
            days=inbox.days,
        )
        return fresh(listed)

    @routes.post("/act")
    async def act(request: Request) -> HTTPResponse:
        session = await guard.require(request, WRITING)
        given = parsed(request, Deciding)
        found, _ = await _found(inbox, actions)
        group = next((one.group for one in found if one.group.key == given.key), None)
        if group is None:
            raise GatewayError(ErrorCode.NOT_NOW, status=409)
        return fresh(Decided(entry=await done(inbox.act, given.act, group, given.entry, whose(session, given.why))))

    return routes


async def _found(inbox: Inbox, actions: ActionServer) -> tuple[Sequence[Found], int]:
    """All groups, and how many questions could not be placed yet."""
    asked = await done(inbox.gathered)
    made_by, waiting = await _place(inbox, actions, asked)
    return await done(inbox.found, asked, made_by), waiting


async def _place(inbox: Inbox, actions: ActionServer, asked: Sequence[Asked]) -> tuple[str, int]:
    """Have some of the questions placed that are not; who places them, and how many are left."""
    made_by = str((await actions.ask("/placing", {"texts": []}))["made_by"])
    unplaced = await done(inbox.unplaced, asked, made_by)
    for start in range(0, min(len(unplaced), MOST_PLACED), TOGETHER):
        texts = unplaced[start : start + TOGETHER]
        await done(inbox.keep, texts, await actions.ask("/placing", {"texts": texts}))
    return made_by, max(0, len(unplaced) - MOST_PLACED)


async def _lookup(actions: ActionServer, found: Found) -> dict[str, Any]:
    """What the search finds for a group's question now."""
    asked = {"q": found.group.question, "region": found.group.region or None, "limit": _NEAR}
    lookup: dict[str, Any] = await actions.ask("/lookup", asked)
    return lookup


def _is_wanted(found: Found, wish: AskedWish) -> bool:
    group = found.group
    is_there = not wish.region or wish.region in group.cities
    is_for_it = wish.why is None or wish.why in group.reasons
    return found.state is wish.state and is_there and is_for_it
