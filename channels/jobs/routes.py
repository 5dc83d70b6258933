"""``/api/admin/jobs`` and ``/api/admin/versions``, for who is logged in; what changes something needs the CSRF token."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from sanic import Blueprint, HTTPResponse, Request

from channels.errors import ErrorCode, GatewayError
from channels.jobs.shapes import JobNumber, JobWish, RollBack, Training, VersionAct, VersionName
from channels.jobs.work import Work
from channels.library.transfer_shapes import SentTable
from channels.roles import READING, WRITING, Role
from channels.staff.bodies import fresh, parsed, queried
from channels.staff.guard import Guard
from channels.staff.sessions import Session
from channels.staff.uploads import LARGEST_TABLE, name_of, receive
from knowledge.errors import ReadableError
from knowledge.records.audit import By
from knowledge.records.database import DatabaseError
from knowledge.records.jobs.job import JobKind
from knowledge.records.jobs.queue import UnknownJob

_ADMIN, _LOOKING = (Role.ADMIN,), (Role.AUDITOR, Role.ADMIN)

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def blueprint(work: Work, guard: Guard) -> Blueprint:
    """The routes."""
    routes = Blueprint("jobs", url_prefix="/api/admin")
    _add_jobs(routes, work, guard)
    _add_versions(routes, work, guard)
    return routes


def _add_jobs(routes: Blueprint, work: Work, guard: Guard) -> None:
    @routes.get("/jobs")
    async def jobs(request: Request) -> HTTPResponse:
        # A page that looks for what is new keeps nobody logged in.
        session = await guard.require(request, READING, is_use=False)
        return fresh(await _done(work.jobs, session, queried(request, JobWish)))

    @routes.get("/jobs/one")
    async def one(request: Request) -> HTTPResponse:
        session = await guard.require(request, READING, is_use=False)
        return fresh(await _done(work.whole, session, queried(request, JobNumber).number))

    @routes.post("/jobs/cancel")
    async def cancel(request: Request) -> HTTPResponse:
        session = await guard.require(request, WRITING)
        return fresh(await _done(work.cancel, session, parsed(request, JobNumber).number))

    @routes.post("/jobs/train")
    async def train(request: Request) -> HTTPResponse:
        session = await guard.require(request, _ADMIN)
        given = parsed(request, Training)
        return fresh(await _done(work.ask, JobKind.TRAIN, _by(session, given.why), {"publish": given.publish}))

    # Streamed, so that a file may be larger than what any other route takes.
    @routes.post("/jobs/import", stream=True)
    async def take_in(request: Request) -> HTTPResponse:
        session = await guard.require(request, _ADMIN)
        sent = queried(request, SentTable)
        path = await receive(request, work.fresh_folder(), name_of(sent.file), LARGEST_TABLE)
        return fresh(await _done(work.take_in, path, sent, _by(session, sent.why)))


def _add_versions(routes: Blueprint, work: Work, guard: Guard) -> None:
    @routes.get("/versions")
    async def versions(request: Request) -> HTTPResponse:
        await guard.require(request, _LOOKING, is_use=False)
        return fresh(await _done(work.versions))

    @routes.get("/versions/report")
    async def report(request: Request) -> HTTPResponse:
        await guard.require(request, _LOOKING)
        return fresh(await _done(work.measured, queried(request, VersionName).name))

    @routes.post("/versions/measure")
    async def measure(request: Request) -> HTTPResponse:
        session = await guard.require(request, _ADMIN)
        given = parsed(request, VersionAct)
        return fresh(await _done(work.measure, given.name, _by(session, given.why)))

    @routes.post("/versions/publish")
    async def publish(request: Request) -> HTTPResponse:
        session = await guard.require(request, _ADMIN)
        given = parsed(request, VersionAct)
        return fresh(await _done(work.publish, given.name, _by(session, given.why)))

    @routes.post("/versions/rollback")
    async def roll_back(request: Request) -> HTTPResponse:
        session = await guard.require(request, _ADMIN)
        return fresh(await _done(work.roll_back, _by(session, parsed(request, RollBack).why)))


async def _done(function: Callable[Arguments, Result], *arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
    """What a function comes to beside the event loop; what it refuses is an error of the gateway with its words."""
    try:
        return await asyncio.to_thread(function, *arguments, **named)
    except DatabaseError:
        raise
    except UnknownJob as error:
        raise GatewayError(ErrorCode.NOT_FOUND, 404, str(error)) from error
    except ReadableError as error:
        raise GatewayError(ErrorCode.NOT_NOW, 409, str(error)) from error


def _by(session: Session, why: str) -> By:
    return By(session.name, why, session.region, session.category)
