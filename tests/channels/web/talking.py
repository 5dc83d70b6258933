"""A person at the widget, as playwright drives it."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect


def say(page: Page, message: str) -> Locator:
    """Say something; the last message of the answer."""
    page.locator("textarea").fill(message)
    page.locator(".send").click()
    return answer(page)


def press(page: Page, title: str) -> Locator:
    """Press the last button of this title; the last message of the answer."""
    page.get_by_role("button", name=title).last.click()
    return answer(page)


def answer(page: Page) -> Locator:
    """The last message, once all is said."""
    expect(page.locator(".sending")).to_have_count(0)
    expect(page.locator(".typing")).to_be_hidden(timeout=20_000)
    return page.locator(".log > .row").last


def conversation(page: Page) -> list[str]:
    """All that is on the screen, from top to bottom, without times."""
    return page.locator(".log > .row .body").all_inner_texts()


def violations(page: Page, part: str = "html") -> list[tuple[str, list[str]]]:
    """What axe has to say against a part of the page: the rule, and the elements that break it."""
    found = Axe().run(page, context={"include": [part]}).response["violations"]
    return [(fault["id"], [node["html"] + node["failureSummary"] for node in fault["nodes"]]) for fault in found]


def lines(card: Locator) -> list[str]:
    return [line for line in card.inner_text().splitlines() if line.strip()]


def link(card: Locator, name: str) -> str | None:
    return card.get_by_role("link", name=name).get_attribute("href")
