"""What batch tests come to, in words; and ``assistant batches``."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.batches import summary
from channels.batch.reading import Question
from channels.batch.runs import Asked, Change, answers, begin, keep
from knowledge.records.database import open_database
from knowledge.retrieval.searcher import Searcher
from tests.assistant.conftest import Run


def asked(number: int, is_right: bool | None, change: Change, decision: str = "answer") -> Asked:
    return Asked(number, f"问题{number}", "", "a", decision, "b", "b?", "b.", 0.5, is_right, "a", change)


def test_a_summary_names_what_became_wrong() -> None:
    lines = list(
        summary([asked(1, True, Change.SAME), asked(2, False, Change.WRONG), asked(3, None, Change.NEW, "refuse")])
    )
    assert lines == [
        "共 3 个：答 2，不答 1",
        "对 1，错 1（50.0%）",
        "和上次比：一样 1，变错了 1，第一次测 1",
        "  变错了：问题2　上次 a，这次 b",
    ]


def test_nothing_was_expected() -> None:
    assert list(summary([asked(1, None, Change.NEW)])) == ["共 1 个：答 1", "和上次比：第一次测 1"]


def test_what_was_tested_before_is_listed_and_shown(run: Run, tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'data' / 'records.db'}")
    questions = [Question("失业金怎么领", "兰溪市", "claim"), Question("住几天")]
    first, second = (begin(database, f"{name}.csv", questions, "李敏") for name in ("旧题", "新题"))
    for number, ids in ((first, ["claim", "bed"]), (second, ["other"])):
        for n, id in enumerate(ids, 1):
            hit = {"id": id, "question": f"{id}?", "answer": f"{id}.", "score": 0.5}
            keep(database, number, n, {"decision": "answer", "hits": [hit]})

    lines = [line.split("\t") for line in run("batches", "list").stdout.splitlines()]
    assert [line[:1] + line[2:] for line in lines] == [
        [str(second), "李敏", "新题.csv", "1 / 2 个，没测完", "对 0", "错 1"],
        [str(first), "李敏", "旧题.csv", "2 个", "对 1", "错 0"],
    ]
    out = tmp_path / "out.xlsx"
    shown = run("batches", "show", str(second), "--out", out).stdout.splitlines()
    assert shown[0].split("\t") == lines[0]
    assert shown[1:] == [
        "共 1 个：答 1",
        "对 0，错 1（0.0%）",
        "和上次比：变错了 1",
        "  变错了：失业金怎么领　上次 claim，这次 other",
    ]
    assert [row[1] for row in load_workbook(out).active.iter_rows(values_only=True)] == [
        "问题",
        "失业金怎么领",
        "住几天",
    ]


def test_what_broke_off_is_gone_on_with(
    run: Run, tmp_path: Path, searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.batch.open_searcher", lambda settings: searcher)
    database = open_database(f"sqlite:///{tmp_path / 'data' / 'records.db'}")
    number = begin(database, "题.csv", [Question("失业金怎么领"), Question("住几天")], "李敏")
    keep(database, number, 1, {"decision": "refuse", "hits": []})

    done = run("batches", "resume", str(number))
    assert done.returncode == 0 and done.stdout.startswith("共 2 个：")
    first, second = answers(database, number)
    assert (first.decision, first.score) == ("refuse", None) and second.decision
    assert "2 个\t" in run("batches", "list").stdout
    again = run("batches", "resume", str(number))
    assert (again.returncode, again.stdout) == (0, done.stdout)


@pytest.mark.parametrize("verb", ["show", "resume"])
def test_a_run_that_is_not_there(run: Run, verb: str) -> None:
    failed = run("batches", verb, "7")
    assert (failed.returncode, failed.stderr) == (1, "出错了：没有编号 7 的批量测试\n")
