"""``/metrics`` and ``/status`` of a running gateway."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
from playwright.sync_api import Browser, expect

from channels.line.face import close_face, open_face
from channels.roles import Role
from channels.staff.accounts import add_account
from channels.tokens import Scope, create_token
from knowledge.records.audit import By
from knowledge.records.database import open_database
from tests.channels.conftest import Server, Servers, Starter
from tests.channels.staff.conftest import PASSWORD
from tests.channels.test_channel_rest import WEBHOOK, assert_refused
from tests.channels.web.talking import violations

NAME = "审计员"


class Watched(NamedTuple):
    """A gateway with somebody of the staff."""

    server: Server
    database: str


@pytest.fixture(scope="module")
def watched(start: Starter, servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Watched:
    folder: Path = tmp_path_factory.mktemp("status")
    url = f"sqlite:///{folder / 'records.db'}"
    add_account(open_database(url), NAME, Role.AUDITOR, PASSWORD)
    server = start.gateway(servers.engine.url, servers.engine.url, database=url, data_dir=folder)
    server.wait_until_listening()
    return Watched(server, url)


@pytest.fixture
def client(watched: Watched) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=watched.server.url, trust_env=False, verify=False) as client:
        yield client


def test_what_is_counted_is_told_on_this_machine_or_to_a_token(client: httpx.Client, watched: Watched) -> None:
    client.post(WEBHOOK, json={"sender": "a", "message": "你好"})
    told = client.get("/metrics")
    assert told.status_code == 200 and told.headers["content-type"].startswith("text/plain")
    for line in (
        'nuanyi_up{part="engine"} 1.0',
        "nuanyi_turn_seconds_count 1.0",
        'nuanyi_http_requests_total{route="/webhooks/rest/webhook",status="200"} 1.0',
        "nuanyi_queue_waiting 0.0",
        "nuanyi_public_closed 0.0",
        "nuanyi_disk_free_bytes ",
    ):
        assert line in told.text
    assert "你好" not in told.text

    proxied = {"X-Forwarded-For": "203.0.113.9"}
    assert_refused(client.get("/metrics", headers=proxied), 401, "unauthorized")
    database = open_database(watched.database)
    for scope, status in ((Scope.LOOKUP, 401), (Scope.METRICS, 200)):
        token = create_token(database, Role.ADMIN, "监控", [scope])
        assert client.get("/metrics", headers=proxied | {"Authorization": f"Bearer {token}"}).status_code == status


def test_the_state_is_for_the_staff(client: httpx.Client) -> None:
    assert client.get("/status").headers["location"] == "/staff/login"
    assert_refused(client.get("/status/now"), 401, "login_needed")
    assert_refused(client.get("/status/nothing"), 404, "not_found")
    assert client.post("/staff/session", json={"name": NAME, "password": PASSWORD}).status_code == 200
    (script,) = re.findall(r'<script src="([^"]+)"', client.get("/status").text)
    assert client.get(script).status_code == 200
    now = client.get("/status/now").json()
    assert now["parts"] == {"gateway": "ok", "engine": "ok", "actions": "ok"} and now["closed"] is None
    assert "frame-ancestors 'none'" in client.get("/status").headers["content-security-policy"]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page(watched: Watched, browser: Browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    assert page.request.post(f"{watched.server.url}/staff/session", data={"name": NAME, "password": PASSWORD}).ok
    database, by = open_database(watched.database), By("管理员")
    page.goto(f"{watched.server.url}/status")
    expect(page.get_by_role("status")).to_have_text("一切正常")
    expect(page.get_by_text("对话引擎：正常")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    close_face(database, "系统维护", by)
    expect(page.get_by_role("status")).to_have_text("对外的回答已停：系统维护", timeout=15_000)
    assert violations(page) == []
    open_face(database, by)
    page.context.close()
