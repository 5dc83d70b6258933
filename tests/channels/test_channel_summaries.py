"""``/summary/KEY.html`` and ``.pdf`` of a running gateway, with a stand-in for the action server."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import httpx
import pytest

from channels.texts import load_texts
from tests.channels.conftest import Server, Servers, Starter
from tests.channels.stub_actions import KEY


@pytest.fixture(scope="module")
def client(start: Starter, servers: Servers) -> Iterator[httpx.Client]:
    actions = start.actions()
    gateway = start.gateway(servers.engine.url, actions.url)
    for server in (actions, gateway):
        server.wait_until_listening()
    with httpx.Client(base_url=gateway.url, trust_env=False, verify=False) as client:
        yield client


@pytest.mark.parametrize(
    ("form", "content_type", "body"),
    [("html", "text/html; charset=utf-8", "<h1>维权情况单</h1>"), ("pdf", "application/pdf", "%PDF-1.3 page")],
)
def test_the_page(client: httpx.Client, form: str, content_type: str, body: str) -> None:
    response = client.get(f"/summary/{KEY}.{form}")
    assert (response.status_code, response.headers["content-type"]) == (200, content_type)
    assert response.content.decode() == body


@pytest.mark.parametrize(
    ("form", "content_type"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("pdf", "application/pdf"),
    ],
)
def test_a_paper(client: httpx.Client, form: str, content_type: str) -> None:
    for paper in ("arbitration", "complaint"):
        response = client.get(f"/summary/{KEY}.{paper}.{form}")
        assert (response.status_code, response.headers["content-type"]) == (200, content_type)
        assert response.content.decode() == f"{paper} as {form}"
    assert_refused(client.get(f"/summary/{KEY}.recognition.{form}"), 404, "summary_gone")


@pytest.mark.parametrize("form", ["html", "pdf", "complaint.docx"])
def test_it_is_stored_nowhere_and_loads_nothing(client: httpx.Client, form: str) -> None:
    headers = client.get(f"/summary/{KEY}.{form}").headers
    assert headers["cache-control"] == "no-store"
    policy = headers.get_list("content-security-policy")
    assert len(policy) == 1 and "default-src 'none'" in policy[0] and "script" not in policy[0]
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"


def test_an_unknown_key_has_expired(client: httpx.Client) -> None:
    assert_refused(client.get(f"/summary/{KEY.swapcase()}.html"), 404, "summary_gone")


@pytest.mark.parametrize(
    "path",
    [
        f"/summary/{KEY}",
        f"/summary/{KEY}.",
        f"/summary/{KEY}.txt",
        f"/summary/{KEY}.PDF",
        f"/summary/{KEY}.html.pdf",
        f"/summary/{KEY}.docx",
        f"/summary/{KEY}.complaint",
        f"/summary/{KEY}.complaint.html",
        f"/summary/{KEY}.will.docx",
        f"/summary/{KEY}.complaint/docx",
        f"/summary/{KEY}/html",
        f"/summary/{KEY}.pdf%00.html",
        f"/summary/{KEY}%0a.html",
        f"/summary/{KEY}%3fx.html",
        "/summary/short.html",
        "/summary/.html",
        "/summary/" + "x" * 65 + ".html",
        "/summary/%e5%b7%a5" + "%e5%b7%a5" * 20 + ".html",
        "/summary/..%2f..%2f..%2flookup%3fq.html",
        "/summary/..%2fhealth0000000000000.html",
        "/summary/%2e%2e/%2e%2e/health.html",
        "/summary/",
        "/summary",
    ],
)
def test_tricks_with_the_path_reach_nothing(client: httpx.Client, path: str) -> None:
    assert_refused(client.get(path), 404, "not_found")


def test_a_path_that_climbs(client: httpx.Client) -> None:
    with socket.create_connection((client.base_url.host, client.base_url.port or 0), timeout=5) as connection:
        connection.sendall(b"GET /summary/../../received HTTP/1.1\r\nHost: a\r\n\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 404")


def test_only_get(client: httpx.Client) -> None:
    assert_refused(client.post(f"/summary/{KEY}.html"), 405, "method_not_allowed")


def test_no_action_server(lonely_gateway: Server) -> None:
    response = httpx.get(f"{lonely_gateway.url}/summary/{KEY}.html", trust_env=False, verify=False)
    assert_refused(response, 503, "not_ready")


def assert_refused(response: httpx.Response, status: int, code: str) -> None:
    assert response.status_code == status, response.text
    assert response.json() == {"error": {"code": code, "message": load_texts().errors[code]}}
