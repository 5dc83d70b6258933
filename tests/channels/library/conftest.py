"""A gateway with a library, and people of every role who are logged in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine

from channels.roles import Role
from channels.staff.accounts import add_account
from knowledge.records.database import open_database
from tests.channels.conftest import Server, Servers, Starter

PASSWORD = "窗口边的桂花八月开了"


@dataclass(frozen=True)
class Library:
    """What there is; ``people`` by name."""

    gateway: Server
    actions: Server
    database: Engine
    people: dict[str, httpx.Client]
    folder: Path


@pytest.fixture(scope="module")
def library(start: Starter, servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("library")
    url = f"sqlite:///{folder / 'records.db'}"
    database, actions = open_database(url), start.actions()
    for role in Role:
        add_account(database, role.value, role, PASSWORD)
    add_account(database, "lanxi", Role.EDITOR, PASSWORD, region="兰溪市")
    gateway = start.gateway(servers.engine.url, actions.url, database=url, data_dir=folder)
    for server in (actions, gateway):
        server.wait_until_listening()
    people = {name: client(gateway.url, name) for name in (*Role, "lanxi")}
    people["admin"].get("/api/admin/faqs")  # reads the content, once
    yield Library(gateway, actions, database, people, folder)
    for one in people.values():
        one.close()


def client(url: str, name: str) -> httpx.Client:
    """Somebody who has logged in."""
    found = httpx.Client(base_url=url, trust_env=False, verify=False, timeout=60)
    told = found.post("/staff/session", json={"name": name, "password": PASSWORD}).json()
    found.headers["X-CSRF-Token"] = told["csrf"]
    return found


@pytest.fixture(scope="module")
def admin(library: Library) -> httpx.Client:
    return library.people["admin"]


@pytest.fixture(scope="module")
def editor(library: Library) -> httpx.Client:
    """Who may write for 兰溪市 only."""
    return library.people["lanxi"]
