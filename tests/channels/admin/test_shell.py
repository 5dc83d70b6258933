"""The shell of the admin's page: who gets in, where to, and how by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from channels.admin.routes import WEB_FOLDER
from channels.files import FOREVER
from tests.channels.admin.conftest import PHONE, SCREEN, Visit, faults, is_wide, log_in
from tests.channels.library.conftest import Library

FILES = sorted(path for path in WEB_FOLDER.rglob("*") if path.is_file())
SECTIONS = re.findall(
    r"key: '(\w+)', title: '([^']+)', roles: (\w+|\[.*?\])", (WEB_FOLDER / "sections.js").read_text("utf-8")
)


@pytest.mark.parametrize("name", ["editor", "auditor", "admin"])
def test_each_role_sees_its_sections(visit: Visit, name: str) -> None:
    page = visit(name)
    seen = [title for _, title, roles in SECTIONS if roles == "ALL" or f"'{name}'" in roles]
    expect(page.get_by_role("navigation", name="栏目").get_by_role("link")).to_have_text(seen)
    expect(page.get_by_role("link", name="坐席台")).to_have_count(1 if name == "admin" else 0)


def test_a_clerk_of_the_hotline_is_led_to_the_desk(browser: Browser, library: Library) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{library.gateway.url}/admin")
    log_in(page, "hotline")
    expect(page).to_have_url(f"{library.gateway.url}/desk")
    expect(page.get_by_role("link", name="管理台")).to_have_count(0)
    page.goto(f"{library.gateway.url}/admin")
    expect(page).to_have_url(re.compile("/staff/login"))
    page.context.close()


def test_who_logs_in_comes_where_the_address_led(visit: Visit) -> None:
    page = visit("editor", "#/faqs?offset=50")
    expect(page).to_have_url(re.compile(r"/admin#/faqs\?offset=50$"))
    expect(page.locator(".paging")).to_contain_text("第 51–")


def test_an_address_that_leads_nowhere_leads_to_the_first_section(visit: Visit) -> None:
    page = visit("editor", "#/%E0%A4%A/nowhere")
    expect(page.locator("#sections [aria-current]")).to_have_text(SECTIONS[0][1])
    expect(page.locator("#main h2").first).to_be_visible()


def test_by_keyboard(visit: Visit) -> None:
    page = visit("admin")
    expect(page.locator("#main h2").first).to_be_visible()
    page.reload()
    expect(page.locator("#main h2").first).to_be_visible()
    page.keyboard.press("Tab")
    focus = page.locator(":focus")
    while (focus.get_attribute("data-key") or "") != SECTIONS[-1][0]:
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#sections [aria-current]")).to_have_text(SECTIONS[-1][1])


def test_an_ended_session_is_told_and_taken_up_again(visit: Visit) -> None:
    page = visit("editor")
    expect(page.locator(".paging")).to_be_visible()
    page.context.clear_cookies()
    page.get_by_role("button", name="下一页").click()
    expect(page.locator("#notice")).to_contain_text("登录过期了")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="重新登录").click()
    log_in(opened.value, "editor")
    opened.value.close()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator("#notice")).to_be_hidden()


def test_out_again(visit: Visit) -> None:
    page = visit("editor")
    page.get_by_role("button", name="退出").click()
    expect(page).to_have_url(re.compile("/staff/login$"))


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
def test_nothing_against_it(visit: Visit, size: dict[str, int]) -> None:
    page = visit("admin", viewport=size)
    expect(page.locator("#main h2").first).to_be_visible()
    assert faults(page) == [] and not is_wide(page)


def test_nothing_is_loaded_from_elsewhere() -> None:
    elsewhere = re.compile(r"(?:https?:)?//[\w.-]+\.\w+[^\s\"')]*")
    assert [(path.name, found) for path in FILES if (found := elsewhere.findall(path.read_text("utf-8")))] == []


def test_files_are_kept_and_may_not_be_framed(library: Library) -> None:
    admin = library.people["admin"]
    folder = re.findall(r'<script src="(/admin/[0-9a-f]{12})/admin.js"', admin.get("/admin").text)[0]
    for path in (path for path in FILES if path.suffix != ".html"):
        response = admin.get(f"{folder}/{path.relative_to(WEB_FOLDER).as_posix()}")
        assert response.status_code == 200 and "frame-ancestors 'none'" in response.headers["content-security-policy"]
        assert response.headers["cache-control"] == FOREVER
    for nothing in ("nothing.js", "admin.js", "..%2froutes.py", "faqs/../../routes.py", "faqs"):
        assert admin.get(f"/admin/{nothing}").status_code == 404
