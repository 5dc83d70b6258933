"""群众问了什么, 统计 and 批量测试 in a real browser: what was refused in chat is seen, decided, counted."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from channels.roles import Role
from channels.staff.accounts import add_account
from knowledge.records.database import open_database
from knowledge.records.faqs.reading import entry
from tests.channels.admin.conftest import PHONE, SCREEN, Visit, faults, is_wide
from tests.channels.conftest import Servers, Starter
from tests.channels.library.conftest import PASSWORD, Library, client
from tests.waiting import wait_until

# The stand-in of the engine refuses what begins with "拒".
FUND, FUND_TOO, MARKET = "拒：公积金怎么取", "拒：公积金怎么取呀", "拒：零工市场几点开"


@pytest.fixture(scope="module")
def library(start: Starter, servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """With a file of what was said, in which three people were refused."""
    folder = tmp_path_factory.mktemp("asked")
    url, lines = (f"sqlite:///{folder / name}" for name in ("records.db", "lines.db"))
    database, actions = open_database(url), start.actions()
    for role in Role:
        add_account(database, role.value, role, PASSWORD)
    gateway = start.gateway(
        servers.engine.url, actions.url, engine_timeout=10, database=url, lines=lines, data_dir=folder
    )
    for server in (actions, gateway):
        server.wait_until_listening()
    for sender, message in (("a", FUND), ("b", FUND), ("b", FUND_TOO), ("c", MARKET)):
        said = {"sender": sender, "message": message, "metadata": {"region": "兰溪市"}}
        httpx.post(f"{gateway.url}/webhooks/rest/webhook", json=said, trust_env=False, verify=False).raise_for_status()
    with closing(client(gateway.url, "admin")) as admin:
        wait_until(lambda: admin.get("/api/admin/asked").json()["total"] == 2, "the last question is written")
    yield Library(gateway, actions, database, {}, folder)


def group(page: Page, question: str) -> Locator:
    return page.locator("article", has=page.get_by_role("heading", name=question, exact=True))


def test_a_refused_question_becomes_a_draft_by_keyboard(visit: Visit, library: Library) -> None:
    page = visit("admin", "#/asked")
    first = page.locator("article").first
    expect(first.get_by_role("heading", level=3)).to_have_text(FUND)
    expect(first).to_contain_text("2 人问")
    expect(first).to_contain_text("兰溪市 2")
    expect(first.locator("q")).to_have_text([FUND_TOO])
    first.get_by_role("button", name="建草稿").press("Enter")
    expect(page.locator(".told")).to_contain_text("已建草稿")
    expect(page.locator("article")).to_have_count(1)
    expect(page.locator("article h3")).to_be_focused()
    id = page.locator(".told a").inner_text()
    draft = entry(library.database, id)
    assert draft and draft.contents.question == FUND and draft.contents.similar_questions == FUND_TOO
    page.get_by_role("link", name=re.compile("已处理")).click()
    expect(group(page, FUND).get_by_role("link", name=id)).to_have_attribute("href", f"#/faqs/{id}")
    group(page, FUND).get_by_role("button", name="重新看").click()
    expect(page.locator("article")).to_have_count(0)


def test_a_question_is_set_aside_and_looked_at_again(visit: Visit) -> None:
    page = visit("editor", "#/asked")
    group(page, MARKET).get_by_role("button", name="不归我们").click()
    expect(group(page, MARKET)).to_have_count(0)
    page.get_by_role("link", name=re.compile("不归我们 1")).click()
    group(page, MARKET).get_by_role("button", name="重新看").click()
    expect(page.get_by_role("link", name=re.compile("不归我们 0"))).to_be_visible()


def test_filters_stand_in_the_address(visit: Visit) -> None:
    page = visit("auditor", "#/asked")
    expect(group(page, MARKET)).to_be_visible()
    expect(page.get_by_role("button", name="建草稿")).to_have_count(0)
    page.get_by_label("在哪里问的").fill("舟山市")
    page.get_by_role("button", name="查看").click()
    expect(page).to_have_url(re.compile("region="))
    expect(page.locator(".none")).to_contain_text("没有要处理的")


def test_what_was_said_is_in_the_numbers(visit: Visit) -> None:
    page = visit("admin", "#/statistics")
    tile = page.locator(".tile", has_text="没答上")
    expect(tile.locator("strong")).to_have_text("100.0%")
    page.get_by_text("看数字").last.click()
    expect(page.get_by_role("table", name="一天里的时段")).to_be_visible()
    page.get_by_label("地区").select_option("兰溪市")
    page.get_by_role("button", name="查看").click()
    expect(page).to_have_url(re.compile("region="))
    expect(page.locator(".tile", has_text="提问").locator("strong")).to_have_text("4")


def test_the_report_and_the_conversations_are_files(visit: Visit) -> None:
    page = visit("admin", "#/statistics")
    with page.expect_download() as report:
        page.get_by_role("link", name="下载 XLSX").first.click()
    assert load_workbook(io.BytesIO(Path(report.value.path()).read_bytes())).sheetnames[0] == "概况"
    with page.expect_download() as talks:
        page.get_by_role("link", name="下载 CSV").click()
    assert FUND in Path(talks.value.path()).read_text("utf-8-sig")


def test_a_file_of_questions_is_asked(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "题.csv"
    path.write_text("问题,应答编号\n零工市场在哪,lanxi-gig-where\n天气,lanxi-gig-where\n", "utf-8")
    page = visit("admin", "#/batch")
    page.get_by_label("CSV 或 XLSX").set_input_files(path)
    page.get_by_role("button", name="开始测").press("Enter")
    expect(page.get_by_role("heading", name="题.csv")).to_be_visible()
    expect(page.locator(".marks")).to_contain_text("对的占 50.0%")
    page.get_by_label("只看").select_option("wrong")
    expect(page.get_by_role("rowheader")).to_have_text(["天气"])
    with page.expect_download() as result:
        page.get_by_role("link", name="下载 XLSX").click()
    assert load_workbook(io.BytesIO(Path(result.value.path()).read_bytes())).active["B2"].value == "零工市场在哪"
    page.get_by_role("link", name="全部批量测试").click()
    expect(page.get_by_role("rowheader")).to_have_text(["题.csv"])


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
@pytest.mark.parametrize("section", ["asked", "statistics", "batch"])
def test_nothing_against_it(visit: Visit, section: str, size: dict[str, int]) -> None:
    page = visit("admin", f"#/{section}", viewport=size)
    expect(page.locator("article, .chart, form").first).to_be_visible()
    assert faults(page) == [] and not is_wide(page)
