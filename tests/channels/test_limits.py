"""Whose a request is, and when it is too much."""

from __future__ import annotations

import asyncio
import time
from types import SimpleNamespace
from typing import cast

import pytest
from sanic import Request

from channels.clients import address_of, is_here
from channels.errors import ErrorCode, GatewayError
from channels.limits import LOGINS_PER_MINUTE, Limiter
from channels.settings import LimitSettings
from channels.status.metrics import Metrics


def request(ip: str, proxied: str = "", **headers: str) -> Request:
    """One from ``ip``; ``proxied``: what a trusted proxy says of it."""
    return cast(Request, SimpleNamespace(ip=ip, client_ip=proxied or ip, headers=headers))


@pytest.mark.parametrize(
    ("ip", "forwarded", "address"),
    [
        ("10.1.2.3", "", "10.1.2.3"),
        ("127.0.0.1", "", None),
        ("::1", "", None),
        ("::ffff:127.0.0.1", "", None),
        ("::ffff:10.1.2.3", "", "10.1.2.3"),
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "[2001:db8:1:2:3:4:5:6]", "2001:db8:1:2::/64"),
        ("10.0.0.1", "nobody knows", "10.0.0.1"),
        ("", "", None),
    ],
)
def test_whose_it_is(ip: str, forwarded: str, address: str | None) -> None:
    assert address_of(request(ip, forwarded)) == address


def test_who_is_here() -> None:
    assert is_here(request("127.0.0.1")) and not is_here(request("10.0.0.1"))
    for name in ("x-forwarded-for", "forwarded", "x-real-ip"):
        assert not is_here(request("127.0.0.1", **{name: "127.0.0.1"})), "it came through a proxy"


def refusal(limiter: Limiter, ip: str = "10.0.0.1", sender: str = "a") -> GatewayError | None:
    return asyncio.run(limiter.turn(request(ip), sender))


def test_a_conversation_and_an_address_have_their_own_measure() -> None:
    limiter = Limiter(LimitSettings(conversation_per_minute=2, client_per_minute=4), Metrics())
    assert [refusal(limiter, sender="a") for _ in range(2)] == [None, None]
    (again,) = [refusal(limiter, sender="a")]
    assert again and (again.code, again.status) == (ErrorCode.TOO_FAST, 429) and 1 <= again.retry_after <= 120
    assert refusal(limiter, sender="b") is None, "somebody else behind the same address"
    assert refusal(limiter, sender="c"), "now the address has had enough, the refused one counted"
    assert refusal(limiter, "10.0.0.2", "c") is None


@pytest.mark.parametrize("hours", [-24, -1, 1, 24])
def test_a_clock_that_is_put_locks_nobody_out_and_lets_nobody_say_more(
    monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    now = 1_000_000.0
    monkeypatch.setattr(time, "time", lambda: now)
    limiter = Limiter(LimitSettings(conversation_per_minute=2), Metrics())
    for put in (0, hours, -hours):
        now += put * 3600 + 120.0
        assert [bool(refusal(limiter)) for _ in range(3)] == [False, False, True], "a minute's worth, each time"
    now += 120.0
    assert refusal(limiter) is None


def test_who_works_on_the_machine_is_not_counted() -> None:
    limiter = Limiter(LimitSettings(conversation_per_minute=1, client_per_minute=1, token_per_minute=1), Metrics())
    for _ in range(50):
        assert refusal(limiter, "127.0.0.1") is None
        asyncio.run(limiter.token(request("::1"), "t"))
        asyncio.run(limiter.login(request("127.0.0.1")))


def test_none_at_all_where_the_settings_say_so() -> None:
    limiter = Limiter(LimitSettings(conversation_per_minute=0, client_per_minute=0), Metrics())
    assert all(refusal(limiter) is None for _ in range(500))


def test_tokens_and_logins() -> None:
    limiter = Limiter(LimitSettings(token_per_minute=1), Metrics())
    asyncio.run(limiter.token(request("10.0.0.1"), "t"))
    asyncio.run(limiter.token(request("10.0.0.1"), "u"))
    with pytest.raises(GatewayError):
        asyncio.run(limiter.token(request("10.0.0.2"), "t"))
    for _ in range(LOGINS_PER_MINUTE):
        asyncio.run(limiter.login(request("10.0.0.1")))
    with pytest.raises(GatewayError):
        asyncio.run(limiter.login(request("10.0.0.1")))
