"""Somebody of the staff, for as long as a measurement takes."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import httpx

from assistant.settings import Settings
from channels.roles import Role
from channels.staff.accounts import add_account, remove_account
from knowledge.records.database import open_database


class Account(NamedTuple):
    """What somebody logs in with."""

    name: str
    password: str


@contextmanager
def account(settings: Settings, role: Role) -> Iterator[Account]:
    """An account that nobody had before, gone afterwards. Raises DatabaseError."""
    database = open_database(settings.database)
    who = Account(f"bench-{secrets.token_hex(4)}", secrets.token_urlsafe(24))
    add_account(database, who.name, role, who.password)
    try:
        yield who
    finally:
        remove_account(database, who.name)
        database.dispose()


@contextmanager
def logged_in(url: str, who: Account) -> Iterator[httpx.Client]:
    """What needs no browser."""
    with httpx.Client(base_url=url, trust_env=False, timeout=30) as client:
        told = client.post("/staff/session", json=who._asdict()).json()
        client.headers["X-CSRF-Token"] = told["csrf"]
        yield client
