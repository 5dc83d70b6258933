"""The section of the log: who did what, and whether it is as it was written."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from assistant import conversations
from channels.admin.routes import WEB_FOLDER
from channels.asked import decisions as asked
from channels.line import face
from channels.line.hours import HOURS
from channels.statistics import numbers
from knowledge.live.publishing import VERSIONS
from knowledge.papers.listing import PAPERS
from knowledge.records import test_cases
from knowledge.records.audit import By, Verb
from knowledge.records.faqs.door import Door
from knowledge.records.faqs.reading import read_contents
from knowledge.records.faqs.states import FAQS
from knowledge.records.figures.reading import FIGURES
from knowledge.records.kinds import RECORD_KINDS
from tests.channels.admin.conftest import PHONE, SCREEN, Visit, faults, is_wide
from tests.channels.library.conftest import Library
from tests.channels.stub_actions import EVIL

ADDRESS = "#/log"


@pytest.fixture(scope="module", autouse=True)
def deeds(library: Library) -> None:
    door = Door(library.database)
    for number in range(60):
        contents = {"id": f"log-{number}", "question": EVIL, "answer": EVIL, "category": EVIL}
        door.draft(read_contents(contents), By("安娜", EVIL if number == 59 else "来信"), 0)


def test_what_another_section_looks_like_changes_nothing_here(visit: Visit) -> None:
    page = visit("admin", "#/jobs")
    expect(page.get_by_role("heading", name="版本与任务")).to_be_visible()
    page.get_by_role("link", name="操作记录").click()
    expect(page.locator("tbody tr")).to_have_count(50)
    assert page.locator(".section").evaluate("section => section.scrollHeight <= section.clientHeight")


def test_who_did_what_and_why(visit: Visit) -> None:
    page = visit("auditor", ADDRESS)
    first = page.locator("tbody tr").first
    expect(first).to_contain_text("安娜")
    expect(first).to_contain_text("写草稿")
    expect(first).to_contain_text(EVIL)
    expect(page.locator("tbody tr")).to_have_count(50)
    page.get_by_role("button", name="再往前看").click()
    expect(page.locator("tbody tr").nth(59)).to_be_visible()
    page.get_by_label("编号或文件名").fill("log-7")
    page.get_by_label("编号或文件名").press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.locator("tbody a").click()
    expect(page).to_have_url(re.compile("#/faqs/log-7$"))


def test_an_editor_has_no_log(visit: Visit) -> None:
    page = visit("editor", ADDRESS)
    expect(page.locator("#sections [aria-current]")).to_have_text("问答")


def test_whether_it_was_touched(visit: Visit, library: Library) -> None:
    page = visit("admin", ADDRESS)
    page.get_by_role("button", name="核对有没有被改过").click()
    expect(page.locator("#main")).to_contain_text("都没有被动过")
    seal = page.locator(".seal").inner_text()
    page.get_by_label("以前抄下的封条").fill(seal)
    with page.expect_response(f"**/api/admin/deeds/verdict?seal={seal}") as answer:
        page.get_by_role("button", name="核对有没有被改过").click()
    assert answer.value.json()["faults"] == []
    expect(page.locator("#main")).to_contain_text("都没有被动过")
    page.get_by_label("以前抄下的封条").fill("0" * 64)
    page.get_by_role("button", name="核对有没有被改过").click()
    expect(page.locator(".notes .serious")).to_contain_text("封条找不到了")
    with library.database.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM deed")).scalar_one() >= 60


WORDS = (WEB_FOLDER / "log" / "words.js").read_text("utf-8")


def test_every_deed_has_its_word() -> None:
    assert [verb for verb in Verb if not re.search(rf"\b{verb.value}: '", WORDS)] == []


def test_whatever_was_done_to_has_its_word() -> None:
    others = (
        FAQS,
        FIGURES,
        HOURS,
        PAPERS,
        VERSIONS,
        asked.KIND,
        conversations.KIND,
        face.KIND,
        numbers.KIND,
        test_cases.KIND,
    )
    assert [kind for kind in (*RECORD_KINDS, *others) if not re.search(rf"\b{kind}: '", WORDS)] == []


def test_a_deed_on_the_whole_of_something_has_a_name(visit: Visit, library: Library) -> None:
    face.close_face(library.database, "检修中", By("安娜", "检修"))
    page = visit("admin", ADDRESS)
    expect(page.locator("tbody th").first).to_have_text("对外的开关")
    assert faults(page) == []
    face.open_face(library.database, By("安娜", ""))


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
def test_nothing_against_it(visit: Visit, size: dict[str, int]) -> None:
    page = visit("admin", ADDRESS, viewport=size)
    expect(page.locator("tbody tr").first).to_be_visible()
    page.get_by_role("button", name="核对有没有被改过").click()
    expect(page.locator(".seal")).to_be_visible()
    assert faults(page) == [] and not is_wide(page)
    assert page.locator("#main img").count() == 0
