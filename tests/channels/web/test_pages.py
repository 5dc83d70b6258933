"""How the page and the widget are served."""

from __future__ import annotations

import gzip
import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from channels.files import FOREVER, FRESH
from channels.web.bundle import FOLDER
from channels.web.pages import SHORTLY
from tests.channels.conftest import Servers, Starter
from tests.channels.web.talking import violations

FILES = {
    "/": ("text/html; charset=utf-8", FRESH),
    "/widget.js": ("text/javascript; charset=utf-8", SHORTLY),
    "/kiosk.js": ("text/javascript; charset=utf-8", SHORTLY),
    "/privacy": ("text/html; charset=utf-8", FRESH),
    "/privacy.css": ("text/css; charset=utf-8", SHORTLY),
    "/icon.svg": ("image/svg+xml", SHORTLY),
}


@pytest.mark.parametrize(("path", "content_type", "cache"), [(path, *kind) for path, kind in FILES.items()])
def test_files_are_served_compressed_cached_and_safe(
    client: httpx.Client, path: str, content_type: str, cache: str
) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["content-type"]) == (200, content_type)
    assert (response.headers["cache-control"], response.headers["content-encoding"]) == (cache, "gzip")
    assert client.get(path, headers={"Accept-Encoding": "identity"}).content == response.content
    assert response.headers["vary"] == "Accept-Encoding"
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert "unsafe" not in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "geolocation=(self)" in response.headers["permissions-policy"]

    etag = response.headers["etag"]
    for known in (etag, etag.removeprefix("W/"), f'"old", {etag}', "*"):
        again = client.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert client.get(path, headers={"If-None-Match": '"old"'}).status_code == 200
    assert client.head(path).headers["etag"] == etag


def test_the_page_names_the_widget_by_its_content(client: httpx.Client) -> None:
    (address,) = re.findall(r'src="(widget\.[0-9a-f]{12}\.js)"', client.get("/").text)
    response = client.get(f"/{address}")
    assert (response.headers["cache-control"], response.content) == (FOREVER, client.get("/widget.js").content)
    assert client.get("/widget.000000000000.js").status_code == 404


def test_the_widget_is_small(client: httpx.Client) -> None:
    assert len(gzip.compress(client.get("/widget.js").content, 9)) <= 15_000


def test_nothing_is_loaded_from_elsewhere() -> None:
    for file in (*(FOLDER / "files").iterdir(), *(FOLDER / "widget").iterdir()):
        addresses = set(re.findall(r"(?:https?:)?//[\w.-]+\.\w+[^\s\"')]*", file.read_text(encoding="utf-8")))
        assert addresses <= {"http://www.w3.org/2000/svg"}, file


def test_errors_have_the_security_headers_too(client: httpx.Client) -> None:
    assert "content-security-policy" in client.get("/nothing").headers


def test_the_privacy_page_says_the_days_of_the_settings(start: Starter, servers: Servers) -> None:
    url = servers.engine.url
    gateway = start.gateway(url, url, transcript_days=12.5, call_back_days=3, note_days=99)
    gateway.wait_until_listening()
    page = httpx.get(f"{gateway.url}/privacy", trust_env=False).text
    assert all(f"{days} 天" in page for days in ("12.5", "3", "99")) and "{{" not in page


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_privacy_page_is_accessible_and_fits(
    browser: Browser, client: httpx.Client, width: int, colours: Any
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=colours)
    page.goto(f"{client.base_url}/privacy")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="回到小助手").click()
    expect(page.get_by_label("您的问题")).to_be_visible()
    page.get_by_role("button", name="更多").click()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="隐私说明").click()
    expect(opened.value.get_by_role("heading", name="隐私说明")).to_be_visible()
    page.context.close()


def test_its_name_is_seen_before_the_widget_comes(browser: Browser, client: httpx.Client) -> None:
    page = browser.new_page(java_script_enabled=False)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(str(client.base_url))
    expect(page.get_by_text("就业社保小助手")).to_be_visible()
    expect(page.locator("nuanyi-chat p").first).to_have_css("background-color", "rgb(247, 247, 247)")
    assert [url for url in asked if url.endswith(".css")] == []
    page.context.close()
