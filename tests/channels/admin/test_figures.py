"""The section 数字 in a real browser: a new minimum wage for next month, what it touches, and back."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from knowledge import china_time
from knowledge.places.regions import all_regions
from knowledge.records.figures.reading import register_now
from tests.channels.admin.conftest import PHONE, SCREEN, Visit, faults, is_wide
from tests.channels.library.conftest import Library

WAGE = "minimum-wage.monthly-class-3"
NEXT = (china_time.today().replace(day=1) + dt.timedelta(days=40)).replace(day=1)


def fill(page: Page, region: str = "广东省", amount: str = "2150元", source: str = "新标准") -> None:
    page.get_by_label("在哪里管用").fill(region)
    page.get_by_label("数（元）").fill(amount)
    page.get_by_label("从哪天起").fill(NEXT.isoformat())
    page.get_by_label("依据哪份文件").fill(source)


def told(library: Library, day: dt.date) -> str:
    value = register_now(library.database).at("minimum-wage.monthly", all_regions().get("江门市"), day)
    return value.text if value else ""


def test_a_new_minimum_wage_for_next_month(visit: Visit, library: Library) -> None:
    page = visit("admin", "#/figures")
    page.get_by_label("找哪个数").fill("三类地区月")
    page.get_by_role("link", name="三类地区月最低工资").click()
    expect(page.get_by_role("heading", name="三类地区月最低工资")).to_be_visible()
    expect(page.get_by_role("table", name="用在哪里")).to_contain_text("江门最低工资")

    fill(page)
    page.keyboard.press("Enter")
    changes = page.get_by_role("table", name="填一个新的数")
    row = changes.get_by_role("row").filter(has_text="江门").filter(has_text="2150").first
    expect(row.locator("ins").first).to_be_visible()
    expect(row.locator("del").first).to_be_visible()
    before = told(library, NEXT)
    page.get_by_role("button", name="存下，从那天起用").click()
    expect(page.locator("#toast")).to_have_text("已存下，从那天起用")
    expect(page.get_by_role("table", name="各地各时是多少")).to_contain_text("2150元")
    assert (told(library, NEXT - dt.timedelta(days=1)), told(library, NEXT)) == (before, "2150元")

    page.get_by_role("link", name="全部数字").click()
    page.get_by_label("在哪个地区").fill("江门")
    page.keyboard.press("Enter")
    line = page.get_by_role("row").filter(has=page.get_by_role("link", name="月最低工资", exact=True))
    expect(line).to_contain_text(f"{NEXT} 起 2150元")

    page.goto(page.url.split("#")[0] + f"#/figures/{WAGE}")
    page.get_by_role("button", name="撤下 2150元").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("填错了")
    page.get_by_role("dialog").get_by_role("button", name="撤下").click()
    expect(page.get_by_role("table", name="自己填过的")).to_contain_text("已撤下")
    assert told(library, NEXT) == before


def test_a_digit_too_many_is_told_and_has_to_be_signed(visit: Visit) -> None:
    page = visit("admin", f"#/figures/{WAGE}")
    fill(page, amount="21500")
    page.get_by_role("button", name="看看会改哪里").click()
    expect(page.get_by_text("差太多")).to_be_visible()
    page.get_by_role("button", name="存下，从那天起用").click()
    expect(page.get_by_text("差太多")).to_be_visible()
    expect(page.get_by_role("table", name="各地各时是多少")).not_to_contain_text("21500")


def test_what_is_refused_is_said_beside_the_form(visit: Visit) -> None:
    page = visit("admin", f"#/figures/{WAGE}")
    fill(page, region="火星市")
    page.get_by_role("button", name="看看会改哪里").click()
    expect(page.get_by_text("没有叫“火星市”的地区")).to_be_visible()
    fill(page, amount="两千")
    page.get_by_role("button", name="看看会改哪里").click()
    expect(page.get_by_text("看不懂“两千”")).to_be_visible()


def test_who_only_reads_has_no_form(visit: Visit) -> None:
    page = visit("auditor", f"#/figures/{WAGE}")
    expect(page.get_by_role("table", name="各地各时是多少")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("看看|撤下"))).to_have_count(0)


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
def test_nothing_against_it(visit: Visit, size: dict[str, int]) -> None:
    page = visit("admin", "#/figures", viewport=size)
    expect(page.get_by_role("table", name="数字")).to_be_visible()
    assert faults(page) == [] and not is_wide(page)
    page.goto(page.url.split("#")[0] + f"#/figures/{WAGE}")
    fill(page, amount="21500")
    page.get_by_role("button", name="看看会改哪里").click()
    expect(page.get_by_role("table", name="填一个新的数")).to_be_visible()
    assert faults(page) == [] and not is_wide(page)
