"""Workbooks as offices fill them: several sheets, merged and struck cells, formats, far cells, formulas, other names."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.records.xlsx_file import open_xlsx
from tests.knowledge.records.sheets import notes, read, workbook

HEADER = ["编号", "名称", "城市"]


def ids(path: Path) -> list[str]:
    return [row.cells["id"] for row in read(path)]


def test_hidden_sheets_are_left_out_and_said(tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.sheet_state = "hidden"

    path = workbook(
        tmp_path / "a.xlsx", hide, 作废=[HEADER, ["1", "旧", "衢州市"]], 现行=[HEADER, ["1", "新", "衢州市"]]
    )
    assert [row.cells["name"] for row in read(path)] == ["新"]
    assert notes(path) == ["隐藏的工作表 “作废” 没有读；要导入请先取消隐藏"]


def test_all_sheets_that_fit_are_read(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        Sheet1=[],
        莲都=[HEADER, ["1", "甲", "丽水市"]],
        缙云=[["名称", "编号", "城市"], ["乙", "2", "丽水市"], ["丙", "3", "丽水市"]],
        统计=[["合计", 3]],
        填表说明=[["列", "怎么填"], ["名称", "全称"]],
    )
    assert [(row.cells["id"], row.sheet, row.line) for row in read(path)] == [
        ("1", "莲都", 2),
        ("2", "缙云", 2),
        ("3", "缙云", 3),
    ]
    (note,) = notes(path)
    assert note.startswith("工作表“统计”没有读：前 20 行里没有找到列名")


def test_a_merged_cell_counts_for_all_its_rows(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        for cells in ("C2:C4", "D3:D4", "D6:E6"):
            sheet.merge_cells(cells)

    rows = [
        ["1", "甲", "衢州市", "龙游县"],
        ["2", "乙", None, "江山市"],
        ["3", "丙"],
        [],
        ["4", "丁", "衢州市", "一", None],
    ]
    path = workbook(tmp_path / "a.xlsx", merge, 数据=[[*HEADER, "区县", "地址"], *rows])
    assert [(row.cells["city"], row.cells["district"], row.cells.get("address")) for row in read(path)] == [
        ("衢州市", "龙游县", None),
        ("衢州市", "江山市", None),
        ("衢州市", "江山市", None),
        ("衢州市", "一", None),
    ]


def test_the_same_as_above(tmp_path: Path) -> None:
    rows = [
        ["1", "甲", "衢州市", "龙游县"],
        ["2", "乙", "同上", "同上"],
        ["3", "同上", "同上", ""],
        ["4", "丁", "衢州市", "〃"],
    ]
    found = read(workbook(tmp_path / "a.xlsx", 数据=[[*HEADER, "区县"], *rows]))
    assert found[1].cells == {"id": "2", "name": "乙", "city": "衢州市", "district": "龙游县"}
    assert [row.fault for row in found[2:]] == [
        "名称：“同上”看不出指什么，请写完整",
        "区县：“〃”看不出指什么，请写完整",
    ]


def test_the_same_person_as_above(tmp_path: Path) -> None:
    """Columns that become several others may say so, too."""
    rows = [["1", "电工", "衢州市", "王师傅", "6000元/月"], ["2", "焊工", "同上", "同上", "同上"]]
    path = workbook(tmp_path / "a.xlsx", 数据=[["编号", "岗位", "城市", "联系人", "薪资"], *rows])
    first, second = (row.cells for row in read(path, "jobs"))
    assert second == first | {"id": "2", "title": "焊工"} and second["contact"] == "王师傅"


def test_struck_rows_are_not_taken_and_hidden_ones_told(tmp_path: Path) -> None:
    def mark(sheet: Worksheet) -> None:
        for cell in sheet[2]:
            cell.font = Font(strike=True)
        sheet["B3"].font = Font(strike=True)  # one cell only
        sheet.row_dimensions[4].hidden = True

    rows = [[str(n), "站", "衢州市"] for n in range(3)]
    struck, partly, hidden = read(workbook(tmp_path / "a.xlsx", mark, 数据=[HEADER, *rows]))
    assert "删除线" in struck.fault and not partly.fault and not partly.doubts
    assert not hidden.fault and "隐藏" in hidden.doubts[0]


@pytest.mark.parametrize(
    ("value", "shape", "shown"),
    [
        (12, "0000", "0012"),
        (12345, "0000", "12345"),
        (5798888888, "0000-0000000", "0579-8888888"),
        (12, "0", "12"),
        (12, "General", "12"),
        (12.0, "000", "012"),
        (4000, "#,##0", "4000"),
        (46387, "yyyy-mm-dd", "2026-12-31"),
        (0.5, "00", "0.5"),
    ],
)
def test_numbers_are_read_as_they_are_shown(tmp_path: Path, value: float, shape: str, shown: str) -> None:
    def form(sheet: Worksheet) -> None:
        sheet["D2"].number_format = shape

    path = workbook(tmp_path / "a.xlsx", form, 数据=[[*HEADER, "核实日期"], ["1", "站", "衢州市", value]])
    assert read(path)[0].cells["verified_at"] == shown


def test_a_date_in_a_column_of_texts_is_refused(tmp_path: Path) -> None:
    row = ["1", "站", "衢州市", dt.datetime(2026, 3, 2), dt.datetime(2026, 3, 2)]  # noqa: DTZ001 (sheets know no zones)
    (found,) = read(workbook(tmp_path / "a.xlsx", 数据=[[*HEADER, "地址", "核实日期"], row]))
    assert found.fault == "地址：“2026-03-02”是日期，请把这一格设为文本格式，重新填"


def test_far_coloured_cells_make_no_columns(tmp_path: Path) -> None:
    def colour(sheet: Worksheet) -> None:
        for row in range(1, 50):
            sheet.cell(row, 16384).fill = PatternFill("solid", fgColor="FFFF00")

    path = workbook(tmp_path / "a.xlsx", colour, 数据=[HEADER, ["1", "站", "衢州市"]])
    with open_xlsx(path) as book:
        assert [len(row.cells) for row in book.sheets[0].rows] == [3, 3]


def test_remarks_beside_the_table_are_told_and_cost_no_row(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", 数据=[HEADER, ["1", "站", "衢州市", None, "停用？"], ["2", "站", "衢州市"]])
    assert [row.doubts for row in read(path)] == [("“停用？”这一格上面没有列名，没有导入",), ()]


@pytest.mark.parametrize("name", ["a.csv", "a.et", "a.xls", "a.xlsx.bak", "a"])
def test_the_name_of_a_workbook_does_not_matter(tmp_path: Path, name: str) -> None:
    assert ids(workbook(tmp_path / name, 数据=[HEADER, ["1", "站", "衢州市"]])) == ["1"]


def with_part(path: Path, old: str, new: str) -> Path:
    """The workbook with its first sheet changed as programs other than openpyxl write it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    assert old in sheet
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(old, new).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


