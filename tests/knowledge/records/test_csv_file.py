"""CSV as programs and hands leave it: quotes left open, encodings, delimiters."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.records.csv_file import UNPAIRED, open_csv
from knowledge.records.files import SourceRow
from tests.knowledge.records.sheets import read

HEADER = "编号,名称,城市,地址\n"


def rows_of(path: Path) -> list[SourceRow]:
    with open_csv(path) as book:
        return list(book.sheets[0].rows)


def test_an_open_quote_costs_its_own_row_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "".join(f"{n},{n}号,衢州市,x\n" for n in range(3, 300))
    path.write_text(f'{HEADER}1,一号,衢州市,"荷花路1号\n2,二号,衢州市,"y,1"\n{rows}299,末,衢州市,"没完', "utf-8")
    found = read(path)
    assert [(row.line, row.fault) for row in found if row.fault] == [(2, UNPAIRED), (301, UNPAIRED)]
    assert len(found) == 300 and found[1].cells["address"] == "y,1"


def test_a_quote_within_a_cell_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'{HEADER}1,5"水管驿站,衢州市,x\n2,"二"号,衢州市,y\n3,三,衢州市,z\n', "utf-8")
    assert [(row.cells.get("name"), bool(row.fault)) for row in read(path)] == [
        ('5"水管驿站', False),
        (None, True),
        ("三", False),
    ]


@pytest.mark.usefixtures("lengthy")
@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=5), min_size=2, max_size=2),
        min_size=1,
    ),
    st.integers(0, 20),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
def test_sound_rows_before_an_open_quote_are_all_read(tmp_path: Path, cells: list[list[str]], after: int) -> None:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(cells)
    path = tmp_path / "a.csv"
    path.write_text(text.getvalue() + 'x,"open\r\n' + "a,b\r\n" * after, "utf-8", newline="")
    found = rows_of(path)
    filled = [row for row in cells if any(map(str.strip, row))]
    assert [list(row.cells) for row in found[: len(filled)]] == filled
    assert [row.fault for row in found[len(filled) :]] == [UNPAIRED, *([""] * after)]


@pytest.mark.parametrize("start", ["", "sep=;\r\n"])
def test_excel_says_which_delimiter_follows(tmp_path: Path, start: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{start}编号;名称;城市\r\n1;甲,乙;衢州市\r\n", "utf-8", newline="")
    (row,) = read(path)
    assert row.cells["name"] == "甲,乙" and row.line == (3 if start else 2)


@pytest.mark.parametrize("delimiter", ["，", "；", "|", "\t"])
def test_other_delimiters(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{HEADER}1,甲,衢州市,路\n".replace(",", delimiter), "utf-8")
    assert read(path)[0].cells["address"] == "路"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "gb18030", "gbk"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("编号\t名称\t城市\r\n1\t甲驿站\t衢州市\r\n".encode(encoding))
    assert read(path)[0].cells == {"id": "1", "name": "甲驿站", "city": "衢州市"}


def test_a_name_cut_within_a_character_costs_its_row_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    good = [f"{n},户外劳动者服务驿站,衢州市,荷花路\n".encode("gb18030") for n in range(1, 5)]
    path.write_bytes(HEADER.encode("gb18030") + good[0] + good[1].replace(b",\xba\xc9", b"\xd5,\xba\xc9") + good[2])
    assert [bool(row.fault) for row in read(path)] == [False, True, False]
    assert read(path)[1].fault.startswith("城市：有坏字节")
