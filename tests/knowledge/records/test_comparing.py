"""Rows beside each other and beside what is stored."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import Engine

from knowledge.records.importing import ImportReport, import_file
from tests.knowledge.records.conftest import WriteCsv

FAQS = "编号 问题 答案 地区"
STATIONS = "编号 名称 城市 地址"


@pytest.fixture
def bring(engine: Engine, write_csv: WriteCsv) -> Bring:
    return Bring(engine, write_csv)


class Bring:
    """Imports rows."""

    def __init__(self, engine: Engine, write_csv: WriteCsv) -> None:
        self._engine, self._write = engine, write_csv

    def __call__(self, kind: str, header: str, *rows: Sequence[str]) -> ImportReport:
        report = import_file(self._engine, kind, self._write(header, *rows))
        assert not report.faults
        return report


def reasons(report: ImportReport) -> list[str]:
    return [f"{doubt.line}：{doubt.reason}" for doubt in report.doubts]


def test_two_answers_to_one_question(bring: Bring) -> None:
    report = bring(
        "faqs", FAQS, ["1", "许可多久有效", "180天。", "台州市"], ["2", "许可多久有效？", "360天。", "台州市"]
    )
    assert reasons(report) == [
        "3：“许可多久有效？”和第 2 行的编号“1”是同一件事，写的却不一样（“360天。”和“180天。”），请核对留哪一条"
    ]
    report = bring("faqs", FAQS, ["3", "许可多久有效", "90天。", "台州市"], ["4", "许可多久有效", "9天。", "衢州市"])
    assert len(report.doubts) == 1 and "和以前导入的编号“1”是同一件事" in report.doubts[0].reason


def test_the_same_row_twice(bring: Bring) -> None:
    report = bring("faqs", FAQS, ["b-1", "在哪里办", "村里。", ""], ["B-1", "在哪里办", "村里。", ""])
    assert reasons(report) == [
        "3：“在哪里办”和第 2 行的编号“b-1”重复，请留一条",
        "3：编号“B-1”和第 2 行的编号“b-1”只差大小写或全角半角，当成两条导入了",
    ]


def test_the_same_place_twice(bring: Bring) -> None:
    rows = [
        ["1", "城中驿站", "衢州市", "荷花路1号"],
        ["2", "城中驿站", "衢州市", "荷花路1号"],
        ["3", "城中驿站", "衢州市", "别处"],
    ]
    assert reasons(bring("stations", STATIONS, *rows)) == ["3：“城中驿站”和第 2 行的编号“1”重复，请留一条"]


def test_an_id_that_is_about_something_else_now(bring: Bring) -> None:
    bring("faqs", FAQS, ["001", "养老保险怎么转移", "到窗口办。", ""], ["002", "社保卡丢了怎么办", "挂失。", ""])
    report = bring(
        "faqs", FAQS, ["001", "就业见习补贴标准", "每月1500元。", ""], ["002", "社保卡丢了怎么补办", "先挂失。", ""]
    )
    assert reasons(report) == [
        "2：编号“001”原来是“养老保险怎么转移”，现在换成了“就业见习补贴标准”；两条都要留请换一个编号"
    ]


def test_columns_that_the_file_lacks(bring: Bring) -> None:
    bring("stations", STATIONS, ["1", "甲", "衢州市", "荷花路1号"], ["2", "乙", "衢州市", ""])
    report = bring("stations", "编号 名称 城市", ["1", "甲", "衢州市"], ["2", "乙", "衢州市"])
    assert report.notes == ("这份表没有“地址”这一列，原来有 1 条填了，现在都空了；要留着请把这一列加上再导入",)
    assert bring("stations", "编号 名称 城市", ["1", "甲", "衢州市"]).notes == ()


def test_several_places_on_one_point(bring: Bring) -> None:
    point = ["118.871234", "28.941234", "wgs84"]
    rows = [["1", "甲", "衢州市", *point], ["2", "乙", "衢州市", *point], ["3", "甲", "衢州市", *point]]
    report = bring("stations", "编号 名称 城市 经度 纬度 坐标系", *rows)
    assert [doubt.line for doubt in report.doubts if "完全一样" in doubt.reason] == [3, 4]


def test_sound_rows_have_nothing_to_be_told(bring: Bring) -> None:
    report = bring("faqs", FAQS, ["1", "怎么领失业金", "到窗口办。", ""], ["2", "怎么领失业金", "到窗口办。", "衢州市"])
    assert report.doubts == () and report.notes == ()