@pytest.mark.parametrize(
    ("formula", "stored", "expected"),
    [
        ("1+1", "<v>2</v>", "2"),
        ("1+1", "<v></v>", "电话：单元格是公式，请改成数值"),
        ("_xlfn.DISPIMG(&quot;ID_1&quot;,1)", "<v>0</v>", "电话：单元格里是图片，请改成文字"),
    ],
)
def test_formulas_give_what_was_stored_with_them(tmp_path: Path, formula: str, stored: str, expected: str) -> None:
    path = workbook(tmp_path / "a.xlsx", 数据=[[*HEADER, "电话", "序号"], ["1", "站", "衢州市", "=1+1", "=ROW()"]])
    (row,) = read(with_part(path, "<f>1+1</f><v></v>", f"<f>{formula}</f>{stored}"))
    assert (row.fault or row.cells["phone"]) == expected


def test_a_phantom_range_is_no_matter(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", 数据=[HEADER, ["1", "站", "衢州市"]])
    assert ids(with_part(path, 'ref="A1:C2"', 'ref="A1:XFD1048576"')) == ["1"]


def test_dates_of_a_chinese_excel(tmp_path: Path) -> None:
    def form(sheet: Worksheet) -> None:
        sheet["D2"].number_format = "yyyy-mm-dd"

    rows: list[list[Any]] = [[*HEADER, "核实日期"], ["1", "站", "衢州市", 46387]]
    path = workbook(tmp_path / "a.xlsx", form, 数据=rows)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/styles.xml"] = (
        parts["xl/styles.xml"].replace(b'numFmtId="14"', b'numFmtId="31"').replace(b'numFmtId="164"', b'numFmtId="31"')
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    assert read(path)[0].cells["verified_at"] == "2026-12-31"
