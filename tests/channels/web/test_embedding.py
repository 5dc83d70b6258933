"""The widget in a page of somebody else, and before people and data that mean harm."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, WebSocketRoute, expect

from tests.channels.conftest import Server
from tests.channels.stub_engine import REPLIES
from tests.channels.web.conftest import Site
from tests.channels.web.talking import answer, say, violations

HOSTILE = """<!doctype html><html lang="zh-CN" style="font-size:5px"><head><title>某局</title><style>
* {{ all: unset !important; display: none !important; color: red !important; }}
html, body, body * {{ display: block !important; visibility: hidden !important; font-size: 3px !important; }}
button, textarea, p {{ transform: scale(9) !important; position: absolute !important; opacity: 0 !important; }}
</style></head><body><main><h1>某局</h1></main>
<script>Array.prototype.last = 1;</script>
<script src="{server}/widget.js" data-region="兰溪市" async></script></body></html>"""


@pytest.fixture
def embedded(context: BrowserContext, web: Server, site: Site) -> Page:
    site.html = HOSTILE.format(server=web.url)
    page = context.new_page()
    page.set_viewport_size({"width": 1000, "height": 800})
    page.goto(f"{site.origin}/a/page.html")
    return page


def test_it_works_in_a_hostile_page(embedded: Page) -> None:
    launch = embedded.get_by_role("button", name="问暖驿")
    expect(launch).to_be_visible()
    launch.click()
    text = embedded.get_by_label("您的问题")
    expect(text).to_be_focused()
    expect(embedded.get_by_label("您所在的城市")).to_have_value("兰溪市")
    assert text.evaluate("node => getComputedStyle(node).fontSize") == "16px"
    assert say(embedded, "你好").is_visible()
    box = embedded.get_by_role("dialog").bounding_box()
    assert box and (box["width"], box["height"]) == (400, 680)
    assert violations(embedded, "nuanyi-chat") == []

    embedded.keyboard.press("Escape")
    expect(launch).to_be_focused()
    embedded.reload()
    launch.click()
    expect(embedded.locator(".user")).to_have_text("你好")


def test_on_a_phone_it_fills_the_screen(embedded: Page) -> None:
    embedded.set_viewport_size({"width": 360, "height": 640})
    embedded.get_by_role("button", name="问暖驿").click()
    assert embedded.get_by_role("dialog").bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 640}
    embedded.get_by_role("button", name="关闭").click()
    expect(embedded.get_by_role("dialog")).to_be_hidden()


SCRIPTS = [
    "<img src=x onerror=harm()>",
    "<script>harm()</script>",
    '"><svg onload=harm()>',
    "javascript:harm()",
    "data:text/html,<script>harm()</script>",
    "' onfocus=harm() autofocus x='",
    "<iframe srcdoc='<script>parent.harm()</script>'></iframe>",
    "{{constructor.constructor('harm()')()}}",
    'https://example.org/"onmouseover=harm()//',
    "\u202e<b>harm</b>\x00",
]
KEEP = {"type", "status", "decision", "event", "author"}


def poisoned(part: Any, script: str) -> Any:
    """A reply with this in the place of every text."""
    if isinstance(part, dict):
        return {key: value if key in KEEP else poisoned(value, script) for key, value in part.items()}
    if isinstance(part, list):
        return [poisoned(value, script) for value in part]
    return script if isinstance(part, str) else part


# What these would be if markup came through; the widget itself makes none of them.
FOREIGN = (
    "img, script, iframe, object, embed, b b, [onerror], [onload], [onfocus], [onmouseover], [autofocus], [srcdoc]"
)


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_text_becomes_markup_or_script(page: Page, script: str) -> None:
    harmed: list[str] = []
    page.expose_function("harm", lambda: harmed.append(script))
    messages = [poisoned(message, script) for replies in REPLIES.values() for message in replies]
    messages += [{"text": script, "custom": {"status": "danger", "type": "handoff", "items": [script]}}]

    def serve(socket: WebSocketRoute) -> None:
        def told(frame: str | bytes) -> None:
            if "after" in json.loads(frame):
                socket.send(json.dumps({"event": "welcome", "answerer": "engine"}))
                return
            spoken = json.loads(frame)
            events = [{"event": "accepted", "at": 1, "id": spoken["id"], "text": script}]
            for number, message in enumerate(messages, 2):
                events.append({"event": "message", "at": number, "id": script, "author": "engine", "message": message})
            for event in [*events, {"event": "done", "at": 1000, "id": spoken["id"]}]:
                socket.send(json.dumps(event))

        socket.on_message(told)

    def cities(route: Route) -> None:
        route.fulfill(json={"cities": [script]})

    page.route_web_socket("**/api/line", serve)
    # What is said before the welcome goes by POST, to a real gateway: its answer would be one more, with times of its own.
    page.route("**/api/line", lambda route: route.abort())
    page.route("**/api/cities", cities)
    page.reload()
    page.get_by_label("您的问题").fill(script)
    page.keyboard.press("Enter")
    expect(page.locator(".log > .bot")).to_have_count(1 + len(messages))
    answer(page)
    page.reload()
    expect(page.locator(".log > .bot")).to_have_count(1 + len(messages))
    assert page.locator("nuanyi-chat").locator(FOREIGN).count() == 0
    addresses = page.locator("nuanyi-chat a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert [address for address in addresses if not address.startswith(("http://", "https://", "tel:"))] == []
    assert harmed == []
