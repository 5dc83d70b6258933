"""Lets in who is logged in, and keeps out what other sites would have a clerk's browser do."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Iterable

import structlog
from sanic import Request
from sqlalchemy import Engine

from channels.errors import ErrorCode, GatewayError
from channels.roles import AT_THE_DESK, Role
from channels.staff.sessions import Session, find_session, touch_session
from knowledge.errors import ReadableError

log = structlog.get_logger(__name__)

COOKIE = "staff_session"
# Where who is not logged in is sent.
LOGIN = "/staff/login"
CSRF_HEADER = "X-CSRF-Token"


class Guard:
    """Knows sessions by their cookie."""

    def __init__(self, database: Engine) -> None:
        self._database = database

    async def session(self, request: Request, is_use: bool = True) -> Session | None:
        """Whose request it is, if anybody's who is logged in; ``is_use``: it keeps the session from ending."""
        if not (token := request.cookies.get(COOKIE)):
            return None
        session = await asyncio.to_thread(find_session, self._database, token)
        if session and session.is_due and is_use:
            # Not awaited: a large import may keep the data base from writing, and the caller on the line waits.
            request.app.add_task(self._touch(token))
        return session

    async def require(self, request: Request, roles: Iterable[Role] = AT_THE_DESK, *, is_use: bool = True) -> Session:
        """Whose request it is; one that may change something must bring the CSRF token; ``is_use``: somebody did something,
        as opposed to a page that looks for what is new. Raises GatewayError."""
        session = await self.session(request, is_use)
        if session is None:
            raise GatewayError(ErrorCode.LOGIN_NEEDED, status=401)
        if session.role not in roles:
            raise GatewayError(ErrorCode.FORBIDDEN, status=403)
        brought = request.headers.get(CSRF_HEADER, "").encode(errors="surrogateescape")
        if request.method != "GET" and not hmac.compare_digest(brought, session.csrf.encode()):
            raise GatewayError(ErrorCode.FORBIDDEN, status=403)
        return session

    async def _touch(self, token: str) -> None:
        try:
            await asyncio.to_thread(touch_session, self._database, token)
        except ReadableError as error:
            log.warning("session_not_touched", reason=str(error))
