"""Logging in at a provider of the office's own, which runs for real beside the gateway."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from joserfc.jwk import RSAKey
from playwright.sync_api import Browser, expect
from pydantic import SecretStr, ValidationError

from channels.roles import Role
from channels.settings import OidcSettings
from channels.staff.accounts import add_account, list_accounts
from knowledge.records.database import open_database
from tests.channels.conftest import Server, Starter
from tests.channels.staff.conftest import PASSWORD
from tests.channels.staff.small_provider import CLIENT, PUBLIC_URL, SECRET, SmallProvider, running
from tests.channels.web.talking import violations

LOCAL = "窗口一号"
ROLES = "rsj-admin=admin, rsj-faq=editor,rsj-12333=hotline"


@pytest.fixture(scope="module")
def running_provider() -> Iterator[SmallProvider]:
    with running() as provider:
        yield provider


@pytest.fixture
def provider(running_provider: SmallProvider, gateway: Server) -> SmallProvider:
    running_provider.gateway, running_provider.tampering = gateway.url, {}
    running_provider.key = running_provider.published
    running_provider.claims = {"sub": "u-17", "preferred_username": "wangfang", "groups": ["rsj-12333", "others"]}
    return running_provider


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('single') / 'records.db'}"
    add_account(open_database(url), LOCAL, Role.HOTLINE, PASSWORD)
    return url


@pytest.fixture(scope="module")
def gateway(start: Starter, database: str, running_provider: SmallProvider) -> Server:
    gateway = start.gateway(start.nowhere, start.nowhere, database=database, **settings(running_provider))
    gateway.wait_until_listening()
    return gateway


def settings(provider: SmallProvider) -> dict[str, Any]:
    return {
        "oidc_issuer": provider.url,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SecretStr(SECRET),
        "oidc_roles": ROLES,
        "public_url": PUBLIC_URL,
    }


@pytest.fixture
def client(gateway: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=gateway.url, trust_env=False, verify=False, follow_redirects=True) as client:
        yield client


def fault_of(told: httpx.Response) -> str | None:
    """What the page for names and passwords is to say; None where it is not that page."""
    return told.url.params["fault"] if told.url.path == "/staff/login" else None


def test_who_has_a_role_there_has_it_here(client: httpx.Client, provider: SmallProvider, database: str) -> None:
    arrived = client.get("/staff/single")
    assert (
        arrived.status_code == 200 and 'url=/desk"' in arrived.text and arrived.headers["cache-control"] == "no-store"
    )
    cookies = arrived.headers.get_list("set-cookie")
    assert any("staff_session" in one and "SameSite=Strict" in one and "HttpOnly" in one for one in cookies)
    session = client.get("/staff/session").json()
    assert (session["name"], session["role"]) == ("wangfang", "hotline")

    provider.claims["groups"] = ["rsj-faq", "rsj-admin"]
    assert 'url=/desk"' in client.get("/staff/single").text
    assert client.get("/staff/session").json()["role"] == "admin"
    provider.claims["groups"] = "rsj-faq"  # some tell one as a text
    assert 'url=/admin"' in client.get("/staff/single").text
    accounts = [account for account in list_accounts(open_database(database)) if account.name == "wangfang"]
    assert [account.role for account in accounts] == [Role.EDITOR], "one account, with the role of today"


def test_local_accounts_go_on_and_nobody_gets_one_by_its_name(client: httpx.Client, provider: SmallProvider) -> None:
    provider.claims |= {"sub": "u-18", "preferred_username": LOCAL}
    client.get("/staff/single")
    other = client.get("/staff/session").json()["name"]
    assert other.startswith(LOCAL) and other != LOCAL
    told = client.post("/staff/session", json={"name": LOCAL, "password": PASSWORD})
    assert told.status_code == 200 and told.json()["name"] == LOCAL
    for password in ("", "the account that does not exist", SECRET):
        assert client.post("/staff/session", json={"name": other, "password": password}).status_code == 401


@pytest.mark.parametrize("groups", [[], ["others"], None, {"rsj-admin": True}, "rsj"])
def test_who_has_no_role_stays_outside(client: httpx.Client, provider: SmallProvider, groups: object) -> None:
    provider.claims["groups"] = groups
    assert fault_of(client.get("/staff/single")) == "no_role"
    assert client.get("/staff/session").status_code == 401


@pytest.mark.parametrize(
    "tampering",
    [
        {"iss": "https://login.elsewhere.example"},
        {"aud": "another-client"},
        {"nonce": "of-another-login"},
        {"nonce": None},
        {"exp": 1_700_000_000},  # long past
        {"sub": None},
    ],
    ids=str,
)
def test_a_token_for_somebody_else_opens_nothing(
    client: httpx.Client, provider: SmallProvider, tampering: dict[str, object]
) -> None:
    provider.tampering = tampering
    assert fault_of(client.get("/staff/single")) == "failed"
    assert client.get("/staff/session").status_code == 401


def test_a_token_that_another_signed_opens_nothing(client: httpx.Client, provider: SmallProvider) -> None:
    provider.key = RSAKey.generate_key(2048, {"kid": "one"})
    assert fault_of(client.get("/staff/single")) == "failed"


def test_only_the_browser_that_went_comes_back_and_once(client: httpx.Client, provider: SmallProvider) -> None:
    to_provider = client.get("/staff/single", follow_redirects=False).headers["location"]
    back = httpx.get(to_provider, trust_env=False).headers["location"]
    assert fault_of(httpx.get(back, trust_env=False, follow_redirects=True)) == "failed", "no cookie"
    assert fault_of(client.get(back.replace("state=", "state=x"))) == "failed"
    to_provider = client.get("/staff/single", follow_redirects=False).headers["location"]
    back = httpx.get(to_provider, trust_env=False).headers["location"]
    assert client.get(back).url.path == "/staff/single/back"
    assert fault_of(client.get(back)) == "failed", "the cookie is gone, and the code is used"


def test_admins_bring_a_second_factor_where_the_office_says_so(
    start: Starter, provider: SmallProvider, database: str
) -> None:
    strict = start.gateway(start.nowhere, start.nowhere, database=database, admins_need_code=True, **settings(provider))
    strict.wait_until_listening()
    provider.gateway, provider.claims["groups"] = strict.url, ["rsj-admin"]
    with httpx.Client(base_url=strict.url, trust_env=False, verify=False, follow_redirects=True) as client:
        assert fault_of(client.get("/staff/single")) == "no_code"
        provider.claims["amr"] = ["pwd", "otp"]
        assert client.get("/staff/single").url.path == "/staff/single/back"


def test_a_provider_that_is_away_is_no_fault_of_ours(start: Starter, provider: SmallProvider) -> None:
    lost = start.gateway(start.nowhere, start.nowhere, **(settings(provider) | {"oidc_issuer": start.nowhere}))
    lost.wait_until_listening()
    assert fault_of(httpx.get(f"{lost.url}/staff/single", trust_env=False, follow_redirects=True)) == "failed"


def test_without_a_provider_there_is_no_way_to_it(start: Starter) -> None:
    plain = start.gateway(start.nowhere, start.nowhere)
    plain.wait_until_listening()
    assert httpx.get(f"{plain.url}/staff/single", trust_env=False).status_code == 404
    assert "/staff/single" not in httpx.get(f"{plain.url}/staff/login", trust_env=False).text


def test_in_a_browser(gateway: Server, provider: SmallProvider, browser: Browser) -> None:
    """Whose cookies for this site alone do not come along from the provider's page."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{gateway.url}/staff/login?fault=no_role")
    expect(page.get_by_role("alert")).to_contain_text("没有用这里的权限")
    assert violations(page) == []
    page.get_by_role("link", name="用单位统一账号登录").click()
    page.wait_for_url("**/desk")
    assert page.request.get(f"{gateway.url}/staff/session").json()["name"] == "wangfang"
    page.close()


@pytest.mark.parametrize(
    "wrong",
    [
        {"oidc_issuer": "http://login.example"},
        {"oidc_roles": "rsj-admin=chief"},
        {"oidc_roles": ""},
        {"oidc_client_secret": None},
        {"public_url": ""},
    ],
    ids=str,
)
def test_settings_that_do_not_go_together(wrong: dict[str, Any]) -> None:
    right = {
        "oidc_issuer": "https://login.example",
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SecretStr(SECRET),
        "oidc_roles": ROLES,
        "public_url": PUBLIC_URL,
    }
    assert OidcSettings(**right).roles["rsj-faq"] is Role.EDITOR
    with pytest.raises(ValidationError):
        OidcSettings(**(right | wrong))
