"""``/api/admin``: the library of FAQs and the log, for who is logged in; what changes something needs the CSRF token.

What goes in comes as bodies and queries, not in paths: an id may be any text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import raw

from actions.contract.queries import Findings
from channels.action_server import ActionServer
from channels.library.calls import done, whose
from channels.library.library import Library
from channels.library.shapes import (
    Act,
    Checked,
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
from knowledge.records.faqs.fates import Fate, Previewed
from knowledge.records.faqs.reading import cells_of, read_contents

# New rows of a preview that are compared with what is told, and how many of them at a time: each takes some ten milliseconds.
MOST_COMPARED, TOGETHER = 300, 50
FILE_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_READING_LOG = (Role.AUDITOR, Role.ADMIN)


def blueprint(held: Library, actions: ActionServer, guard: Guard) -> Blueprint:
    """The routes."""
    routes = Blueprint("library", url_prefix="/api/admin")

    @routes.get("/faqs")
    async def faqs(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        return fresh(await done(held.faqs, queried(request, Wish)))

    @routes.get("/faqs/terms")
    async def terms(request: Request) -> HTTPResponse:
        session = await guard.require(request, READING)
        return fresh(await done(held.terms, whose(session, "")))

    @routes.get("/faqs/one")
    async def one(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        return fresh(await done(held.whole, queried(request, Named).id))

    @routes.get("/faqs/differences")
    async def differences(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        return fresh(await done(held.differences, queried(request, Pair)))

    @routes.post("/faqs/draft")
    async def draft(request: Request) -> HTTPResponse:
        session = await guard.require(request, WRITING)
        given = parsed(request, Draft)
        return fresh(await done(held.draft, given, whose(session, given.why)))

    @routes.post("/faqs/act")
    async def act(request: Request) -> HTTPResponse:
        session = await guard.require(request, WRITING)
        given = parsed(request, Act)
        return fresh(await done(held.act, given, whose(session, given.why)))

    @routes.post("/faqs/check")
    async def check(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        contents = await done(read_contents, parsed(request, ToCheck).contents.cells)
        before = await done(held.told, contents.id)
        asked = {"contents": cells_of(contents), "before": cells_of(before) if before else None}
        found = Findings.model_validate(await actions.ask("/check", asked))
        return fresh(Checked(findings=found.findings, told=await done(held.as_told, contents)))

    @routes.post("/faqs/preview")
    async def preview(request: Request) -> HTTPResponse:
        await guard.require(request, WRITING)
        name, body = sent_file(request)
        return fresh(await _compared(actions, await done(held.preview, name, body)))

    @routes.post("/faqs/import")
    async def take_in(request: Request) -> HTTPResponse:
        session = await guard.require(request, (Role.ADMIN,))
        name, body = sent_file(request)
        why = request.form.get("why") if request.form else None
        return fresh(await done(held.take_in, name, body, whose(session, why or "")))

    @routes.get("/faqs/export")
    async def export(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        form = queried(request, Form).form
        headers = {**FRESH, "Content-Disposition": f'attachment; filename="faqs.{form}"'}
        return raw(await done(held.exported, form), content_type=FILE_TYPES[form], headers=headers)

    @routes.get("/figures")
    async def figures(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        return fresh(await done(held.figures, queried(request, Place).region))

    @routes.get("/deeds")
    async def deeds(request: Request) -> HTTPResponse:
        await guard.require(request, _READING_LOG)
        return fresh(await done(held.deeds, queried(request, LogWish)))

    @routes.get("/deeds/verdict")
    async def verdict(request: Request) -> HTTPResponse:
        await guard.require(request, _READING_LOG)
        return fresh(await done(held.verdict, queried(request, Noting).seal))

    return routes


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
