"""``/api/admin/tables``: files of FAQs and of records, looked at and taken away; they are imported by a job
(``channels.jobs``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import raw

from channels.action_server import ActionServer
from channels.errors import ErrorCode, GatewayError
from channels.library.calls import done
from channels.library.library import Library
from channels.library.transfer_shapes import SAYABLE, Preview, PreviewedRow, SentTable, Unclear, WantedTable
from channels.roles import READING, WRITING
from channels.staff.bodies import FRESH, fresh, queried
from channels.staff.guard import Guard
from channels.staff.uploads import LARGEST_TABLE, name_of, receive
from knowledge.records.faqs.reading import cells_of
from knowledge.records.fates import Fate, Previewed, PreviewedFile
from knowledge.records.kinds import kind_of
from knowledge.records.layout import UnclearColumns

# New rows of a preview that are compared with what is told, and how many of them at a time: each takes some ten milliseconds.
MOST_COMPARED, TOGETHER = 300, 50
FILE_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Result = TypeVar("Result")


def blueprint(held: Library, actions: ActionServer, guard: Guard) -> Blueprint:
    """The routes."""
    routes = Blueprint("transfer", url_prefix="/api/admin")

    @routes.post("/tables/preview", stream=True)
    async def preview(request: Request) -> HTTPResponse:
        await guard.require(request, WRITING)
        sent = queried(request, SentTable)
        with TemporaryDirectory() as folder:
            path = await receive(request, Path(folder) / "sent", name_of(sent.file), LARGEST_TABLE)
            found = await done(_attempted, partial(held.preview, sent.kind, path, sent.said, sent.values))
        if isinstance(found, UnclearColumns):
            return fresh(_asking(found, sent.kind))
        return fresh(await _compared(actions, found))

    @routes.get("/tables/export")
    async def export(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        wanted = queried(request, WantedTable)
        return _download(await done(held.exported, wanted.kind, wanted.form), wanted.kind, wanted.form)

    @routes.get("/tables/template")
    async def template(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        wanted = queried(request, WantedTable)
        body = await done(held.template, wanted.kind, wanted.form)
        return _download(body, f"{wanted.kind}-template", wanted.form)

    return routes


def _attempted(read: Callable[[], Result]) -> Result | UnclearColumns:
    """What is read; where a file does not say enough, what it does not say."""
    try:
        return read()
    except UnclearColumns as unclear:
        return unclear


def _asking(unclear: UnclearColumns, kind: str) -> Preview:
    """What somebody must say. Raises GatewayError where nothing can be said that would help."""
    lacking = [column.title for column in unclear.missing if column.name not in SAYABLE]
    if lacking and not unclear.headings:
        raise GatewayError(ErrorCode.BAD_FAQ, message=f"缺少必填的列：{'、'.join(lacking)}，请在表里补上")
    return Preview(unclear=Unclear.of(unclear, kind_of(kind)))


def _download(body: bytes, name: str, form: str) -> HTTPResponse:
    headers = {**FRESH, "Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return raw(body, content_type=FILE_TYPES[form], headers=headers)


async def _compared(actions: ActionServer, file: PreviewedFile) -> Preview:
    """A preview, with near duplicates among the first new FAQs."""
    new = [row.contents for row in file.rows if row.fate is Fate.NEW and row.contents][:MOST_COMPARED]
    found: dict[str, tuple[str, str]] = {}
    for start in range(0, len(new), TOGETHER):
        asked = [cells_of(contents) for contents in new[start : start + TOGETHER]]
        found |= await actions.ask("/near", {"rows": asked})
    seen = [_with_other(row, found) for row in file.rows]
    counts = Counter(row.fate for row in seen)
    return Preview(rows=tuple(map(_shown, seen)), counts=counts, notes=file.notes, compared=len(new))


def _with_other(row: Previewed, found: Mapping[str, tuple[str, str]]) -> Previewed:
    if row.contents is None or row.contents.id not in found:
        return row
    other, reason = found[row.contents.id]
    return replace(row, fate=Fate.NEAR_DUPLICATE, other=other, reason=reason)


def _shown(row: Previewed) -> PreviewedRow:
    return PreviewedRow(**{name: getattr(row, name) for name in PreviewedRow.model_fields})
