"""Runs: asked bit by bit, judged, compared with the time before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine

from channels.batch import runs
from channels.batch.files import write_run
from channels.batch.reading import Question
from channels.batch.runs import Asked, UnknownRun, answers, begin, is_right, keep, run_of, waiting
from knowledge.records.database import open_database
from tests.databases import Place

QUESTIONS = [Question("失业金怎么领", "兰溪市", "claim"), Question("天气怎么样", "", ""), Question("住几天")]


@pytest.fixture
def database(place: Place) -> Engine:
    return open_database(place.migrated())


def found(decision: str, *ids: str) -> dict[str, Any]:
    hits = [{"id": id, "question": f"{id}?", "answer": f"{id}.", "score": 0.5} for id in ids]
    return {"decision": decision, "hits": hits}


def run(database: Engine, *lookups: dict[str, Any]) -> int:
    """All questions, with what was found for each."""
    id = begin(database, "题.csv", QUESTIONS, "李敏")
    for number, lookup in enumerate(lookups, 1):
        keep(database, id, number, lookup)
    return id


@pytest.mark.parametrize(
    ("expected", "decision", "ids", "right"),
    [
        (None, "answer", ["a"], None),
        ("a", "answer", ["a", "b"], True),
        ("b", "answer", ["a", "b"], False),
        ("b", "choose", ["a", "b"], True),
        ("d", "choose", ["a", "b", "c", "d"], False),
        ("b、c", "answer", ["c"], True),
        ("a", "refuse", ["a"], False),
        ("", "refuse", ["a"], True),
        ("", "choose", ["a"], False),
    ],
)
def test_what_is_right(expected: str | None, decision: str, ids: list[str], right: bool | None) -> None:
    assert is_right(expected, decision, ids) is right


def test_questions_wait_until_they_were_asked(database: Engine) -> None:
    id = run(database, found("answer", "claim"))
    assert waiting(database, id, 1) == [(2, "天气怎么样", "")]
    assert waiting(database, id, 9) == [(2, "天气怎么样", ""), (3, "住几天", "")]
    one = run_of(database, id)
    assert (one.file, one.who, one.count, one.asked, one.right, one.wrong) == ("题.csv", "李敏", 3, 1, 1, 0)
    with pytest.raises(UnknownRun):
        run_of(database, id + 1)


def test_what_changed_since_the_last_time(database: Engine) -> None:
    first = run(database, found("answer", "claim"), found("answer", "x"), found("answer", "bed"))
    assert {one.change for one in answers(database, first)} == {"new"}
    run(database)  # was never asked
    second = run(database, found("refuse", "claim"), found("refuse"), found("answer", "other"))
    changed = [(one.before, one.change) for one in answers(database, second)]
    assert changed == [("claim", "wrong"), ("x", "right"), ("bed", "other")]
    third = run(database, found("refuse"), found("refuse", "y"), found("choose", "other"))
    assert {one.change for one in answers(database, third)} == {"same"}


def test_the_oldest_go(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "MOST_RUNS", 2)
    ids = [run(database) for _ in range(3)]
    assert [one.id for one in runs.runs(database)] == ids[:0:-1]
    assert answers(database, ids[0]) == []


def test_a_file_of_it(database: Engine, tmp_path: Path) -> None:
    id, path = run(database, found("answer", "claim"), found("choose", "x")), tmp_path / "out.xlsx"
    assert write_run(path, answers(database, id)) == 3
    rows = [list(row) for row in load_workbook(path).active.iter_rows(values_only=True)]
    assert rows[0][:5] == ["序号", "问题", "地区", "应答编号", "判断"]
    claim, weather, bed = ([cell or "" for cell in row] for row in rows[1:])
    assert claim[3:] == ["claim", "答", "claim", "claim?", "claim.", "0.50", "对", "", "第一次测"]
    assert (weather[3], weather[4], weather[9]) == ("不答", "请人选或先给指引", "错")
    assert (bed[3], bed[4], bed[9]) == ("", "", "")
    assert all(isinstance(one, Asked) for one in answers(database, id))
