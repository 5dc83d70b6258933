"""A running gateway that is asked for too much, behind a proxy that says whom."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from channels.texts import load_texts
from knowledge.records.audit import By
from knowledge.records.database import open_database
from tests.channels.conftest import Servers, Starter
from tests.channels.test_channel_rest import WEBHOOK, assert_refused
from tests.waiting import wait_until

_ADDRESSES = itertools.count(1)


@pytest.fixture(scope="module")
def proxied(start: Starter, servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    url = servers.engine.url
    database = f"sqlite:///{tmp_path_factory.mktemp('limits') / 'records.db'}"
    limits = {"real_ip_header": "X-Real-IP", "client_per_minute": 3, "most_waiting": 1}
    gateway = start.gateway(url, url, engine_timeout=10, database=database, **limits)
    gateway.wait_until_listening()
    with httpx.Client(base_url=gateway.url, trust_env=False, verify=False, timeout=30) as client:
        yield client


@pytest.fixture
def address() -> dict[str, str]:
    """The header of somebody new."""
    return {"X-Real-IP": f"203.0.113.{next(_ADDRESSES)}"}


def post(client: httpx.Client, headers: dict[str, str], message: str = "你好", sender: str = "a") -> httpx.Response:
    return client.post(WEBHOOK, json={"sender": sender, "message": message}, headers=headers)


def test_one_address_is_slowed_down_and_no_other(proxied: httpx.Client, address: dict[str, str]) -> None:
    assert [post(proxied, address).status_code for _ in range(3)] == [200] * 3
    refused = post(proxied, address)
    assert_refused(refused, 429, "too_fast")
    assert int(refused.headers["retry-after"]) >= 1
    hurt = post(proxied, address, "工友从架子上掉下来动不了")
    assert hurt.json()[0]["custom"]["status"] == "danger", "help comes first"
    line = {"sender": "web-" + "0" * 32, "say": {"id": "message-1", "message": "你好"}}
    assert_refused(proxied.post("/api/line", json=line, headers=address), 429, "too_fast")
    assert proxied.post("/api/line", json=line | {"say": None}, headers=address).status_code == 200, "to look is free"
    login = proxied.post("/staff/session", json={"name": "谁", "password": "不知道"}, headers=address)
    assert login.status_code == 401, "who logs in is counted apart"
    assert post(proxied, {"X-Real-IP": "203.0.113.250"}).status_code == 200


def test_a_forwarded_address_is_believed_only_where_the_settings_say_so(client: httpx.Client) -> None:
    """The default gateway of these tests names no proxy, so all of this counts for the machine itself."""
    headers = {"X-Real-IP": "203.0.113.1", "X-Forwarded-For": "203.0.113.1"}
    assert {post(client, headers).status_code for _ in range(100)} == {200}


def test_beyond_what_can_be_answered_it_says_busy(
    proxied: httpx.Client, address: dict[str, str], servers: Servers
) -> None:
    def slow_ones() -> int:
        return int(httpx.get(f"{servers.engine.url}/test/slow", trust_env=False).json())

    before = slow_ones()
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(post, proxied, {}, "慢", "b")
        wait_until(lambda: slow_ones() > before, "one is under way")
        refused = post(proxied, {}, "你好", "d")
        assert_refused(refused, 503, "busy")
        assert refused.headers["retry-after"] == "5"
        hurt = post(proxied, address, "工友从架子上掉下来动不了", "e")
        assert hurt.json()[0]["custom"]["status"] == "danger", "help comes first"
        assert slow.result().status_code == 200
    assert post(proxied, {}, "你好", "d").status_code == 200


def test_closed_and_open_again_within_two_seconds(start: Starter, servers: Servers, tmp_path: Path) -> None:
    from channels.line.face import close_face, open_face

    url = f"sqlite:///{tmp_path / 'records.db'}"
    database = open_database(url)
    gateway = start.gateway(servers.engine.url, servers.engine.url, database=url)
    gateway.wait_until_listening()
    with httpx.Client(base_url=gateway.url, trust_env=False, verify=False) as client:

        def answer() -> tuple[str, str]:
            (message,) = post(client, {}).json()
            return message["text"], message["custom"].get("status", "")

        assert answer()[0] == "你好"
        close_face(database, "系统维护，下午两点恢复", By("管理员"))
        wait_until(lambda: answer() == ("系统维护，下午两点恢复", "unavailable"), "it is closed", 2)
        assert post(client, {}, "工友从架子上掉下来动不了").json()[0]["custom"]["status"] == "danger"
        assert client.get("/staff/login").status_code == 200 and client.get("/healthz").status_code == 200
        open_face(database, By("管理员"))
        wait_until(lambda: answer()[0] == "你好", "it is open", 2)


def test_who_may_frame_the_page(client: httpx.Client, named_client: httpx.Client) -> None:
    def ancestors(client: httpx.Client, path: str) -> str:
        policy = client.get(path).headers["content-security-policy"]
        return policy.partition("frame-ancestors ")[2].partition(";")[0]

    assert ancestors(client, "/") == "'self'" and ancestors(client, "/staff/login") == "'none'"
    assert ancestors(named_client, "/") == "'self' https://www.lanxi.gov.cn"
    assert ancestors(named_client, "/staff/login") == "'none'"


def test_the_words_say_what_to_do() -> None:
    assert all("12333" in load_texts().errors[code] for code in ("busy", "too_fast"))
