"""The admin's page in a real browser, before a gateway with a library and a stand-in for the action server."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.channels.library.conftest import PASSWORD, Library
from tests.channels.library.conftest import library as library

SCREEN: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 800}

# Opens the page for somebody, at an address behind the hash.
Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, library: Library) -> Iterator[Visit]:
    """Opens the page for somebody; nothing may go wrong in it unseen."""
    problems: list[str] = []
    opened: list[Page] = []

    def open_page(name: str, address: str = "", viewport: ViewportSize = SCREEN) -> Page:
        page = browser.new_context(viewport=viewport, locale="zh-CN", accept_downloads=True).new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"{library.gateway.url}/admin{address}")
        log_in(page, name)
        opened.append(page)
        return page

    yield open_page
    for page in opened:
        page.context.close()
    assert [problem for problem in problems if "Failed to load resource" not in problem] == []


def log_in(page: Page, name: str) -> None:
    """By keyboard."""
    page.get_by_label("账号").fill(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#who")).to_have_text(name)


def faults(page: Page) -> list[tuple[str, list[str]]]:
    """What axe has to say against the page: the rule, and the elements that break it."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


def is_wide(page: Page) -> bool:
    """Whether the page is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
