"""Logging in at the office's own provider: off to it, and back."""

from __future__ import annotations

import asyncio
import hmac
import secrets

import structlog
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import html, redirect
from sqlalchemy import Engine

from channels.limits import Limiter
from channels.roles import AT_THE_DESK, Role
from channels.settings import GatewaySettings
from channels.staff.accounts import keep_account
from channels.staff.guard import COOKIE, LOGIN
from channels.staff.provider import Provider, ProviderError, derived
from channels.staff.sessions import open_session

log = structlog.get_logger(__name__)

AWAY = "staff_away"  # the cookie of a browser that is with the provider
AWAY_SECONDS = 600
_PATH = "/staff/single"
# A page, not a redirect: of what another site began, a browser sends no cookie that is for this site alone.
_ARRIVED = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/{page}">'
    '<title>已登录</title><a href="/{page}">已登录，请继续</a></html>'
)


def add_to(routes: Blueprint, database: Engine, limiter: Limiter, settings: GatewaySettings) -> None:
    """The routes, below ``/staff``."""
    provider = Provider(settings)

    @routes.get("/single")
    async def away(request: Request) -> HTTPResponse:
        await limiter.login(request)
        secret = secrets.token_urlsafe(32)
        try:
            response = redirect(await provider.address(secret))
        except ProviderError as error:
            return _failed("failed", str(error))
        response.add_cookie(
            AWAY,
            secret,
            path=_PATH,
            max_age=AWAY_SECONDS,
            secure=settings.secure_cookies,
            httponly=True,
            samesite="Lax",  # it has to come along from the provider's page
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    @routes.get("/single/back")
    async def back(request: Request) -> HTTPResponse:
        await limiter.login(request)
        secret, code = request.cookies.get(AWAY) or "", request.args.get("code") or ""
        state = (request.args.get("state") or "").encode(errors="surrogateescape")
        if not secret or not code or not hmac.compare_digest(state, derived(secret, "state").encode()):
            return _failed("failed", "not begun here")
        try:
            who = await provider.somebody(secret, code)
        except ProviderError as error:
            return _failed("failed", str(error))
        if who.role is None:
            return _failed("no_role", "no role")
        if settings.admins_need_code and who.role is Role.ADMIN and not who.has_code:
            return _failed("no_code", "no second factor")
        account = await asyncio.to_thread(keep_account, database, who.subject, who.name, who.role)
        token = await asyncio.to_thread(open_session, database, account)
        log.info("staff_login", name=account.name)
        page = "desk" if account.role in AT_THE_DESK else "admin"
        response = html(_ARRIVED.format(page=page), headers={"Content-Security-Policy": "default-src 'none'"})
        response.headers["Cache-Control"] = "no-store"
        response.add_cookie(COOKIE, token, secure=settings.secure_cookies, httponly=True, samesite="Strict")
        response.delete_cookie(AWAY, path=_PATH)
        return response


def _failed(fault: str, reason: str) -> HTTPResponse:
    """Back to the page for names and passwords, which says what is the matter."""
    log.info("staff_login_failed", reason=reason)
    response = redirect(f"{LOGIN}?fault={fault}")
    response.headers["Cache-Control"] = "no-store"
    response.delete_cookie(AWAY, path=_PATH)
    return response
