"""Logging in and out of a running gateway."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import httpx
import pyotp
import pytest
from playwright.sync_api import Browser, expect

from channels.files import FOREVER, FRESH
from channels.roles import Role
from channels.staff.accounts import add_account
from channels.staff.second_factor import give_code
from channels.texts import load_texts
from knowledge.records.database import open_database
from tests.channels.conftest import Server, Starter
from tests.channels.staff.conftest import PASSWORD
from tests.channels.web.talking import violations

NAME = "坐席一号"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('staff') / 'records.db'}"
    add_account(open_database(url), NAME, Role.HOTLINE, PASSWORD)
    return url


@pytest.fixture(scope="module")
def gateway(start: Starter, database: str) -> Server:
    gateway = start.gateway(start.nowhere, start.nowhere, database=database)
    gateway.wait_until_listening()
    return gateway


@pytest.fixture
def client(gateway: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=gateway.url, trust_env=False, verify=False) as client:
        yield client


def log_in(client: httpx.Client, password: str = PASSWORD, name: str = NAME, code: str = "") -> httpx.Response:
    return client.post("/staff/session", json={"name": name, "password": password, "code": code})


def test_in_and_out(client: httpx.Client) -> None:
    assert_refused(client.get("/staff/session"), 401, "login_needed")
    told = log_in(client)
    assert told.status_code == 200 and told.headers["cache-control"] == "no-store"
    assert told.json().keys() == {"name", "role", "csrf"} and told.json()["role"] == "hotline"
    assert client.get("/staff/session").json() == told.json()
    token = client.cookies["staff_session"]

    ended = client.delete("/staff/session", headers={"X-CSRF-Token": told.json()["csrf"]})
    assert ended.status_code == 204 and "staff_session" not in client.cookies
    again = httpx.get(f"{client.base_url}/staff/session", cookies={"staff_session": token}, trust_env=False)
    assert_refused(again, 401, "login_needed")


def test_the_cookie_is_for_this_site_and_no_script(client: httpx.Client) -> None:
    cookie = log_in(client).headers["set-cookie"]
    assert re.fullmatch(r"staff_session=[\w-]{43}; Path=/; SameSite=Strict; HttpOnly", cookie)


def test_secure_cookies(start: Starter, database: str) -> None:
    gateway = start.gateway(start.nowhere, start.nowhere, database=database, secure_cookies=True)
    gateway.wait_until_listening()
    with httpx.Client(base_url=gateway.url, trust_env=False, verify=False) as client:
        assert "; Secure" in log_in(client).headers["set-cookie"]


@pytest.mark.parametrize("token", [None, "", "x" * 64, "工"])
def test_nothing_changes_without_the_token(client: httpx.Client, token: str | None) -> None:
    log_in(client)
    headers = {} if token is None else {"X-CSRF-Token": token.encode()}
    assert_refused(client.delete("/staff/session", headers=headers), 403, "forbidden")
    assert client.get("/staff/session").status_code == 200


def test_the_token_of_another_session_is_none(client: httpx.Client) -> None:
    first = log_in(client).json()["csrf"]
    second = log_in(client).json()["csrf"]
    assert first != second
    assert_refused(client.delete("/staff/session", headers={"X-CSRF-Token": first}), 403, "forbidden")


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_no_form_of_another_site_can_log_in(client: httpx.Client, content_type: str) -> None:
    body = f'{{"name": "{NAME}", "password": "{PASSWORD}"}}'.encode()
    response = client.post("/staff/session", content=body, headers={"Content-Type": content_type})
    assert_refused(response, 415, "not_json")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"name": "a"}', b'{"name": 1, "password": "x"}', b'{"name":"a","password":"b","x":1}']
)
def test_nonsense_is_no_login(client: httpx.Client, body: bytes) -> None:
    response = client.post("/staff/session", content=body, headers={"Content-Type": "application/json"})
    assert_refused(response, 401, "bad_login")


def test_who_it_is_cannot_be_told_and_guessing_ends(client: httpx.Client) -> None:
    for name in ("没有这个人", "也没有"):
        for _ in range(5):
            assert_refused(log_in(client, "猜一猜", name), 401, "bad_login")
        assert_refused(log_in(client, PASSWORD, name), 429, "login_locked")
    assert log_in(client).status_code == 200


def test_the_page_and_its_files(client: httpx.Client) -> None:
    """May not be framed, load nothing from elsewhere, and are kept by the browser, the page as long as it is the same."""
    (script,) = re.findall(r'<script src="([^"]+)"', client.get("/staff/login").text)
    for address, cache in (
        ("/staff/login", FRESH),
        (script, FOREVER),
        (script.replace("login.js", "staff.css"), FOREVER),
    ):
        response = client.get(address)
        policy = response.headers["content-security-policy"]
        assert response.status_code == 200 and "frame-ancestors 'none'" in policy and "unsafe" not in policy
        assert (response.headers["cache-control"], response.headers["content-encoding"]) == (cache, "gzip")
        assert set(re.findall(r"(?:https?:)?//[\w.-]+\.\w+", response.text)) == set()
        known = client.get(address, headers={"If-None-Match": response.headers["etag"]})
        assert known.status_code == 304 and known.headers["content-security-policy"] == policy


@pytest.mark.parametrize(
    "path", ["/staff/nothing", "/staff/..%2froutes.py", "/staff/login.js", "/staff/000000000000/login.js", "/staff/"]
)
def test_no_other_file(client: httpx.Client, path: str) -> None:
    assert_refused(client.get(path), 404, "not_found")


def test_a_cookie_that_is_no_text(gateway: Server) -> None:
    response = httpx.get(
        f"{gateway.url}/staff/session", headers={"Cookie": b"staff_session=\xff\xfe"}, trust_env=False, verify=False
    )
    assert_refused(response, 401, "login_needed")


def assert_refused(response: httpx.Response, status: int, code: str) -> None:
    assert response.status_code == status, response.text
    assert response.json() == {"error": {"code": code, "message": load_texts().errors[code]}}


@pytest.fixture(scope="module")
def strict(start: Starter, tmp_path_factory: pytest.TempPathFactory) -> tuple[Server, str]:
    """A gateway where admins need a code, with one who has one and one who has not; the secret of the first."""
    url = f"sqlite:///{tmp_path_factory.mktemp('strict') / 'records.db'}"
    database = open_database(url)
    for name in ("主任", "新主任"):
        add_account(database, name, Role.ADMIN, PASSWORD)
    secret, _ = give_code(database, "主任")
    gateway = start.gateway(start.nowhere, start.nowhere, database=url, admins_need_code=True)
    gateway.wait_until_listening()
    return gateway, secret


def test_admins_without_a_second_factor_stay_outside_where_the_office_says_so(strict: tuple[Server, str]) -> None:
    gateway, secret = strict
    with httpx.Client(base_url=gateway.url, trust_env=False, verify=False) as client:
        assert_refused(log_in(client, name="新主任"), 403, "no_code_yet")
        assert_refused(log_in(client, name="主任"), 401, "code_needed")
        assert_refused(log_in(client, name="主任", code="abcdef"), 401, "bad_code")
        assert_refused(log_in(client, "猜一猜的密码", "主任", pyotp.TOTP(secret).now()), 401, "bad_login")
        assert "staff_session" not in client.cookies
        assert log_in(client, name="主任", code=pyotp.TOTP(secret).now()).status_code == 200


def test_the_page_asks_for_the_code_when_it_is_needed(strict: tuple[Server, str], browser: Browser) -> None:
    gateway, secret = strict
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{gateway.url}/staff/login")
    code = page.get_by_label("手机上的六位动态码")
    expect(code).to_be_hidden()
    page.get_by_label("账号").fill("主任")
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(code).to_be_focused()
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text(load_texts().errors["bad_code"])
    assert violations(page) == []
    # The code of the present half minute may have been used by the test before.
    code.fill(pyotp.TOTP(secret).generate_otp(int(time.time()) // 30 + 1))
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk*")
    page.context.close()
