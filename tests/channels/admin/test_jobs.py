"""版本与任务 in a real browser: what is in use, what is worse and why, publishing with a signature, jobs that go on."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from knowledge.records.audit import By
from knowledge.records.jobs.job import JobKind, JobState, Lane
from knowledge.records.jobs.queue import Queue
from tests.channels.admin.conftest import PHONE, SCREEN, Visit, faults, is_wide
from tests.channels.jobs.conftest import office as office
from tests.channels.jobs.conftest import queue as queue
from tests.channels.library.conftest import Library


def test_a_worse_version_is_published_with_a_signature_alone(visit: Visit, office: Library, queue: Queue) -> None:
    page = visit("admin", "#/jobs")
    live = page.get_by_role("row").filter(has=page.locator(".tag").get_by_text("正在用", exact=True))
    expect(live.get_by_role("rowheader")).to_have_text("v1")
    worse = page.get_by_role("row").filter(has_text="不如正在用的")
    expect(worse).to_contain_text("新答错 2 道，新答对 1 道")
    worse.get_by_role("button", name="发布").click()
    dialog = page.get_by_role("dialog", name="v3 不如正在用的，仍要发布？")
    dialog.get_by_role("button", name="签字发布").click()
    expect(dialog).to_be_visible()  # a reason is required
    dialog.get_by_label("为什么仍要发布").fill("旧题过时了")
    dialog.get_by_role("button", name="签字发布").click()
    expect(page.locator("#toast")).to_contain_text("已排上")
    expect(page.get_by_role("row").filter(has_text="发布版本").first).to_contain_text("旧题过时了")
    job = queue.listed()[0]
    assert (job.kind, job.given, job.why, job.who) == (JobKind.PUBLISH, {"version": "v3"}, "旧题过时了", "admin")


def test_training_goes_on_before_the_eyes_and_is_cancelled(visit: Visit, office: Library, queue: Queue) -> None:
    page = visit("admin", "#/jobs")
    page.get_by_role("button", name="重新训练").click()
    page.get_by_role("dialog").get_by_role("button", name="开始训练").click()
    row = page.get_by_role("row").filter(has_text="训练").filter(has_text="等着")
    expect(row).to_be_visible()
    job = queue.take(Lane.LEARNING)
    assert job and job.kind is JobKind.TRAIN and job.given == {"publish": False}
    queue.tell(job.id, 0.4, "练习提问 3/8")
    queue.keep_log(job.id, "编码内容\n练习提问\n")
    expect(page.get_by_role("status").filter(has_text="练习提问 3/8")).to_be_visible()
    row = page.get_by_role("row").filter(has_text="练习提问 3/8")
    assert row.get_by_role("progressbar").evaluate("bar => bar.value") == 0.4
    row.get_by_role("button", name="看记录").click()
    expect(page.get_by_role("region", name=f"任务 {job.id} 的记录")).to_contain_text("编码内容")
    row.get_by_role("button", name="取消").click()
    page.get_by_role("dialog").get_by_role("button", name="取消任务").click()
    expect(page.get_by_role("status").filter(has_text="正在停下")).to_be_visible()
    assert queue.find(job.id).is_unwanted
    queue.give_up(job.id)
    expect(page.get_by_role("row").filter(has_text="已取消").first).to_be_visible()


def test_rolling_back_is_one_click_and_a_yes(visit: Visit, office: Library, queue: Queue) -> None:
    page = visit("admin", "#/jobs")
    page.get_by_role("button", name="退回随程序来的").click()
    page.get_by_role("dialog").get_by_role("button", name="退回").click()
    expect(page.get_by_role("row").filter(has_text="退回版本").first).to_be_visible()
    assert queue.listed()[0].kind is JobKind.ROLL_BACK


def test_the_report_shows_what_is_newly_wrong(visit: Visit, office: Library) -> None:
    page = visit("admin", "#/jobs")
    page.get_by_role("row").filter(has_text="v3").get_by_role("link", name="看比较结果").click()
    expect(page.get_by_role("heading", name="v3 和 v1 比")).to_be_visible()
    expect(page.locator(".verdict")).to_contain_text("本单位记下的题：新答错 2 道，新答对 1 道")
    wrong = page.get_by_role("table", name="新答错的（2 道）")
    expect(wrong.get_by_role("row").nth(1)).to_contain_text("工地拖着钱不给咋办")
    expect(page.get_by_text("这一套题不给看")).to_be_visible()
    page.get_by_role("link", name="版本与任务").first.click()
    expect(page.get_by_role("heading", name="版本与任务")).to_be_visible()


def test_an_auditor_looks_an_editor_sees_own_jobs_alone(visit: Visit, office: Library, queue: Queue) -> None:
    queue.ask(JobKind.ENCODE, By("editor"))
    page = visit("auditor", "#/jobs")
    expect(page.get_by_role("region", name="版本")).to_be_visible()
    expect(page.get_by_role("button", name="重新训练")).to_have_count(0)
    expect(page.get_by_role("button", name="发布", exact=True)).to_have_count(0)
    expect(page.get_by_role("button", name="取消")).to_have_count(0)
    page = visit("editor", "#/jobs")
    expect(page.get_by_role("row").filter(has_text="编码问答")).to_have_count(1)
    expect(page.get_by_role("region", name="版本")).to_have_count(0)


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
@pytest.mark.parametrize("address", ["#/jobs", "#/jobs/report/v3"])
def test_nothing_against_it(visit: Visit, office: Library, queue: Queue, size: dict[str, int], address: str) -> None:
    if not any(job.state is JobState.RUNNING for job in queue.listed()):
        queue.ask(JobKind.ENCODE, By("admin"))
        job = queue.take(Lane.INTAKE)
        assert job
        queue.tell(job.id, 0.3, "编码 120/400")
    page = visit("admin", address, viewport=size)
    expect(page.locator("#main table").first).to_be_visible()
    assert faults(page) == [] and not is_wide(page)
