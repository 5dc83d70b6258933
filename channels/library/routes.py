"""``/api/admin``: the library of FAQs and the log, for who is logged in; what changes something needs the CSRF token.

What goes in comes as bodies and queries, not in paths: an id may be any text.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import ParamSpec, TypeVar

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json, raw

from channels.action_server import ActionServer
from channels.errors import ErrorCode, GatewayError
from channels.library.library import Library
from channels.library.shapes import (
    Act,
    Draft,
    Form,
    LogWish,
    Named,
    Noting,
    Pair,
    Place,
    Preview,
    PreviewedRow,
    ToCheck,
    Wish,
)
from channels.roles import READING, WRITING, Role
from channels.staff.bodies import FRESH, fresh, parsed, queried, sent_file
from channels.staff.guard import Guard
from channels.staff.sessions import Session
from knowledge.errors import ReadableError
from knowledge.figures.register import FigureError
from knowledge.places.regions import UnknownRegion
from knowledge.records.audit import By
from knowledge.records.faqs.door import NotAllowed, OutOfTurn
from knowledge.records.faqs.fates import Fate, Previewed
from knowledge.records.faqs.reading import BadContents, UnknownFaq, cells_of, read_contents
from knowledge.records.files import FileError

# New rows of a preview that are compared with what is told, and how many of them at a time: each takes some ten milliseconds.
MOST_COMPARED, TOGETHER = 300, 50
FILE_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_READING_LOG = (Role.AUDITOR, Role.ADMIN)
_REFUSALS: Mapping[type[ReadableError], tuple[ErrorCode, int]] = {
    BadContents: (ErrorCode.BAD_FAQ, 400),
    FigureError: (ErrorCode.BAD_FAQ, 400),
    FileError: (ErrorCode.BAD_FAQ, 400),
    NotAllowed: (ErrorCode.FORBIDDEN, 403),
    UnknownFaq: (ErrorCode.NOT_FOUND, 404),
    OutOfTurn: (ErrorCode.NOT_NOW, 409),
}

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def blueprint(held: Library, actions: ActionServer, guard: Guard) -> Blueprint:
    """The routes."""
    routes = Blueprint("library", url_prefix="/api/admin")

    @routes.get("/faqs")
    async def faqs(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        return fresh(await _done(held.faqs, queried(request, Wish)))

    @routes.get("/faqs/one")
    async def one(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        return fresh(await _done(held.whole, queried(request, Named).id))

    @routes.get("/faqs/differences")
    async def differences(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        return fresh(await _done(held.differences, queried(request, Pair)))

    @routes.post("/faqs/draft")
    async def draft(request: Request) -> HTTPResponse:
        session = await guard.require(request, WRITING)
        given = parsed(request, Draft)
        return fresh(await _done(held.draft, given, _by(session, given.why)))

    @routes.post("/faqs/act")
    async def act(request: Request) -> HTTPResponse:
        session = await guard.require(request, WRITING)
        given = parsed(request, Act)
        return fresh(await _done(held.act, given, _by(session, given.why)))

    @routes.post("/faqs/check")
    async def check(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        contents = await _done(read_contents, parsed(request, ToCheck).contents.cells)
        before = await _done(held.told, contents.id)
        asked = {"contents": cells_of(contents), "before": cells_of(before) if before else None}
        return json(await actions.ask("/check", asked), headers=FRESH)

    @routes.post("/faqs/preview")
    async def preview(request: Request) -> HTTPResponse:
        await guard.require(request, WRITING)
        name, body = sent_file(request)
        return fresh(await _compared(actions, await _done(held.preview, name, body)))

    @routes.post("/faqs/import")
    async def take_in(request: Request) -> HTTPResponse:
        session = await guard.require(request, (Role.ADMIN,))
        name, body = sent_file(request)
        why = request.form.get("why") if request.form else None
        return fresh(await _done(held.take_in, name, body, _by(session, why or "")))

    @routes.get("/faqs/export")
    async def export(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        form = queried(request, Form).form
        headers = {**FRESH, "Content-Disposition": f'attachment; filename="faqs.{form}"'}
        return raw(await _done(held.exported, form), content_type=FILE_TYPES[form], headers=headers)

    @routes.get("/figures")
    async def figures(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        return fresh(await _done(held.figures, queried(request, Place).region))

    @routes.get("/deeds")
    async def deeds(request: Request) -> HTTPResponse:
        await guard.require(request, _READING_LOG)
        return fresh(await _done(held.deeds, queried(request, LogWish)))

    @routes.get("/deeds/verdict")
    async def verdict(request: Request) -> HTTPResponse:
        await guard.require(request, _READING_LOG)
        return fresh(await _done(held.verdict, queried(request, Noting).seal))

    return routes


async def _done(function: Callable[Arguments, Result], *arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
    """What a function comes to beside the event loop; what it refuses is an error of the gateway with its words."""
    try:
        return await asyncio.to_thread(function, *arguments, **named)
    except UnknownRegion as error:
        raise GatewayError(ErrorCode.UNKNOWN_REGION) from error
    except tuple(_REFUSALS) as error:
        code, status = next(found for kind, found in _REFUSALS.items() if isinstance(error, kind))
        raise GatewayError(code, status, str(error)) from error


async def _compared(actions: ActionServer, rows: Sequence[Previewed]) -> Preview:
    """A preview, with near duplicates among the first new rows."""
    new = [row.contents for row in rows if row.fate is Fate.NEW and row.contents][:MOST_COMPARED]
    found: dict[str, tuple[str, str]] = {}
    for start in range(0, len(new), TOGETHER):
        asked = [cells_of(contents) for contents in new[start : start + TOGETHER]]
        found |= await actions.ask("/near", {"rows": asked})
    seen = [_with_other(row, found) for row in rows]
    return Preview(rows=tuple(map(_shown, seen)), counts=Counter(row.fate for row in seen), compared=len(new))


def _with_other(row: Previewed, found: Mapping[str, tuple[str, str]]) -> Previewed:
    if row.contents is None or row.contents.id not in found:
        return row
    other, reason = found[row.contents.id]
    return replace(row, fate=Fate.NEAR_DUPLICATE, other=other, reason=reason)


def _shown(row: Previewed) -> PreviewedRow:
    id, question = (row.contents.id, row.contents.question) if row.contents else ("", "")
    return PreviewedRow(line=row.line, fate=row.fate, id=id, question=question, reason=row.reason, other=row.other)


def _by(session: Session, why: str) -> By:
    return By(session.name, why, session.region, session.category)
