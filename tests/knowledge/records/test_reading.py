"""Files as offices save them: formats, encodings, headers, damage."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from knowledge.records import csv_file, xlsx_file
from knowledge.records.files import FileError
from knowledge.records.kinds import RECORD_KINDS
from knowledge.records.reading import NamedRow, open_records
from tests.knowledge.records.conftest import WriteCsv

STATIONS = RECORD_KINDS["stations"]
GOOD = {"id": "1", "name": "驿站", "city": "兰溪市"}


def read(path: Path, kind: str = "stations") -> list[NamedRow]:
    with open_records(path, RECORD_KINDS[kind]) as file:
        return list(file.rows)


def error(path: Path, kind: str = "stations") -> str:
    with pytest.raises(FileError) as caught:
        read(path, kind)
    return str(caught.value)


def save(path: Path, *rows: list[object]) -> Path:
    workbook = Workbook()
    assert workbook.active is not None
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("编号,名称,city\r\n1,驿站,兰溪市\r\n".replace(",", delimiter).encode(encoding))
    assert read(path) == [NamedRow(2, GOOD)]


@pytest.mark.parametrize(
    "header", ["id,name,city", "编号,名称,城市", "id/编号,名称,CITY", " ＩＤ , 名 称 ,城市\u3000", "\ufeffid,name,城市"]
)
def test_headers_in_both_languages(tmp_path: Path, header: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"\n\n{header}\n1,驿站,兰溪市\n", "utf-8")
    assert read(path) == [NamedRow(4, GOOD)]


def test_quoted_new_lines_count(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,question,answer\n1,问,"一\n二"\n\n2,"问""题""",答\n', "utf-8")
    first, second = read(path, "faqs")
    assert (first.line, first.cells["answer"]) == (2, "一\n二")
    assert (second.line, second.cells["question"]) == (5, '问"题"')


def test_rows_that_do_not_fit_the_header(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        'id,name,city,,\n1,驿站\n2,驿站,兰溪市,,\n3,a,b,,,多\n4,驿站,兰溪市,x,\n5,"a"b,c,d,e\n6,驿站,兰溪市,,\n',
        "utf-8",
    )
    rows = read(path)
    assert [row.line for row in rows] == [2, 3, 4, 5, 6, 7]
    assert [row.fault[:4] for row in rows] == ["只有 2", "", "比列名多", "'x' ", "双引号没", ""]


def test_plus_minus_at_and_equals_are_plain_text_in_csv(write_csv: WriteCsv) -> None:
    path = write_csv("id name city phone", ["=1+1", "@驿站", "兰溪市", "+86 579"], ["-2", "'=x", "兰溪市", "'一"])
    first, second = read(path)
    assert list(first.cells.values()) == ["=1+1", "@驿站", "兰溪市", "+86 579"]
    assert list(second.cells.values()) == ["-2", "=x", "兰溪市", "'一"]


