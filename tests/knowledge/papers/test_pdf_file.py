"""PDFs made by fpdf2."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from knowledge.papers.blocks import PaperError, Paragraph, Table
from knowledge.papers.pdf_file import read_pdf
from tests.knowledge.papers.conftest import NewPdf

SENTENCE = "用人单位招用毕业年度高校毕业生并缴纳社会保险费满一年的，可以申请社会保险补贴，期限最长不超过一年。"


class WithEdges(FPDF):
    def header(self) -> None:
        self.cell(text="某市人力资源和社会保障局文件", new_x="LMARGIN", new_y="NEXT")
        self.ln(5)

    def footer(self) -> None:
        self.set_y(-12)
        self.cell(text=f"- {self.page_no()} -")


@pytest.mark.usefixtures("drawing")
def test_lines_are_joined_and_edges_left_out(new_pdf: NewPdf) -> None:
    pdf = new_pdf()
    pdf.__class__ = WithEdges
    for number in ("一", "二", "三"):
        pdf.add_page()
        pdf.multi_cell(0, 8, f"{number}、{SENTENCE}", align="L")
        pdf.ln(120)
    assert read_pdf(bytes(pdf.output())) == [Paragraph(f"{number}、{SENTENCE}") for number in ("一", "二", "三")]


@pytest.mark.usefixtures("drawing")
def test_tables_with_merged_cells(new_pdf: NewPdf) -> None:
    pdf = new_pdf()
    pdf.add_page()
    pdf.multi_cell(0, 8, "补贴标准如下：")
    pdf.ln(10)
    with pdf.table(first_row_as_headings=False) as table:
        row = table.row()
        row.cell("等级")
        row.cell("金额", colspan=2)
        row = table.row()
        row.cell("一级", rowspan=2)
        row.cell("甲类")
        row.cell("100")
        row = table.row()
        row.cell("乙类")
        row.cell("200")
    assert read_pdf(bytes(pdf.output())) == [
        Paragraph("补贴标准如下："),
        Table((("等级", "金额", ""), ("一级", "甲类", "100"), (None, "乙类", "200"))),
    ]


@pytest.mark.usefixtures("drawing")
def test_encrypted(new_pdf: NewPdf) -> None:
    pdf = new_pdf()
    pdf.set_encryption(owner_password="a", user_password="b")
    pdf.add_page()
    pdf.multi_cell(0, 8, SENTENCE)
    with pytest.raises(PaperError, match="密码"):
        read_pdf(bytes(pdf.output()))


@pytest.mark.usefixtures("drawing")
def test_scanned(new_pdf: NewPdf) -> None:
    pdf = new_pdf()
    pdf.add_page()
    pdf.rect(10, 10, 50, 50)
    pdf.add_page()
    with pytest.raises(PaperError, match="没有文字"):
        read_pdf(bytes(pdf.output()))


def test_broken() -> None:
    with pytest.raises(PaperError, match="坏了"):
        read_pdf(b"%PDF-1.7 nothing more")
