"""The section for files: a preview of each row's fate, what columns are, the import, and files to take away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from knowledge.records.faqs.reading import history
from knowledge.records.jobs.job import LANES, Job, JobKind
from knowledge.records.jobs.queue import Queue
from knowledge.settings import KnowledgeSettings
from tests.channels.admin.conftest import PHONE, SCREEN, Visit, faults, is_wide
from tests.channels.library.conftest import Library
from tests.channels.stub_actions import EVIL
from tests.waiting import wait_until

ADDRESS = "#/transfer"
LANE = next(lane for lane, kinds in LANES.items() if JobKind.IMPORT in kinds)
ROWS = f"编号,问题,答案,地区\nout-1,哪里修表？,桥头。,兰溪市\nout-2,零工市场在哪？,在这。,兰溪市\n{EVIL[:20]},,答,\n"


def preview(page: Page, name: str, text: str) -> None:
    page.get_by_label("表格文件").set_input_files({"name": name, "mimeType": "text/csv", "buffer": text.encode()})
    page.get_by_role("button", name="看预览").click()


def test_each_rows_fate_and_then_the_import(visit: Visit, library: Library) -> None:
    page = visit("admin", ADDRESS)
    preview(page, "新表.csv", ROWS)
    expect(page.locator(".fates button")).to_have_text(["全部 3", "有误 1", "像是重复 1", "新增 1"])
    page.get_by_role("button", name="有误 1").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text("问题")
    assert history(library.database, "out-1") == []
    page.get_by_role("button", name="导入2行").click()
    page.get_by_role("dialog").get_by_label("为什么").fill("新表")
    page.get_by_role("dialog").get_by_role("button", name="导入").click()
    expect(page.locator("progress")).to_be_visible()
    job = begun(library)
    assert (job.kind, job.who, job.why, job.given["name"]) == (JobKind.IMPORT, "admin", "新表", "新表.csv")
    queue(library).tell(job.id, 0.5, "编码 2/4")
    expect(page.get_by_text("正在导入：编码 2/4")).to_be_visible()
    assert faults(page) == []
    counts = {"added": 2, "replaced": 0, "unchanged": 0, "faulty": 1, "as_drafts": False}
    found = {"is_imported": True, "faults": [{"line": 4, "reason": "没有写问题"}]}
    queue(library).finish(job.id, "faqs：新增 2", counts | found)
    expect(page.get_by_text("导入好了：新增2，更新0，未变0，有误1。都能问到了。")).to_be_visible()
    expect(page.get_by_text("第4行：没有写问题")).to_be_visible()


def queue(library: Library) -> Queue:
    return Queue(library.database, KnowledgeSettings(data_dir=library.folder).wake)


def begun(library: Library) -> Job:
    """What a runner takes out."""
    taken: list[Job] = []
    wait_until(lambda: bool(taken.extend(filter(None, [queue(library).take(LANE)])) or taken), "there is a job")
    return taken[0]


def test_what_is_held_back_goes_in_with_a_reason_also_after_the_page_was_left(visit: Visit, library: Library) -> None:
    page = visit("admin", ADDRESS)
    preview(page, "新表.csv", ROWS)
    page.get_by_role("button", name="导入2行").click()
    page.get_by_role("dialog").get_by_role("button", name="导入").click()
    first = begun(library)
    queue(library).finish(first.id, "没有导入", {"is_imported": False, "objections": ["第 2 行：数字差了十倍"]})
    expect(page.get_by_text("第 2 行：数字差了十倍")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="确实没错，写明理由导入").click()
    page.get_by_role("dialog").get_by_label("为什么").fill("对过原件")
    page.get_by_role("dialog").get_by_role("button", name="导入").click()
    second = begun(library)
    assert second.why == "对过原件"
    other = visit("admin", ADDRESS)
    expect(other.locator("progress")).to_be_visible()
    queue(library).fail(second.id, "新表.csv 打不开")
    expect(other.get_by_text("新表.csv 打不开")).to_be_visible()
    expect(page.get_by_text("新表.csv 打不开")).to_be_visible()


def test_records_go_the_same_way(visit: Visit, library: Library) -> None:
    page = visit("admin", ADDRESS)
    page.get_by_label("哪一种表").select_option("驿站")
    preview(page, "驿站.csv", "编号,名称,城市\nrest-1,江边驿站,兰溪市\n")
    expect(page.locator("tbody tr")).to_contain_text("江边驿站")
    page.get_by_role("button", name="导入1行").click()
    page.get_by_role("dialog").get_by_role("button", name="导入").click()
    job = begun(library)
    assert (job.given["kind"], job.given["name"]) == ("stations", "驿站.csv")
    queue(library).fail(job.id, "驿站.csv 打不开")
    expect(page.get_by_text("驿站.csv 打不开")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 Excel").first.click()
    assert download.value.suggested_filename == "stations-template.xlsx"
    page.get_by_label("哪一种表").select_option("岗位")
    expect(page.get_by_text("驿站.csv 打不开")).to_have_count(0)


def test_columns_that_nobody_knows_are_asked_for(visit: Visit) -> None:
    page = visit("editor", ADDRESS)
    preview(page, "怪表.csv", "代号,大家怎么说,怎么回复,备忘\nodd-1,哪里磨刀？,桥头。,x\n")
    expect(page.get_by_role("heading", name="这是哪一列？")).to_be_visible()
    for heading, title in (("大家怎么说", "问题"), ("怎么回复", "答案")):
        page.get_by_label(heading, exact=True).select_option(title)
    page.get_by_role("button", name="按这样读").click()
    expect(page.locator("tbody tr")).to_contain_text("哪里磨刀？")
    expect(page.get_by_text("导入要由管理员来做")).to_be_visible()


def test_what_the_whole_table_lacks_is_asked_for(visit: Visit, library: Library) -> None:
    page = visit("admin", ADDRESS)
    page.get_by_label("哪一种表").select_option("驿站")
    preview(page, "街道表.csv", "名称,地址\n江边驿站,一路1号\n")
    page.get_by_label("没有“编号”这一列").select_option(label="没有，按地点和名称自动编，下次同名的会更新")
    page.get_by_label("没有“城市”这一列，整份表都是").fill("兰溪市")
    assert faults(page) == []
    page.get_by_role("button", name="按这样读").click()
    expect(page.locator("tbody tr")).to_contain_text("江边驿站")
    page.get_by_role("button", name="导入1行").click()
    page.get_by_role("dialog").get_by_role("button", name="导入").click()
    job = begun(library)
    assert job.given["values"] == {"id": "自动", "city": "兰溪市"}
    queue(library).fail(job.id, "街道表.csv 打不开")  # which the next page would wait for
    expect(page.get_by_text("街道表.csv 打不开")).to_be_visible()


def test_what_is_no_table_is_told(visit: Visit) -> None:
    page = visit("admin", ADDRESS)
    page.get_by_role("button", name="看预览").click()
    expect(page.locator("#toast")).to_have_text("先选一个文件")
    preview(page, "坏.xlsx", "PK\x03\x04 nothing")
    expect(page.locator("#notice")).to_contain_text("坏.xlsx")


@pytest.mark.parametrize(("title", "name"), [("空白模板", "faqs-template"), ("导出", "faqs")])
def test_files_to_take_away(visit: Visit, title: str, name: str) -> None:
    page = visit("auditor", ADDRESS)
    expect(page.get_by_role("heading", name="导入", exact=True)).to_have_count(0)
    section = page.locator("section.card", has=page.get_by_role("heading", name=title, exact=True))
    for button, form in (("下载 Excel", "xlsx"), ("下载 CSV", "csv")):
        with page.expect_download() as download:
            section.get_by_role("button", name=button).click()
        assert download.value.suggested_filename == f"{name}.{form}"
        assert Path(download.value.path()).stat().st_size > 50


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
def test_nothing_against_it(visit: Visit, size: dict[str, int]) -> None:
    page = visit("admin", ADDRESS, viewport=size)
    preview(page, "新表.csv", ROWS)
    expect(page.locator("tbody tr").first).to_be_visible()
    assert faults(page) == [] and not is_wide(page)
    preview(page, "怪表.csv", "编号,大家怎么问,怎么回复,备忘\nodd-1,哪里磨刀？,桥头。,x\n")
    expect(page.get_by_role("button", name="按这样读")).to_be_visible()
    assert faults(page) == [] and not is_wide(page)
    assert re.search("img", page.locator("#main").inner_html()) is None
