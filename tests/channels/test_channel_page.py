"""The chat page: how it is served, and how it behaves in a real browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, Route, expect, sync_playwright

from channels.pages import WEB_FOLDER
from tests.channels.conftest import Server

FILES = {
    "/": "text/html; charset=utf-8",
    "/chat.js": "text/javascript; charset=utf-8",
    "/chat.css": "text/css; charset=utf-8",
    "/icon.svg": "image/svg+xml",
}
BROWSER_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUM = shutil.which("chromium")


@pytest.mark.parametrize(("path", "content_type"), FILES.items())
def test_files_are_served_fresh_and_safe(client: httpx.Client, path: str, content_type: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["content-type"]) == (200, content_type)
    assert response.headers["cache-control"] == "no-cache"
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"

    etag = response.headers["etag"]
    for known in (etag, f"W/{etag}", f'"old", {etag}', "*"):
        again = client.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert client.get(path, headers={"If-None-Match": '"old"'}).status_code == 200
    assert client.head(path).headers["etag"] == etag


def test_nothing_is_loaded_from_elsewhere() -> None:
    for file in WEB_FOLDER.iterdir():
        addresses = set(re.findall(r"(?:https?:)?//[\w.-]+\.\w+[^\s\"')]*", file.read_text(encoding="utf-8")))
        assert addresses <= {"http://www.w3.org/2000/svg"}, file


def test_errors_have_the_security_headers_too(client: httpx.Client) -> None:
    assert "content-security-policy" in client.get("/nothing").headers


@pytest.fixture(scope="module")
def page(gateway: Server) -> Iterator[Page]:
    if CHROMIUM is None:
        pytest.skip("needs chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=BROWSER_ARGS)
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.set_default_timeout(4000)
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(gateway.url)
        yield page
        browser.close()
        # Failed requests are logged by the browser itself; one test makes them fail on purpose.
        assert [problem for problem in problems if "Failed to load resource" not in problem] == []


def last_reply(page: Page, text: str) -> None:
    expect(page.locator("#log .bot .bubble").last).to_have_text(text)


def test_keyboard(page: Page) -> None:
    text = page.get_by_label("您的问题")
    text.fill("第一行")
    text.press("Shift+Enter")
    text.type("第二行")
    text.press("Enter")
    last_reply(page, "第一行\n第二行")
    expect(text).to_have_value("")
    expect(text).to_be_focused()

    text.fill("   ")
    text.press("Enter")
    expect(page.locator("#log .user")).to_have_count(1)

    text.fill("gongzi")
    text.evaluate(
        "e => e.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"
    )
    expect(text).to_have_value("gongzi")
    text.fill("")


def test_card_buttons_and_city(page: Page) -> None:
    page.get_by_label("您所在的城市").select_option("兰溪市")
    page.get_by_label("您的问题").fill("卡片")
    page.get_by_role("button", name="发送", exact=True).click()
    last_reply(page, "免费住3天。\n<b>带身份证</b>")
    source = page.locator(".source").last
    expect(source).to_have_text("兰溪市 · 2025-01-01起施行 · 来源：驿站怎么住 兰溪市人社局 2025-03-01")
    expect(source.get_by_role("link")).to_have_attribute("href", "https://example.org/a")
    with page.expect_request("**/webhooks/rest/webhook") as sent:
        page.get_by_role("button", name="附近的驿站").click()
    body = sent.value.post_data_json
    assert (body["message"], body["metadata"]) == ("找驿站", {"region": "兰溪市"})
    assert re.fullmatch(r"web-[0-9a-f]{32}", body["sender"])
    expect(page.locator("#log .user .bubble").last).to_have_text("附近的驿站")
    last_reply(page, "找驿站")


def test_no_markup_and_no_script_address_from_a_reply(page: Page) -> None:
    def hostile(route: Route) -> None:
        source = {"title": "<img src=x>", "url": "javascript:alert(1)"}
        route.fulfill(json=[{"text": "<img src=x onerror=alert(1)>", "custom": {"type": "answer", "source": source}}])

    page.route("**/webhooks/rest/webhook", hostile)
    page.get_by_role("button", name="哪里可以住宿").click()
    last_reply(page, "<img src=x onerror=alert(1)>")
    expect(page.locator("#log img")).to_have_count(0)
    expect(page.locator(".source").last.get_by_role("link")).to_have_count(0)
    page.unroute("**/webhooks/rest/webhook")


def test_network_failure_offers_to_send_again(page: Page) -> None:
    page.route("**/webhooks/rest/webhook", lambda route: route.abort())
    page.get_by_role("button", name="最近有什么活").click()
    again = page.get_by_role("button", name="重发")
    expect(again).to_be_visible()
    page.unroute("**/webhooks/rest/webhook")
    again.click()
    last_reply(page, "最近有什么活")
    expect(again).to_have_count(0)
    expect(page.locator("#log .user .bubble", has_text="最近有什么活")).to_have_count(1)


def test_large_letters_and_sender_outlive_a_reload(page: Page) -> None:
    large = page.get_by_role("button", name="大字")
    sender = page.evaluate("sessionStorage.getItem('sender')")
    large.click()
    expect(large).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(large).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("sessionStorage.getItem('sender')") == sender
