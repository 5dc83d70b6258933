"""A running desk: a gateway with accounts, a stand-in for the action server, and somebody who is logged in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, select

from channels.roles import Role
from channels.staff.accounts import add_account
from knowledge.records.database import open_database
from knowledge.records.tables import DeskNote
from tests.channels.conftest import Server, Servers, Starter

NAME, PASSWORD = "坐席一号", "窗口边的桂花八月开了"
OTHER = "坐席二号"
# A Tuesday; the office opens from 8:30 to 12:00 and from 13:30 to 17:00.
MORNING = "2027-03-02T09:00:00"


@dataclass(frozen=True)
class Desk:
    """What there is, and what reached it. ``clock``: the file with the time that opening hours and waiting go by."""

    gateway: Server
    actions: Server
    database: Engine
    clock: Path

    def at(self, time: str) -> None:
        """Let it be this time."""
        set_clock(self.clock, time)

    @contextmanager
    def client(self, name: str = NAME) -> Iterator[httpx.Client]:
        """Somebody who has logged in."""
        with logged_in(self.gateway.url, name) as client:
            yield client

    def received(self) -> dict[str, Any]:
        """What reached the action server last."""
        found: dict[str, Any] = httpx.get(f"{self.actions.url}/received", trust_env=False, verify=False).json()
        return found

    def lookups(self, is_down: bool = False) -> list[str]:
        """What was looked up until now; from now on the action server is down, or not."""
        url = f"{self.actions.url}/test/down"
        found: list[str] = httpx.post(url, json=is_down, trust_env=False, verify=False).json()
        return found

    def notes(self) -> list[DeskNote]:
        """The queue, in order."""
        columns = DeskNote.__table__.columns
        with self.database.connect() as connection:
            rows = connection.execute(select(*columns).order_by(DeskNote.id))
            return [DeskNote(**row._mapping) for row in rows]


@contextmanager
def logged_in(url: str, name: str) -> Iterator[httpx.Client]:
    """A client of the desk at ``url``."""
    with httpx.Client(base_url=url, trust_env=False, verify=False, timeout=30) as client:
        told = client.post("/staff/session", json={"name": name, "password": PASSWORD}).json()
        client.headers["X-CSRF-Token"] = told["csrf"]
        yield client


def set_clock(clock: Path, time: str) -> None:
    """Write the time so that nobody reads half of it."""
    new = clock.with_suffix(".new")
    new.write_text(time)
    new.rename(clock)


def staffed(folder: Path) -> tuple[str, Engine]:
    """A database with two clerks; its URL and itself."""
    url = f"sqlite:///{folder / 'records.db'}"
    database = open_database(url)
    for name in (NAME, OTHER):
        add_account(database, name, Role.HOTLINE, PASSWORD)
    return url, database


@pytest.fixture(scope="module")
def desk(start: Starter, servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("desk")
    clock, (url, database), actions = folder / "clock", staffed(folder), start.actions()
    set_clock(clock, MORNING)
    gateway = start.gateway(servers.engine.url, actions.url, engine_timeout=10, database=url, clock=clock)
    for server in (actions, gateway):
        server.wait_until_listening()
    return Desk(gateway, actions, database, clock)


@pytest.fixture(scope="module")
def clerk(desk: Desk) -> Iterator[httpx.Client]:
    with desk.client() as client:
        yield client
