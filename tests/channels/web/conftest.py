"""A real browser before a gateway."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.channels.conftest import Server, Servers, Starter

PHONE: ViewportSize = {"width": 360, "height": 740}


class Site(ThreadingHTTPServer):
    """A web site of somebody else: every address has the page ``html``."""

    html = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.origin = f"http://localhost:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    """One answer of the site."""

    server: Site

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.server.html.encode())

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing."""


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with Site() as site:
        threading.Thread(target=site.serve_forever, args=(0.01,), daemon=True).start()
        yield site
        site.shutdown()


@pytest.fixture(scope="session")
def web(start: Starter, servers: Servers, site: Site) -> Server:
    """A gateway that is patient: a busy machine may be slow to answer."""
    gateway = start.gateway(servers.engine.url, servers.engine.url, engine_timeout=10, allowed_origins=site.origin)
    gateway.wait_until_listening()
    return gateway


@pytest.fixture
def context(browser: Browser, web: Server, site: Site) -> Iterator[BrowserContext]:
    """A device of its own. At the end: no error was logged, and nothing was asked of any other host."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", timezone_id="Asia/Shanghai")
    context.set_default_timeout(20_000)
    problems: list[str] = []
    asked: set[str] = set()
    context.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: problems.append(str(error.error)))
    context.on("request", lambda request: asked.add(request.url))
    yield context
    context.close()
    # Failed requests are logged by the browser itself; some tests make them fail on purpose.
    assert [problem for problem in problems if "Failed to load" not in problem and "WebSocket" not in problem] == []
    assert [url for url in asked if not url.startswith((web.url, site.origin))] == []


@pytest.fixture
def page(context: BrowserContext, web: Server) -> Page:
    """The page on a phone."""
    page = context.new_page()
    page.goto(web.url)
    return page
