"""The monthly report: what stands in it, and that both files say the same."""

from __future__ import annotations

import datetime as dt
import io
from itertools import chain

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from channels.asked.decisions import State
from channels.asked.gathering import Why
from channels.asked.grouping import Group
from channels.asked.inbox import Found
from channels.line.transcripts import Transcripts
from channels.statistics.counting import statistics
from channels.statistics.report import Report, Share, month_before, month_span, report_of
from channels.statistics.report_files import report_pdf, report_xlsx
from tests.channels.asked.conftest import asked

FORMULA = "=1+1怎么算"


@pytest.fixture
def report(november: Transcripts) -> Report:
    now, before = (statistics(november, span, lambda id: "失业金怎么领") for span in (NOVEMBER, month_before(NOVEMBER)))
    members = (asked(FORMULA, "a", region="兰溪市"), asked(FORMULA, "b", region="兰溪市", why=Why.GUIDED))
    return report_of(now, before, [Found(Group(FORMULA, members), None)], 30, 7, dt.date(2026, 12, 1))


NOVEMBER = month_span("2026-11")


def test_months() -> None:
    assert (NOVEMBER.first, NOVEMBER.last) == (dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    assert month_span("2028-02").last == dt.date(2028, 2, 29)
    before = month_before(month_span("2027-01"))
    assert (before.first, before.last) == (dt.date(2026, 12, 1), dt.date(2026, 12, 31))


def test_what_stands_in_it(report: Report) -> None:
    overview, in_vain, days, hours, regions, *_ = report.tables
    rows = {row[0]: row[1:] for row in overview.rows}
    assert report.title == "暖驿服务月报（2026年11月）"
    assert rows["对话"] == (3, "", 1) and rows["提问"] == (3, Share(1.0), 1)
    assert rows["没答上"] == (1, Share(1 / 3), 1) and rows["寒暄"] == (1, "", 0)
    assert str(rows["满意率（点“有用”的占评价的）"][0]) == "50.0%"
    assert in_vain.rows == ((FORMULA, 2, "没答上、只给了指引", "兰溪市 2", "待处理"),)
    assert "30天" in in_vain.note and "7个" in in_vain.note
    assert days.rows[0] == ("2026-11-01", 1, 2, 1, 1) and len(days.rows) == 30
    assert len(hours.rows) == 24 and regions.rows[0] == ("兰溪市", 2, Share(2 / 3), 1, 1)
    assert State.OPEN is Found(Group("", ()), None).state


def test_a_sheet_for_each_table_with_charts_and_no_formulas(report: Report) -> None:
    workbook = load_workbook(io.BytesIO(report_xlsx(report)))
    assert workbook.sheetnames == [table.title for table in report.tables]
    assert [len(sheet._charts) for sheet in workbook.worksheets] == [0, 0, 1, 1, 0, 0, 0]
    cells = [cell for sheet in workbook.worksheets for cell in chain.from_iterable(sheet.iter_rows())]
    assert {cell.data_type for cell in cells if cell.value == FORMULA} == {"s"}
    assert any(cell.number_format == "0.0%" and cell.value == pytest.approx(1 / 3) for cell in cells)


@pytest.mark.usefixtures("drawing")
def test_on_paper_the_same(report: Report) -> None:
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(report_pdf(report))).pages)
    text = "".join(printed.split())
    for table in report.tables:
        assert table.title in text
        for row in table.rows[:3]:
            assert "".join(str(row[0]).split()) in text, row
    assert "33.3%" in text


@pytest.mark.usefixtures("drawing")
def test_a_month_without_anybody(transcripts: Transcripts) -> None:
    none = statistics(transcripts, NOVEMBER, str)
    report = report_of(none, none, [], 30, 0, dt.date(2026, 12, 1))
    assert report_pdf(report).startswith(b"%PDF") and report_xlsx(report)
    assert str(report.tables[0].rows[2][2]) == "—"
