"""Exports: the same rows come back, no cell runs as a formula, no file is lost."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pydantic import ValidationError
from sqlalchemy import Engine, delete, insert

from knowledge.records.exporting import ExportError, export_file, write_table
from knowledge.records.formulas import guarded, unguarded
from knowledge.records.importing import import_file
from knowledge.records.kinds import RECORD_KINDS
from tests.knowledge.records.conftest import WriteCsv

NASTY = [
    "=1+1",
    "+86 579",
    "-2",
    "@SUM(A1)",
    "'=x",
    "''@",
    "'一",
    "1e5",
    "#REF!",
    "TRUE",
    "007",
    "a,b;c\td",
    '"',
    "一\n二",
]
TEXTS = st.one_of(
    st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20)
)
DATES = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)).map(dt.date.isoformat)
NUMBERS = st.one_of(st.integers(0, 10**5).map(str), st.decimals(0, 10**5, places=2).map(str))
CELLS: dict[str, st.SearchStrategy[str]] = {
    "city": st.sampled_from(["兰溪市", "上饶市广信区", "北京市"]),
    "region": st.sampled_from(["", "全国", "浙江省", "鼓楼区", "杭州市西湖区"]),
    "coord_sys": st.sampled_from(["wgs84", "高德", "bd09"]),
    "open_hours": st.sampled_from(["全天", "周一至周五 8:30-17:30"]),
    "is_24h": st.sampled_from(["是", "否"]),
    "pay_unit": st.sampled_from(["天", "课时"]),
    "source_url": TEXTS.map(lambda text: f"https://example.cn/{text}"),
    "lng": st.floats(74, 135).map(str),
    "lat": st.floats(4, 53).map(str),
    **dict.fromkeys(["pay_min", "pay_max"], NUMBERS),
    **dict.fromkeys(["headcount", "beds", "free_days", "days"], st.integers(0, 10**5).map(str)),
    **dict.fromkeys("verified_at published_at expires_at effective_from effective_to source_date".split(), DATES),
    **dict.fromkeys(["starts_at", "ends_at"], DATES),
}


@st.composite
def rows(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    """The values of a row as they are stored after an import."""
    cells = {}
    for column in RECORD_KINDS[kind].columns:
        text = draw(CELLS.get(column.name, TEXTS)) if column.required or draw(st.booleans()) else ""
        if text.strip():
            cells[column.name] = text.strip()
    try:
        return RECORD_KINDS[kind].check(cells)
    except ValidationError:
        reject()


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_what_is_exported_is_imported_unchanged(engine: Engine, tmp_path: Path, kind: str, suffix: str) -> None:
    path = tmp_path / f"out.{suffix}"

    @settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.lists(rows(kind), max_size=5, unique_by=lambda row: row["id"]))
    def round_trip(stored: list[dict[str, Any]]) -> None:
        with engine.begin() as connection:
            connection.execute(delete(RECORD_KINDS[kind].table))
            for row in stored:
                connection.execute(insert(RECORD_KINDS[kind].table).values(revision=0, **row))
        assert export_file(engine, kind, path) == len(stored)
        report = import_file(engine, kind, path)
        assert report.faults == ()
        assert (report.unchanged, report.added, report.replaced) == (len(stored), 0, 0)

    round_trip()


@given(st.one_of(TEXTS, st.text("'=+-@a")))
def test_the_guard_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@"))


@pytest.fixture
def filled(engine: Engine, write_csv: WriteCsv) -> Iterable[Engine]:
    rows = [["b", "=HYPERLINK(1)", "兰溪市", "+86"], ["a", "#REF!", "兰溪市", "13800000000"]]
    import_file(engine, "stations", write_csv("id name city phone", *rows))
    yield engine


def test_csv_opens_in_a_spreadsheet(filled: Engine, tmp_path: Path) -> None:
    assert export_file(filled, "stations", tmp_path / "out.CSV") == 2
    content = (tmp_path / "out.CSV").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    header, first, second = csv.reader(content.decode("utf-8-sig").splitlines())
    assert header[:4] == ["编号", "名称", "城市", "区县"]
    assert first[:3] == ["a", "#REF!", "兰溪市"] and second[:2] == ["b", "'=HYPERLINK(1)"]
    assert {"13800000000", "'+86"} == {first[11], second[11]}


def test_xlsx_cells_are_texts(filled: Engine, tmp_path: Path) -> None:
    export_file(filled, "stations", tmp_path / "out.xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {"#REF!", "'=HYPERLINK(1)", "13800000000"} <= {cell.value for cell in cells}


def test_what_no_cell_can_hold_is_left_out(tmp_path: Path) -> None:
    write_table(tmp_path / "out.xlsx", ["问题"], iter([["社保卡\x00\x1b丢了\ufffe\n怎么办"]]))
    sheet = load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None and sheet["A2"].value == "社保卡丢了\n怎么办"


def test_a_file_of_before_is_replaced_whole(filled: Engine, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("x" * 10_000)
    export_file(filled, "stations", path)
    assert path.read_text("utf-8-sig").count("\n") == 3
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_what_cannot_be_written(filled: Engine, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    for path, reason in [
        (tmp_path / "folder.csv", "不是普通文件"),
        (tmp_path / "nix" / "out.csv", "没有目录"),
        (tmp_path / "out.ods", "要以 .csv 或 .xlsx 结尾"),
    ]:
        with pytest.raises(ExportError, match=reason):
            export_file(filled, "stations", path)


def test_an_export_that_fails_leaves_the_old_file(
    filled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.xlsx"
    path.write_text("old")
    monkeypatch.setattr("knowledge.records.exporting._XLSX_ROWS", 2)
    with pytest.raises(ExportError, match=r"请导出 \.csv"):
        export_file(filled, "stations", path)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
