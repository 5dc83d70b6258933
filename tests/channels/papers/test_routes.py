"""Papers over HTTP: sent, read by a process of its own, shown, turned into drafts, removed."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from assistant.jobs.runner import Runner
from channels.library.shapes import WholeFaq
from channels.papers.shapes import Arrival, Found, PaperDrafts, PaperList, WholePaper
from knowledge.papers.paper import LARGEST
from knowledge.records.audit import deeds
from knowledge.records.jobs.queue import Queue
from tests.channels.library.conftest import Library
from tests.channels.library.test_routes import check_who_may, refused
from tests.waiting import PATIENCE, wait_until

PAPERS = "/api/admin/papers"
TEXT = """某市高校毕业生求职补贴办法
2026年3月1日印发
第一条 毕业年度的困难家庭毕业生可以申请一次性求职补贴，每人一千五百元。
第二条 补贴由学校在每年五月统一申报，不用本人跑窗口。
"""
ROUTES: list[tuple[str, str, dict[str, Any], set[str]]] = [
    ("GET", PAPERS, {}, {"admin", "editor", "auditor"}),
    ("GET", f"{PAPERS}/one?id=99", {}, {"admin", "editor", "auditor"}),
    ("GET", f"{PAPERS}/drafts?id=99", {}, {"admin", "editor", "auditor"}),
    ("POST", f"{PAPERS}/add?file=a.txt&region=火星市", {}, {"admin", "editor"}),
    ("POST", f"{PAPERS}/remove", {"id": 99}, {"admin", "editor"}),
    ("POST", f"{PAPERS}/search", {"question": "求职补贴"}, {"admin", "editor", "auditor"}),
]


def send(
    client: httpx.Client, body: bytes, file: str = "办法.txt", region: str = "兰溪市", **more: str
) -> httpx.Response:
    return client.post(f"{PAPERS}/add", params={"file": file, "region": region, **more}, content=body)


def papers(client: httpx.Client) -> PaperList:
    return PaperList.model_validate_json(client.get(PAPERS).content)


def wait_for_fate(client: httpx.Client, runner: Runner) -> PaperList:
    # A process of its own, which gives way to all others.
    wait_until(lambda: not runner.step() and papers(client).arrivals[0].fate, "the file is read", 4 * PATIENCE, 0.2)
    return papers(client)


@pytest.mark.parametrize(("method", "path", "body", "roles"), ROUTES)
def test_each_role_may_do_its_own(
    library: Library, method: str, path: str, body: dict[str, Any], roles: set[str]
) -> None:
    before = len(deeds(library.database, limit=1000))
    check_who_may(library, method, path, body, roles)
    assert len(deeds(library.database, limit=1000)) == before


def test_from_a_file_to_a_draft_and_away_again(editor: httpx.Client, library: Library, runner: Runner) -> None:
    sent = send(editor, TEXT.encode("gb18030"), file="C:\\我的文件\\办法.txt", why="省里来的")
    assert sent.status_code == 200 and sent.json()["file"] == "办法.txt"
    found = wait_for_fate(editor, runner)
    (paper,) = found.papers
    assert (paper.title, paper.region, paper.file, str(paper.date)) == (
        "某市高校毕业生求职补贴办法", "兰溪市", "办法.txt", "2026-03-01",
    )  # fmt: skip
    fate = found.arrivals[0].fate
    assert fate and (fate.id, fate.is_new, fate.excerpts, fate.fault) == (paper.id, True, paper.excerpts, "")
    assert [(one.who, one.what, one.subject) for one in deeds(library.database, "papers")] == [
        ("lanxi", "import", "办法.txt")
    ]

    whole = WholePaper.model_validate_json(editor.get(f"{PAPERS}/one?id={paper.id}").content)
    assert any("一千五百元" in one.text for one in whole.excerpts)
    suggested = PaperDrafts.model_validate_json(editor.get(f"{PAPERS}/drafts?id={paper.id}").content)
    draft = next(one for one in suggested.drafts if "一千五百元" in one.contents.answer)
    assert "".join(part.text for part in draft.parts) == draft.contents.answer and not draft.is_taken
    assert [part.text for part in draft.parts if part.mark == "amount"] == ["一千五百元"]
    body = {"contents": draft.contents.model_dump(), "base": 0, "why": "出自文件"}
    written = WholeFaq.model_validate_json(editor.post("/api/admin/faqs/draft", json=body).content)
    assert (written.faq.standing, written.faq.contents.region) == ("draft", "兰溪市")
    again = PaperDrafts.model_validate_json(editor.get(f"{PAPERS}/drafts?id={paper.id}").content)
    assert [one.number for one in again.drafts if one.is_taken] == [draft.number]

    assert send(editor, TEXT.encode(), title="求职补贴").status_code == 200
    fate = wait_for_fate(editor, runner).arrivals[0].fate
    assert fate and not fate.is_new and fate.title == "求职补贴"
    left = PaperList.model_validate_json(editor.post(f"{PAPERS}/remove", json={"id": paper.id}).content)
    assert left.papers == () and refused(editor.post(f"{PAPERS}/remove", json={"id": paper.id}), 404, "not_found")


def test_what_cannot_be_read_says_why(editor: httpx.Client, runner: Runner) -> None:
    assert send(editor, b"\xd0\xcf\x11\xe0" + b"\0" * 100, file="旧.docx").status_code == 200
    arrival = wait_for_fate(editor, runner).arrivals[0]
    assert arrival.state == "failed" and arrival.fate and arrival.fate.fault.startswith("旧.docx：是旧的 .doc")


def test_larger_than_any_other_request_but_not_without_bounds(editor: httpx.Client, runner: Runner) -> None:
    before = len(papers(editor).arrivals)
    assert send(editor, b"\0" * (LARGEST + 1), file="大.txt").status_code == 413
    assert len(papers(editor).arrivals) == before
    assert send(editor, b"%PDF-" + b"\0" * (5 * 1024 * 1024), file="大.pdf").status_code == 200
    assert wait_for_fate(editor, runner).arrivals[0].state == "failed"


def test_what_waits_is_read_by_whoever_comes_next(editor: httpx.Client, library: Library, runner: Runner) -> None:
    sent = Arrival.model_validate_json(send(editor, TEXT.encode(), file="等着.txt").content)
    assert (sent.state, sent.fate) == ("waiting", None)
    wait_until(runner.step, "it is begun")
    assert papers(editor).arrivals[0].state == "reading"
    runner.close()  # as when everything is stopped, or killed
    assert papers(editor).arrivals[0].state == "waiting"
    fate = wait_for_fate(editor, runner).arrivals[0].fate
    assert fate and fate.fault == ""
    assert [paper.file for paper in papers(editor).papers].count("等着.txt") == 1


def test_one_that_was_cancelled_says_so(editor: httpx.Client, library: Library) -> None:
    number = send(editor, TEXT.encode(), file="不要了.txt").json()["number"]
    Queue(library.database, library.folder / "wake").cancel(number)
    arrival = papers(editor).arrivals[0]
    assert arrival.state == "failed" and arrival.fate and arrival.fate.fault == "不要了.txt：没有读，任务取消了"


def test_an_editor_adds_for_his_own_region(editor: httpx.Client) -> None:
    assert refused(send(editor, b"x", region="舟山市"), 403, "forbidden", "您只能加兰溪市的")
    assert refused(send(editor, b"x", region="火星市"), 400, "unknown_region", "没有叫“火星市”的地区")
    assert refused(send(editor, b"x", file=""), 400, "bad_body")


def test_found_as_the_action_server_finds_it(editor: httpx.Client) -> None:
    asked = {"question": "求职补贴", "region": "兰溪市"}
    found = Found.model_validate_json(editor.post(f"{PAPERS}/search", json=asked).content)
    assert found.quotations[0].title == "求职补贴办法"
    assert refused(editor.post(f"{PAPERS}/search", json=asked | {"region": "火星市"}), 400, "unknown_region")
