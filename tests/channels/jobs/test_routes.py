"""Jobs and versions over HTTP: who may do what, what is asked for, what is refused in words."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from channels.app import MAX_REQUEST_BYTES
from channels.jobs.shapes import Jobs, Measured, Versions, WholeJob
from channels.staff.uploads import LARGEST_TABLE
from knowledge.records.audit import By
from knowledge.records.jobs.job import Job, JobKind, JobState, Lane
from knowledge.records.jobs.queue import Queue
from knowledge.settings import KnowledgeSettings
from tests.channels.library.conftest import Library
from tests.channels.library.test_routes import check_who_may, refused

API = "/api/admin"
ROUTES: list[tuple[str, str, dict[str, Any], set[str]]] = [
    ("GET", "/jobs", {}, {"admin", "editor", "auditor"}),
    ("GET", "/jobs/one?number=999", {}, {"admin", "editor", "auditor"}),
    ("POST", "/jobs/cancel", {"number": 999}, {"admin", "editor"}),
    ("POST", "/jobs/train", {"publish": "nix"}, {"admin"}),
    ("POST", "/jobs/import", {}, {"admin"}),
    ("GET", "/versions", {}, {"admin", "auditor"}),
    ("GET", "/versions/report?name=v4", {}, {"admin", "auditor"}),
    ("POST", "/versions/measure", {"name": "v9"}, {"admin"}),
    ("POST", "/versions/publish", {"name": "v9"}, {"admin"}),
    ("POST", "/versions/rollback", {"why": 1}, {"admin"}),
]


@pytest.fixture
def admin(office: Library) -> httpx.Client:
    return office.people["admin"]


def asked(response: httpx.Response, queue: Queue) -> Job:
    """What was asked for."""
    assert response.status_code == 200, response.text
    assert response.headers["cache-control"] == "no-store"
    return queue.find(WholeJob.model_validate_json(response.content).job.number)


@pytest.mark.parametrize(("method", "path", "body", "roles"), ROUTES)
def test_each_role_may_do_its_own(
    office: Library, queue: Queue, method: str, path: str, body: dict[str, Any], roles: set[str]
) -> None:
    before = len(queue.listed())
    check_who_may(office, method, f"{API}{path}", body, roles)
    assert len(queue.listed()) == before


def test_versions_are_listed_with_how_they_did(admin: httpx.Client) -> None:
    found = Versions.model_validate_json(admin.get(f"{API}/versions").content)
    standings = {one.name: one.standing for one in found.versions}
    assert standings == {
        "v5": "damaged", "v4": "unmeasured", "v3": "worse", "v2": "fit", "v1": "live", "shipped": "unmeasured"
    }  # fmt: skip
    assert found.before == "shipped"
    by_name = {one.name: one for one in found.versions}
    assert by_name["v3"].objections == ("本单位记下的题：新答错 2 道，新答对 1 道",)
    assert "v5 的文件损坏：ranking.npz" in by_name["v5"].objections[0]


def test_a_report_names_what_is_newly_wrong_but_not_of_questions_that_nobody_may_see(admin: httpx.Client) -> None:
    found = Measured.model_validate_json(admin.get(f"{API}/versions/report?name=v3").content)
    own, hidden = found.report.sets
    assert [one.asked for one in own.wrong] == ["工地拖着钱不给咋办"] * 2
    assert (hidden.newly_right, hidden.right, hidden.wrong) == (6, (), ())
    assert refused(admin.get(f"{API}/versions/report?name=v4"), 409, "not_now", "还没有和正在用的比过")
    for name in ("v9", "../x", ""):
        assert admin.get(f"{API}/versions/report", params={"name": name}).status_code in (400, 409)


def test_a_worse_version_takes_a_reason_a_damaged_one_is_never_published(admin: httpx.Client, queue: Queue) -> None:
    publish = f"{API}/versions/publish"
    assert refused(admin.post(publish, json={"name": "v3"}), 409, "not_now", "新答错 2 道")
    assert refused(admin.post(publish, json={"name": "v4", "why": "急"}), 409, "not_now", "还没有和正在用的 v1 比过")
    assert refused(admin.post(publish, json={"name": "v5", "why": "急"}), 409, "not_now", "损坏")
    job = asked(admin.post(publish, json={"name": "v3", "why": "旧题过时"}), queue)
    assert (job.kind, job.who, job.why, job.given) == (JobKind.PUBLISH, "admin", "旧题过时", {"version": "v3"})
    assert asked(admin.post(publish, json={"name": "v2"}), queue).given == {"version": "v2"}


def test_training_measuring_and_rolling_back_are_asked_for(admin: httpx.Client, queue: Queue) -> None:
    trained = asked(admin.post(f"{API}/jobs/train", json={"why": "新文件"}), queue)
    assert (trained.kind, trained.why, trained.given) == (JobKind.TRAIN, "新文件", {"publish": False})
    assert asked(admin.post(f"{API}/versions/measure", json={"name": "v4"}), queue).kind is JobKind.MEASURE
    back = asked(admin.post(f"{API}/versions/rollback", json={"why": "答错了"}), queue)
    assert (back.kind, back.given) == (JobKind.ROLL_BACK, {"version": "shipped"})
    assert queue.wake.exists()


def send(client: httpx.Client, body: bytes, **more: str) -> httpx.Response:
    return client.post(f"{API}/jobs/import", params=more, content=body)


def test_a_file_is_kept_for_its_import(admin: httpx.Client, queue: Queue, office: Library) -> None:
    sent, said = "编号,问题,答案\nx,问,答\n".encode(), '{"答 案": "answer"}'
    job = asked(send(admin, sent, file="..\\我的\\问答.csv", why="来文", columns=said), queue)
    assert (job.kind, job.why, job.given["kind"], job.given["name"]) == (JobKind.IMPORT, "来文", "faqs", "问答.csv")
    assert job.given["columns"] == {"答案": "answer"}
    kept = KnowledgeSettings(data_dir=office.folder).job_files / job.given["file"]
    assert kept.read_bytes() == sent and kept.suffix == ".csv"
    for wrong in ({"kind": "nix"}, {"columns": '{"答案": "nix"}'}, {"file": ".."}):
        assert refused(send(admin, sent, **{"file": "a.csv", **wrong}), 400, "bad_body")


def test_of_a_file_that_is_too_large_nothing_is_left(admin: httpx.Client, queue: Queue, office: Library) -> None:
    folder = KnowledgeSettings(data_dir=office.folder).job_files
    before = sorted(folder.glob("*")), len(queue.listed())
    assert refused(send(admin, b"0" * (LARGEST_TABLE + 1), file="大.csv"), 413, "too_large", "大.csv 超过 50 MB")
    assert (sorted(folder.glob("*")), len(queue.listed())) == before


def test_larger_than_any_other_request(admin: httpx.Client, queue: Queue, office: Library) -> None:
    sent = b"0" * (2 * MAX_REQUEST_BYTES)
    job = asked(send(admin, sent, file="大.csv"), queue)
    assert (KnowledgeSettings(data_dir=office.folder).job_files / job.given["file"]).stat().st_size == len(sent)


def test_an_editor_sees_and_cancels_what_he_asked_for(office: Library, queue: Queue) -> None:
    editor, other = office.people["editor"], queue.ask(JobKind.ENCODE, By("admin"))
    own = queue.ask(JobKind.ENCODE, By("editor"))
    listed = Jobs.model_validate_json(editor.get(f"{API}/jobs").content)
    assert {job.who for job in listed.jobs} == {"editor"}
    assert Jobs.model_validate_json(editor.get(f"{API}/jobs?kind=train").content).jobs == ()
    assert refused(editor.get(f"{API}/jobs/one?number={other}"), 404, "not_found")
    assert refused(editor.post(f"{API}/jobs/cancel", json={"number": other}), 404, "not_found")
    assert editor.post(f"{API}/jobs/cancel", json={"number": own}).json()["job"]["state"] == "cancelled"
    assert queue.find(other).state is JobState.WAITING


def test_what_has_ended_is_not_cancelled(admin: httpx.Client, queue: Queue) -> None:
    queue.ask(JobKind.IMPORT, By("admin"))
    while job := next(filter(None, map(queue.take, Lane)), None):
        queue.finish(job.id, "做完了", {"objections": ["变慢"], "faults": [{"line": 3, "reason": "没写答案"}]})
    number = queue.listed()[0].id
    assert refused(admin.post(f"{API}/jobs/cancel", json={"number": number}), 409, "not_now", "已经结束")
    whole = WholeJob.model_validate_json(admin.get(f"{API}/jobs/one?number={number}").content)
    assert whole.job.state is JobState.DONE and whole.objections == ("变慢",)
    assert whole.faults[0].reason == "没写答案" and whole.imported is None


def test_what_an_import_came_to_is_told(admin: httpx.Client, queue: Queue) -> None:
    number = queue.ask(JobKind.IMPORT, By("admin"))
    queue.take(Lane.INTAKE)
    counts = {"added": 2, "replaced": 1, "unchanged": 0, "faulty": 3, "as_drafts": False}
    queue.finish(number, "做完了", counts | {"is_imported": True, "faults": []})
    whole = WholeJob.model_validate_json(admin.get(f"{API}/jobs/one?number={number}").content)
    assert whole.imported and whole.imported.model_dump() == counts
