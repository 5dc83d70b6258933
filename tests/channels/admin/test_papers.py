"""The section 政策文件 in a real browser: a file put in, its excerpts, a search, a draft out of it, and away again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from knowledge.records.faqs.reading import entry
from tests.channels.admin.conftest import PHONE, SCREEN, Visit, faults, is_wide
from tests.channels.library.conftest import Library
from tests.conftest import StartPython

# A page of a newspaper as it is copied from the screen: furniture, a torn sentence, pinyin in brackets.
SAMPLE = (Path(__file__).parent / "求职补贴.txt").read_bytes()
TITLE = "困难家庭毕业生求职补贴开始发放"
OLD = b"\xd0\xcf\x11\xe0" + b"\0" * 100


@pytest.fixture(scope="module")
def reader(library: Library, encoder_folder: Path, start_python: StartPython) -> Iterator[object]:
    """The process that reads what is sent."""
    with start_python("-m", "assistant.jobs", DATA_DIR=str(library.folder)) as process:
        yield process
        process.terminate()


def payload(name: str, buffer: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": buffer}


def test_from_a_file_to_a_draft(visit: Visit, library: Library, reader: object) -> None:
    page = visit("admin", "#/papers")
    expect(page.get_by_text("还没有文件。")).to_be_visible()
    files = [payload("求职补贴.txt", SAMPLE), payload("旧.doc", OLD)]
    page.get_by_label("选文件").set_input_files(files)
    expect(page.get_by_text("先写上文件在哪里管用")).to_be_visible()
    page.get_by_label("在哪里管用").fill("兰溪市")
    page.get_by_label("选文件").set_input_files(files)
    expect(page.locator(".fates .done")).to_contain_text(f"加入《{TITLE}》", timeout=120_000)
    expect(page.locator(".fates .serious")).to_contain_text("旧.doc：是旧的 .doc", timeout=120_000)

    page.get_by_label("问题").fill("困难家庭毕业生能领多少补贴")
    page.keyboard.press("Enter")
    expect(page.locator(".quotes li")).to_contain_text("原文摘录，未经整理")

    page.get_by_role("table", name="已有的文件").get_by_role("link", name=TITLE).click()
    excerpt = page.locator(".quotes li").filter(has_text="每人1500元")
    expect(excerpt).to_be_visible()
    assert "字号" not in page.locator(".quotes").inner_text() and "bǔ" not in page.locator(".quotes").inner_text()

    page.get_by_role("link", name="从里面拟问答").click()
    draft = page.locator(".drafts > li").filter(has_text="每人1500元")
    expect(draft.locator("mark.amount")).to_have_text(["1500元"])
    expect(draft.locator("mark.date")).to_have_text(["2026年3月1日"])
    draft.get_by_role("button", name=re.compile("改成草稿")).click()
    draft.get_by_label("问题", exact=True).fill("困难家庭毕业生的求职补贴有多少？")
    draft.get_by_label("答案").fill("每人1500元。")
    draft.get_by_role("button", name="存成草稿").click()
    expect(draft.get_by_role("link", name="已存成草稿，去“问答”里看")).to_be_visible()
    id = (draft.get_by_role("link", name="已存成草稿").get_attribute("href") or "").rpartition("/")[2]
    written = entry(library.database, id)
    assert written and (written.state, written.contents.answer, written.contents.region) == (
        "draft",
        "每人1500元。",
        "兰溪市",
    )
    assert written.contents.source_title == TITLE

    page.get_by_role("link", name="政策文件").click()
    page.get_by_role("button", name=f"撤掉 {TITLE}").click()
    page.get_by_role("dialog").get_by_role("button", name="撤掉").click()
    expect(page.get_by_text("还没有文件。")).to_be_visible()


def test_who_only_reads_sends_nothing(visit: Visit) -> None:
    page = visit("auditor", "#/papers")
    expect(page.get_by_role("heading", name="查一查")).to_be_visible()
    expect(page.get_by_role("button", name="选文件")).to_have_count(0)


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
def test_nothing_against_it(visit: Visit, reader: object, size: dict[str, int]) -> None:
    page = visit("admin", "#/papers", viewport=size)
    page.get_by_label("在哪里管用").fill("兰溪市")
    page.get_by_label("选文件").set_input_files([payload("求职补贴.txt", SAMPLE), payload("旧.doc", OLD)])
    page.get_by_label("问题").fill("困难家庭毕业生能领多少补贴")
    page.keyboard.press("Enter")
    expect(page.locator(".quotes li")).to_be_visible()
    expect(page.get_by_role("table", name="已有的文件")).to_be_visible(timeout=120_000)
    expect(page.locator(".fates .serious").first).to_be_visible(timeout=120_000)
    assert faults(page) == [] and not is_wide(page)
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="从里面拟问答").click()
    page.get_by_role("button", name=re.compile("改成草稿")).first.click()
    expect(page.get_by_label("答案")).to_be_visible()
    assert faults(page) == [] and not is_wide(page)