@pytest.mark.parametrize(
    ("header", "reasons"),
    [
        ("id name city 电话号", ["不认识的列 “电话号”（是不是“电话”？）"]),
        ("id name 城 wgs", ["缺少必填的列 city/城市；不认识的列 “城”、“wgs”", "可以用的列：id/编号、name/名称"]),
        ("id city", ["缺少必填的列 name/名称"]),
        ("district", ["id/编号、name/名称、city/城市"]),
        ("beer wine", ["没有找到列名", "可以用的列：id/编号"]),
        ("id name 名称 city", ["列 name/名称 出现了两次"]),
    ],
)
def test_wrong_headers(write_csv: WriteCsv, header: str, reasons: list[str]) -> None:
    message = error(write_csv(header, ["1"] * len(header.split())))
    assert message.startswith("rows.csv：")
    for reason in reasons:
        assert reason in message


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "文件是空的"),
        (b"\n \n", "文件是空的"),
        (b"\xef\xbb\xbf", "文件是空的"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "旧的 .xls"),
        (b"%PDF-1.7\n", "是 PDF"),
        (b"\x7fELF\0\0\0", "不是文本文件"),
        (b"PK\x03\x04" + b"x" * 100, "不完整或已损坏"),
    ],
)
def test_files_of_another_kind(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert reason in error(path)


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    assert "找不到文件" in error(tmp_path / "nix.csv")
    assert "不是普通文件" in error(tmp_path)


def test_one_bad_byte_in_utf8_does_not_garble_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "".join(f"{n},户外劳动者驿站,兰溪市\n" for n in range(2, 30)).encode()
    path.write_bytes(b"id,name,city\n" + rows + b"30,\xe6\x88,x\n" + rows)
    *before, bad = read(path)[:29]
    assert all(row.fault == "" and row.cells["name"] == "户外劳动者驿站" for row in before)
    assert (bad.line, bad.fault) == (30, "名称：有坏字节（乱码），请重新输入这一格")
    assert len(read(path)) == 57


def test_a_word_document_by_the_name_of_xlsx(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "不是 XLSX 表格" in error(path)


def test_a_truncated_xlsx(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", ["id", "name", "city"], ["1", "驿站", "兰溪市"])
    whole = path.read_bytes()
    for size in (4, 100, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:size])
        assert "不完整或已损坏" in error(path)


@pytest.mark.usefixtures("lengthy")
def test_a_damaged_sheet(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", ["id", "name", "city"], *([str(n), "驿站", "兰溪市"] for n in range(2000)))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:40_000]
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    assert "不完整或已损坏" in error(path)


@pytest.mark.usefixtures("lengthy")
def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write_csv: WriteCsv) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(csv_file.LARGEST + 1)  # a sparse file: takes no room
    assert "CSV 最大 256 MB" in error(large)
    with large.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(xlsx_file.LARGEST + 1)
    assert "XLSX 最大 64 MB" in error(large)
    with zipfile.ZipFile(large, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "x")
        archive.writestr("xl/styles.xml", bytes(xlsx_file.LARGEST_PART + 1))
    assert "解开后超过" in error(large)
    monkeypatch.setattr(csv_file, "LONGEST_LINE", 100)
    assert "有一行超过" in error(write_csv("id name city", ["1", "驿" * 100, "兰溪市"]))


def test_xlsx_cells_become_what_was_typed(tmp_path: Path) -> None:
    path = save(
        tmp_path / "a.xlsx",
        ["编号", "name", "城市", "lng", "lat", "is_24h", "phone", "verified_at", None],
        [7.0, "驿站", "兰溪市", 119.46, 29, True, 13800000000.0, dt.datetime(2025, 3, 1)],  # noqa: DTZ001 (sheets know no zones)
        [None, "", "  "],
        ["8", "驿站", "兰溪市", "119.1", "29.2", False, "057988888888", dt.date(2025, 3, 1)],
    )
    first, second = read(path)
    assert first.line == 2 and list(first.cells.values()) == (
        ["7", "驿站", "兰溪市", "119.46", "29", "是", "13800000000", "2025-03-01"]
    )
    assert second.line == 4 and list(second.cells.values()) == (
        ["8", "驿站", "兰溪市", "119.1", "29.2", "否", "057988888888", "2025-03-01"]
    )


def test_formulas_errors_and_too_long_numbers_in_xlsx(tmp_path: Path) -> None:
    good = ["驿站", "兰溪市"]
    path = save(
        tmp_path / "a.xlsx",
        ["id", "name", "city", "phone"],
        ["1", *good, "=1+1"],
        ["2", *good, "#REF!"],
        ["3", *good, 10**29],
        ["4", *good, "0579"],
    )
    assert [row.fault for row in read(path)] == [
        "电话：单元格是公式，请改成数值",
        "电话：单元格是错误值 #REF!，请改成正确的内容",
        "电话：单元格里的数字超过 15 位，表格存不准，请改成文本格式重新填",
        "",
    ]


def test_a_csv_by_the_name_of_xlsx_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("id,name,city\n1,驿站,兰溪市\n", "utf-8")
    assert read(path) == [NamedRow(2, GOOD)]
