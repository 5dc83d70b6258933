"""Batch tests over HTTP."""

from __future__ import annotations

import csv
import io

import httpx
import pytest

from channels.batch.routes import A_STEP
from channels.batch.shapes import BatchRun, BatchRuns, WholeRun
from tests.channels.library.conftest import Library, admin, library

__all__ = ["admin", "library"]
BATCHES = "/api/admin/batches"


def begin(client: httpx.Client, text: str) -> httpx.Response:
    return client.post(BATCHES, files={"file": ("题.csv", text.encode())})


def finish(client: httpx.Client, run: int) -> list[int]:
    """Ask until all are asked; how many after each step."""
    steps: list[int] = []
    while True:
        found = BatchRun.model_validate_json(client.post(f"{BATCHES}/step", json={"run": run}).content)
        steps.append(found.asked)
        if found.asked == found.count:
            return steps


def test_a_file_of_questions_comes_back_with_answers(admin: httpx.Client) -> None:
    text = "问题,应答编号,地区\n零工市场在哪,lanxi-gig-where,兰溪市\n天气,不答,\n失业金,没有,\n"
    run = BatchRun.model_validate_json(begin(admin, text).content)
    assert (run.file, run.who, run.count, run.asked) == ("题.csv", "admin", 3, 0)
    assert finish(admin, run.id) == [3]
    whole = WholeRun.model_validate_json(admin.get(f"{BATCHES}/one", params={"run": run.id}).content)
    assert [(one.decision, one.entry, one.is_right) for one in whole.answers] == [
        ("answer", "lanxi-gig-where", True),
        ("refuse", "far", True),
        ("choose", "level-now", False),
    ]
    assert (whole.run.right, whole.run.wrong, whole.changes) == (2, 1, {"new": 3})
    written = admin.get(f"{BATCHES}/file", params={"run": run.id, "form": "csv"}).content.decode("utf-8-sig")
    assert [row["对不对"] for row in csv.DictReader(io.StringIO(written))] == ["对", "对", "错"]
    assert BatchRuns.model_validate_json(admin.get(BATCHES).content).runs[0] == whole.run


def test_many_are_asked_step_by_step(admin: httpx.Client) -> None:
    text = "\n".join(f"第{number}个问题" for number in range(A_STEP + 2))
    assert finish(admin, begin(admin, text).json()["id"]) == [A_STEP, A_STEP + 2]


def test_what_cannot_be_used_is_told(admin: httpx.Client) -> None:
    refused = begin(admin, "问题,城市\n住几天,月亮市\n")
    assert refused.status_code == 400 and "月亮市" in refused.json()["error"]["message"]
    assert admin.get(f"{BATCHES}/one", params={"run": 99}).status_code == 404
    assert admin.post(f"{BATCHES}/step", json={"run": 99}).status_code == 404


@pytest.mark.parametrize(
    ("role", "reads", "writes"), [("hotline", 403, 403), ("auditor", 200, 403), ("editor", 200, 200)]
)
def test_each_role_may_do_its_own(library: Library, role: str, reads: int, writes: int) -> None:
    assert library.people[role].get(BATCHES).status_code == reads
    assert begin(library.people[role], "住几天").status_code == writes
