"""``/api/admin/batches``: a file of questions becomes a run, whose questions are asked some at a time for whoever waits.

A page that is closed, or a gateway that ends, leaves a run that can be gone on with.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import raw
from sqlalchemy import Engine

from channels.action_server import ActionServer
from channels.batch.files import write_run
from channels.batch.reading import Question, read_questions
from channels.batch.runs import MOST_CHOICES, answers, begin, keep, run_of, runs, waiting
from channels.batch.shapes import BatchRun, BatchRuns, NamedRun, RunFile, WholeRun
from channels.library.calls import done
from channels.library.transfer import FILE_TYPES
from channels.roles import READING, WRITING
from channels.staff.bodies import FRESH, fresh, parsed, queried, sent_file
from channels.staff.guard import Guard

# Questions that are asked for one request: half a second's work, so that people who talk do not wait for it.
A_STEP = 10


def blueprint(database: Engine, actions: ActionServer, guard: Guard) -> Blueprint:
    """The routes."""
    routes = Blueprint("batches", url_prefix="/api/admin/batches")

    @routes.get("/", strict_slashes=False)
    async def all_(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        found = await done(runs, database)
        return fresh(BatchRuns(runs=tuple(BatchRun.model_validate(run) for run in found)))

    @routes.post("/", name="begin", strict_slashes=False)
    async def begin_(request: Request) -> HTTPResponse:
        session = await guard.require(request, WRITING)
        name, body = sent_file(request)
        questions = await done(_read, name, body)
        number = await done(begin, database, name, questions, session.name)
        return fresh(BatchRun.model_validate(await done(run_of, database, number)))

    @routes.post("/step")
    async def step(request: Request) -> HTTPResponse:
        await guard.require(request, WRITING)
        run = parsed(request, NamedRun).run
        await done(run_of, database, run)
        for number, question, region in await done(waiting, database, run, A_STEP):
            asked = {"q": question, "region": region or None, "limit": MOST_CHOICES}
            await done(keep, database, run, number, await actions.ask("/lookup", asked))
        return fresh(BatchRun.model_validate(await done(run_of, database, run)))

    @routes.get("/one")
    async def one(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        run = queried(request, NamedRun).run
        return fresh(WholeRun.of(await done(run_of, database, run), await done(answers, database, run)))

    @routes.get("/file")
    async def file(request: Request) -> HTTPResponse:
        await guard.require(request, READING)
        wish = queried(request, RunFile)
        await done(run_of, database, wish.run)
        body = await done(_written, database, wish)
        headers = {**FRESH, "Content-Disposition": f'attachment; filename="batch-{wish.run}.{wish.form}"'}
        return raw(body, content_type=FILE_TYPES[wish.form], headers=headers)

    return routes


def _read(name: str, body: bytes) -> list[Question]:
    """The questions of a file that somebody sent. Raises FileError."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name or "questions")
        path.write_bytes(body)
        return read_questions(path)


def _written(database: Engine, wish: RunFile) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"run.{wish.form}"
        write_run(path, answers(database, wish.run))
        return path.read_bytes()
