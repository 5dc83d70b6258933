"""Logging in and out: a page for people, and what it calls.

A request that logs in has no session whose token it could bring; it has to be JSON, which no other site can make a browser
send here without asking first (CORS).
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import structlog
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import empty
from sqlalchemy import Engine

from channels.errors import ErrorCode, GatewayError
from channels.limits import Limiter
from channels.roles import Role
from channels.settings import GatewaySettings
from channels.staff.accounts import LONGEST_NAME
from channels.staff.bodies import fresh
from channels.staff.files import Files
from channels.staff.guard import COOKIE, Guard
from channels.staff.login import CodeNeeded, LockedOut, WrongCode, log_in
from channels.staff.passwords import MOST_CHARACTERS
from channels.staff.sessions import Session, close_session, csrf_of, open_session

log = structlog.get_logger(__name__)

WEB_FOLDER = Path(__file__).parent / "web"
# Each takes 64 MiB while it is checked.
MOST_AT_ONCE = 2
# Beside name and password, where the office has a provider.
_ELSEWHERE = '<a class="elsewhere" href="/staff/single">用单位统一账号登录</a>'


class Credentials(BaseModel):
    """A name and a password; ``code``: of the second factor, "" before it is asked for."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    name: Annotated[str, StringConstraints(max_length=LONGEST_NAME)]
    password: Annotated[str, StringConstraints(max_length=MOST_CHARACTERS)]
    code: Annotated[str, StringConstraints(max_length=12)] = ""


def blueprint(database: Engine, guard: Guard, limiter: Limiter, settings: GatewaySettings) -> Blueprint:
    """The routes."""
    routes = Blueprint("staff", url_prefix="/staff")
    files = Files.of("/staff", WEB_FOLDER, "login.html", also=_ELSEWHERE if settings.oidc_issuer else "")
    at_once = asyncio.Semaphore(MOST_AT_ONCE)
    if settings.oidc_issuer:
        # What it needs is loaded where there is a provider alone.
        from channels.staff import single

        single.add_to(routes, database, limiter, settings)

    @routes.get("/login")
    async def page(request: Request) -> HTTPResponse:
        return files.send_page(request)

    files.add_to(routes)

    @routes.get("/session")
    async def session(request: Request) -> HTTPResponse:
        return _told(await guard.require(request, Role))

    @routes.post("/session")
    async def begin(request: Request) -> HTTPResponse:
        await limiter.login(request)
        given = _credentials(request)
        try:
            async with at_once:
                account = await asyncio.to_thread(log_in, database, given.name, given.password, code=given.code)
        except CodeNeeded as error:
            raise GatewayError(ErrorCode.CODE_NEEDED, status=401) from error
        except WrongCode as error:
            log.info("staff_code_failed")
            raise GatewayError(ErrorCode.BAD_CODE, status=401) from error
        except LockedOut as error:
            log.warning("staff_locked_out")
            raise GatewayError(ErrorCode.LOGIN_LOCKED, status=429) from error
        if account is None:
            log.info("staff_login_failed")  # no name: people type passwords into that field
            raise GatewayError(ErrorCode.BAD_LOGIN, status=401)
        if settings.admins_need_code and account.role is Role.ADMIN and not account.has_code:
            raise GatewayError(ErrorCode.NO_CODE_YET, status=403)
        token = await asyncio.to_thread(open_session, database, account)
        log.info("staff_login", name=account.name)
        response = _told(Session(account.name, account.role, csrf_of(token), is_due=False))
        response.add_cookie(COOKIE, token, secure=settings.secure_cookies, httponly=True, samesite="Strict")
        return response

    @routes.delete("/session")
    async def end(request: Request) -> HTTPResponse:
        await guard.require(request, Role)
        await asyncio.to_thread(close_session, database, str(request.cookies.get(COOKIE)))
        response = empty()
        response.delete_cookie(COOKIE)
        return response

    return routes


def _credentials(request: Request) -> Credentials:
    if request.content_type.partition(";")[0].strip().lower() != "application/json":
        raise GatewayError(ErrorCode.NOT_JSON, status=415)
    try:
        return Credentials.model_validate_json(request.body)
    except ValidationError as error:
        raise GatewayError(ErrorCode.BAD_LOGIN, status=401) from error


def _told(session: Session) -> HTTPResponse:
    body = {"name": session.name, "role": session.role.value, "csrf": session.csrf}
    return fresh(body)
