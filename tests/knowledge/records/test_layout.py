"""Where the header is, and what the columns are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.records.files import FileError
from knowledge.records.headers import column_named, meaning
from knowledge.records.kinds import RECORD_KINDS
from knowledge.records.layout import Guide, UnclearColumns
from tests.knowledge.records.sheets import Rows, notes, read, workbook

STATIONS = RECORD_KINDS["stations"]
PLAIN = ["编号", "名称", "城市"]
GOOD = ["1", "站", "衢州市"]


def test_titles_above_the_header(tmp_path: Path) -> None:
    titles = [["2026年户外劳动者驿站情况表"], ["填报单位：衢州市人社局", None, "2026年3月"]]
    path = workbook(tmp_path / "a.xlsx", 数据=[*titles, PLAIN, GOOD])
    assert [(row.line, row.cells["name"]) for row in read(path)] == [(4, "站")]
    assert notes(path) == []


def test_titles_above_the_header_in_csv(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("驿站情况表，2026年\n\n,,\n编号,名称,城市\n1,站,衢州市\n", "utf-8")
    assert [(row.line, row.cells["name"]) for row in read(path)] == [(5, "站")]


def merge(sheet: Worksheet) -> None:
    for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:E1"):
        sheet.merge_cells(cells)


@pytest.mark.parametrize(
    "rows",
    [
        [["编号", "名称", "城市", "位置", None], [None, None, None, "经度", "纬度"]],
        [["编号", "名称", "城市", "经度", "纬度"], ["id", "name", "city", "lng", "lat"]],
        [["驿站", None, None, "坐标", None], ["编号", "名称", "城市", "经度", "纬度"]],
    ],
)
def test_a_header_of_two_rows(tmp_path: Path, rows: Rows) -> None:
    path = workbook(tmp_path / "a.xlsx", 数据=[*rows, [*GOOD, "118.871234", "28.941234"]])
    (row,) = read(path)
    assert (row.line, row.cells["lng"], row.cells["lat"]) == (3, "118.871234", "28.941234")


def test_a_heading_above_several_columns_beside_headings_that_reach_down(tmp_path: Path) -> None:
    """What is merged downwards stands in both rows, and not every column is known."""
    header = [["编号", "驿站名称", "所在城市", "位置", None, "负责人"], [None, None, None, "村社", "详细地址"]]
    path = workbook(tmp_path / "a.xlsx", merge, 数据=[*header, [*GOOD, "东村", "荷花路1号", "王"]])
    (row,) = read(path)
    assert (row.line, row.cells) == (3, {"id": "1", "name": "站", "city": "衢州市", "address": "荷花路1号"})
    assert notes(path)[1] == "没有导入这些列：“村社”、“负责人”"


def test_a_row_that_holds_the_name_of_a_column_is_no_header(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", 数据=[["大名", "编号", "城市", "类别"], ["驿站", "站点-1", "地市", "联系电话"]]
    )
    (row,) = read(path, guide=Guide({"大名": "name", "类别": ""}))
    assert row.cells == {"name": "驿站", "id": "站点-1", "city": "地市"}


def test_a_header_repeated_on_each_page_is_no_row(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", 数据=[PLAIN, GOOD, PLAIN, ["2", "站", "衢州市"]])
    assert [row.cells["id"] for row in read(path)] == ["1", "2"]


@pytest.mark.parametrize(
    "heading",
    [
        "名称",
        "*名称",
        "名称：",
        "名称（必填）",
        "3.名称",
        "① 名称",
        "名称 Name",
        "名称 Name（必填）",
        "名称/name",
        "name",
        "名 称",
        "名\n称",
        "名稱",
        "驿站名称",
        "【名称】名称",
    ],
)
def test_what_offices_call_a_name(heading: str) -> None:
    found = meaning(heading, STATIONS)
    assert found is not None and found.name == "name"


@pytest.mark.parametrize(
    ("kind", "heading", "name"),
    [
        ("stations", "编号/id", "id"),
        ("stations", "联系电话", "phone"),
        ("stations", "是否24小时", "is_24h"),
        ("jobs", "联系人及联系方式", "contact"),
        ("jobs", "联系人/联系电话", "contact"),
        ("jobs", "投递截止时间", "expires_at"),
        ("jobs", "薪资待遇（元）", "pay"),
        ("jobs", "用人单位", "employer"),
        ("lodgings", "床位数（张）", "beds"),
        ("faqs", "标准问", "question"),
        ("faqs", "扩展问", "similar_questions"),
        ("courses", "开班时间", "starts_at"),
        ("service_points", "办理事项", "services"),
    ],
)
def test_other_names(kind: str, heading: str, name: str) -> None:
    found = meaning(heading, RECORD_KINDS[kind])
    assert found is not None and found.name == name


@pytest.mark.parametrize("heading", ["序号", "备注", "负责人", "X坐标", "岗位链接", "合计"])
def test_unknown_headings(heading: str) -> None:
    assert meaning(heading, STATIONS) is None


@pytest.mark.parametrize(
    ("kind", "heading", "says"),
    [
        ("stations", "百度经度", {"coord_sys": "bd09"}),
        ("stations", "经度（高德）", {"coord_sys": "gcj02"}),
        ("stations", "经纬度(GCJ02)", {"coord_sys": "gcj02"}),
        ("jobs", "最低薪酬（元/天）", {"pay_unit": "天"}),
        ("jobs", "月薪", {"pay_unit": "月"}),
        ("jobs", "工资（元/月）", {"pay_unit": "月"}),
        ("stations", "经度", {}),
    ],
)
def test_what_a_heading_says_of_all_rows(kind: str, heading: str, says: dict[str, str]) -> None:
    found = meaning(heading, RECORD_KINDS[kind])
    assert found is not None and found.says == says


def test_what_the_heading_says_counts_where_the_row_says_nothing(tmp_path: Path) -> None:
    rows = [
        ["编号", "岗位", "城市", "月薪", "计薪单位"],
        ["1", "焊工", "台州市", "6000", ""],
        ["2", "杂工", "台州市", "200", "天"],
    ]
    first, second = read(workbook(tmp_path / "a.xlsx", 数据=rows), "jobs")
    assert (first.cells["pay_unit"], second.cells["pay_unit"]) == ("月", "天")


def test_unknown_columns_are_left_out_and_said(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", 数据=[["序号", *PLAIN, "联系电话", "备注"], [1, *GOOD, "12333", "x"]])
    assert read(path)[0].cells == {"id": "1", "name": "站", "city": "衢州市", "phone": "12333"}
    assert notes(path) == ["这些列名按意思认：“联系电话”→电话", "没有导入这些列：“序号”、“备注”"]


def test_the_contracts_own_name_goes_before_others(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", 数据=[[*PLAIN, "详细地址", "地址"], [*GOOD, "一", "二"]])
    assert read(path)[0].cells["address"] == "二"


def test_two_columns_of_one_meaning_must_be_told_apart(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", 数据=[[*PLAIN, "详细地址", "具体地址"], [*GOOD, "一", "二"]])
    with pytest.raises(UnclearColumns, match=r"address/地址 出现了两次（“详细地址”、“具体地址”）") as caught:
        read(path)
    assert caught.value.headings == ["详细地址", "具体地址"]
    assert {heading: column.name for heading, column in caught.value.guesses.items()} == {"详细地址": "address"}
    assert read(path, guide=Guide({"具体地址": ""}))[0].cells["address"] == "一"


@pytest.mark.parametrize(
    ("header", "told", "parts"),
    [
        (["编号", "大名", "城市"], {"大名": "name"}, ["缺少必填的列 name/名称", "不认识的列 “大名”"]),
        ([*PLAIN, "电话号"], {"电话号": "phone"}, ["“电话号”（是不是“电话”？）", "请说明"]),
    ],
)
def test_what_nobody_can_tell_is_asked(
    tmp_path: Path, header: list[str], told: dict[str, str], parts: list[str]
) -> None:
    path = workbook(tmp_path / "a.xlsx", 数据=[header, [*GOOD, "12333"][: len(header)]])
    with pytest.raises(UnclearColumns) as caught:
        read(path)
    message = str(caught.value)
    assert message.startswith("a.xlsx：") and "\n" not in message and all(part in message for part in parts)
    assert "--" not in message, "who sends a file by the page has no terminal"
    assert caught.value.headings == list(told)
    for guide in (Guide(told), Guide(remembered={caught.value.shape: told})):
        assert set(read(path, guide=guide)[0].cells) >= {"name", *told.values()}


def test_values_for_what_the_file_does_not_say(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", 数据=[["编号", "名称", "坐标系"], ["1", "站", "百度"], ["2", "站", ""]])
    rows = read(path, guide=Guide(values={"city": "衢州市", "coord_sys": "高德"}))
    assert [(row.cells["city"], row.cells["coord_sys"]) for row in rows] == [("衢州市", "百度"), ("衢州市", "高德")]
    with pytest.raises(UnclearColumns, match="缺少必填的列 city/城市"):
        read(path)


def test_a_file_without_ids(tmp_path: Path) -> None:
    """The same row has the same id in the next file, wherever it stands, and however its name is spaced."""
    rows = [["序号", "名称", "城市"], [1, "江边驿站", "衢州市"], [2, "桥头驿站", "衢州市"]]
    with pytest.raises(UnclearColumns, match="缺少必填的列 id/编号"):
        read(workbook(tmp_path / "a.xlsx", 数据=rows))
    guide = Guide(values={"id": "自动"})
    first, second = (row.cells["id"] for row in read(workbook(tmp_path / "a.xlsx", 数据=rows), guide=guide))
    later = workbook(tmp_path / "b.xlsx", 数据=[rows[0], [1, "桥头 驿站", "衢州市"], [2, "新驿站", "衢州市"]])
    again, new = (row.cells["id"] for row in read(later, guide=guide))
    assert again == second and len({first, second, new}) == 3


def test_columns_by_either_name() -> None:
    assert [column_named(name, STATIONS) for name in ("名称", "name", "坐标", "薪资", "x")] == (
        ["name", "name", "coordinates", None, None]
    )


def test_a_header_with_a_line_break_makes_one_line(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", 数据=[["编号", "大\n名", "城市"], GOOD])
    with pytest.raises(FileError) as caught:
        read(path)
    assert "\n" not in str(caught.value)


DRESSES = ["{}", "*{}", "{}：", "{}（必填）", " {} ", "2.{}", "【{}】"]
TITLES = [["2026年情况表"], ["填报单位：某某局", "", "2026年3月"], ["", "单位：万元"], []]


@pytest.mark.usefixtures("lengthy")
@given(
    st.permutations(["编号", "名称", "城市", "地址", "联系电话", "序号"]),
    st.lists(st.sampled_from(TITLES), max_size=5),
    st.lists(st.sampled_from(DRESSES), min_size=6, max_size=6),
    st.sampled_from(["xlsx", "csv"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
def test_any_order_dress_and_titles_read_the_same(
    tmp_path: Path, order: list[str], titles: list[list[str]], dresses: list[str], suffix: str
) -> None:
    row = {"编号": "1", "名称": "站", "城市": "衢州市", "地址": "路1号", "联系电话": "12333", "序号": "7"}
    header = [dress.format(name) for dress, name in zip(dresses, order, strict=True)]
    rows = [*titles, header, [row[name] for name in order]]
    path = tmp_path / f"a.{suffix}"
    if suffix == "xlsx":
        workbook(path, 数据=rows)
    else:
        path.write_text("".join(",".join(cells) + "\n" for cells in rows), "utf-8")
    (found,) = read(path)
    assert found.cells == {"id": "1", "name": "站", "city": "衢州市", "address": "路1号", "phone": "12333"}


WORDS = st.sampled_from(
    ["编号", "名称", "城市", "电话", '"', ",", "\n", "1", "站", "同上", "\t", "<table>", "；", "坐标", "衢州市"]
)


@pytest.mark.usefixtures("lengthy")
@given(
    st.one_of(st.binary(max_size=60), st.lists(WORDS, max_size=60).map(lambda words: "".join(words).encode("gb18030")))
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
def test_any_bytes_are_rows_or_a_readable_fault(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    try:
        rows = read(path)
    except FileError as error:
        assert str(error).startswith("a.csv") and "\n" not in str(error)
    else:
        assert all(row.fault or row.cells or not row.doubts for row in rows)
