"""The section 办公时间 in a real browser."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from channels.line.hours import load_hours
from knowledge import china_time
from tests.channels.admin.conftest import PHONE, SCREEN, Visit, faults, is_wide
from tests.channels.library.conftest import Library

SOON = china_time.today() + dt.timedelta(days=9)


def test_a_holiday_is_added_and_taken_away(visit: Visit, library: Library) -> None:
    page = visit("admin", "#/hours")
    special = page.get_by_role("table", name="节假日和调休")
    expect(special).to_contain_text("国庆节")
    page.get_by_label("叫什么").fill("局里搬家")
    page.get_by_label("从哪天起").fill(SOON.isoformat())
    page.get_by_label("这几天的时间").fill("看心情")
    page.keyboard.press("Enter")
    expect(page.get_by_text("看不懂“看心情”")).to_be_visible()
    page.get_by_label("这几天的时间").fill("休息")
    page.keyboard.press("Enter")
    expect(page.locator("#toast")).to_have_text("已存下，马上生效")
    expect(special).to_contain_text("局里搬家")
    expect(page.locator(".calendar li").filter(has_text="局里搬家")).to_contain_text("休息")
    row = load_hours(library.database).on(SOON)
    assert row and row.name == "局里搬家"
    page.get_by_role("button", name="去掉 局里搬家").click()
    page.get_by_role("dialog").get_by_role("button", name="去掉").click()
    expect(special).not_to_contain_text("局里搬家")


def test_usual_hours(visit: Visit, library: Library) -> None:
    page = visit("admin", "#/hours")
    usual = page.get_by_label("平时")
    before = usual.input_value()
    usual.fill("每天0:00-24:00")
    page.keyboard.press("Enter")
    expect(page.get_by_text("现在接待。")).to_be_visible()
    usual.fill(before)
    page.keyboard.press("Enter")
    expect(page.locator(".calendar .closed").first).to_be_visible()


def test_who_only_reads_has_no_form(visit: Visit) -> None:
    page = visit("editor", "#/hours")
    expect(page.get_by_text("平时：周一至周五8:30-12:00，13:30-17:00")).to_be_visible()
    expect(page.locator("form")).to_have_count(0)
    expect(page.get_by_role("button", name="去掉")).to_have_count(0)


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
def test_nothing_against_it(visit: Visit, size: dict[str, int]) -> None:
    page = visit("admin", "#/hours", viewport=size)
    expect(page.locator(".calendar li")).to_have_count(28)
    assert faults(page) == [] and not is_wide(page)
