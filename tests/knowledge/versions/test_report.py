"""When a candidate counts as worse, and that a report is read as it was kept."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from knowledge.versions.report import (
    Compared,
    CurvePoint,
    Difference,
    GateReport,
    Side,
    chance,
    find_report,
    keep_report,
    plain_report,
)

SIDE = Side(8, 1, 1, 0, 0.8, (CurvePoint(0.95, 0.1),), 20.0, 40.0, 1_000_000)
OTHERWISE = Difference("怎么办", "兰溪市", ("a",), "right", "wrong", "a", "b")


def report(*sets: Compared, now: Side = SIDE, findings: tuple[str, ...] = ()) -> GateReport:
    return GateReport("v2", "v1", dt.datetime.fromisoformat("2026-11-29"), SIDE, now, sets, findings=findings)


def compared(right: int, wrong: int, *, own: bool = False) -> Compared:
    return Compared("题", 100, right, wrong, own)


@pytest.mark.parametrize(
    ("worse", "better", "expected"), [(0, 0, 1.0), (5, 0, 1 / 32), (4, 1, 6 / 32), (1, 0, 0.5), (8, 2, 56 / 1024)]
)
def test_the_sign_test(worse: int, better: int, expected: float) -> None:
    assert chance(worse, better) == pytest.approx(expected)


@pytest.mark.parametrize(("right", "wrong", "is_worse"), [(0, 4, False), (0, 5, True), (12, 31, True), (30, 31, False)])
def test_of_many_questions_more_than_chance_explains_is_worse(right: int, wrong: int, is_worse: bool) -> None:
    assert report(compared(right, wrong)).is_worse is is_worse


def test_of_an_office_s_own_questions_one_is_enough() -> None:
    assert report(compared(0, 1, own=True)).objections == ("题：新答错 1 道，新答对 0 道",)
    assert not report(compared(1, 1, own=True)).is_worse


def test_slower_larger_and_what_was_found_count_too() -> None:
    slow = dataclasses.replace(SIDE, p95_ms=61.0, size=2_000_001)
    asked = compared(0, 0), compared(0, 0)
    told = report(*asked, now=slow, findings=("第 3 行：少写一个零",)).objections
    assert [line.split("：")[0] for line in told] == ["变慢", "变大", "第 3 行"]
    assert not report(*asked, now=dataclasses.replace(SIDE, p95_ms=60.0, size=2_000_000)).is_worse
    assert not report(compared(0, 0), now=dataclasses.replace(SIDE, p95_ms=90.0)).is_worse, "too few to tell"


def test_a_report_is_read_as_it_was_kept(tmp_path: Path) -> None:
    kept = report(dataclasses.replace(compared(0, 1), wrong=(OTHERWISE,)))
    keep_report(tmp_path / "reports", kept)
    assert find_report(tmp_path / "reports", "v2", "v1") == kept
    assert find_report(tmp_path / "reports", "v1", "v2") is None
    assert plain_report(kept).items() >= {"is_worse": False, "objections": [], "candidate": "v2"}.items()


@pytest.mark.parametrize("text", ["", "{", "{}"])
def test_a_report_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    keep_report(tmp_path, report())
    (file,) = tmp_path.iterdir()
    file.write_text(text)
    assert find_report(tmp_path, "v2", "v1") is None
