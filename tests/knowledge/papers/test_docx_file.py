"""Documents made by python-docx, with the XML that Word writes."""

from __future__ import annotations

import pytest

from knowledge.papers.blocks import Heading, PaperError, Paragraph, Table
from knowledge.papers.docx_file import read_docx
from tests.knowledge.papers.conftest import MakeDocx

LISTS = """
<w:abstractNum w:abstractNumId="90">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
</w:abstractNum>
<w:num w:numId="91"><w:abstractNumId w:val="90"/></w:num>
<w:num w:numId="92"><w:abstractNumId w:val="90"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="8"/></w:lvlOverride></w:num>
"""


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def in_list(text: str, depth: int = 0, list: int = 91) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list}"/></w:numPr>')


def test_headings_without_running_headers(make_docx: MakeDocx) -> None:
    body = (
        paragraph("总则", '<w:pStyle w:val="Heading2"/>')
        + paragraph("附则", '<w:outlineLvl w:val="0"/>')
        + paragraph("正文")
    )
    assert read_docx(make_docx(body)) == [Heading("总则", 2), Heading("附则", 1), Paragraph("正文")]


def test_automatic_numbers_are_read(make_docx: MakeDocx) -> None:
    items = [("甲", 0, 91), ("乙", 1, 91), ("丙", 1, 91), ("丁", 0, 91), ("戊", 1, 91), ("己", 0, 92), ("庚", 0, 92)]
    blocks = read_docx(make_docx("".join(in_list(*item) for item in items), LISTS))
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [
        "第一条甲", "1.乙", "2.丙", "第二条丁", "1.戊", "第八条己", "第九条庚",
    ]  # fmt: skip


def test_tracked_changes_are_settled(make_docx: MakeDocx) -> None:
    mark = 'w:id="1" w:author="x" w:date="2026-01-01T00:00:00Z"'
    body = f"""<w:p><w:r><w:t>每月</w:t></w:r>
      <w:del {mark}><w:r><w:delText>300</w:delText></w:r></w:del>
      <w:ins {mark}><w:r><w:t>350</w:t></w:r></w:ins>
      <w:moveFrom {mark}><w:r><w:t>搬走</w:t></w:r></w:moveFrom>
      <w:r><w:t>元，</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏起来</w:t></w:r></w:p>
      <w:p><w:pPr><w:rPr><w:del {mark}/></w:rPr></w:pPr><w:r><w:t>按月</w:t></w:r></w:p>
      <w:p><w:moveTo {mark}><w:r><w:t>发放。</w:t></w:r></w:moveTo></w:p>"""
    assert read_docx(make_docx(body)) == [Paragraph("每月350元，"), Paragraph("按月发放。")]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_merged_cells_have_their_text_once(make_docx: MakeDocx) -> None:
    restart, goes_on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    rows = (
        cell("等级") + cell("金额", wide),
        cell("一级", restart) + cell("甲类") + cell("100"),
        cell("", goes_on) + cell("乙类") + cell("200"),
        cell("二级") + cell("甲类") + cell("300"),
    )
    deleted = '<w:tr><w:trPr><w:del w:id="1" w:author="x"/></w:trPr>' + cell("删") * 3 + "</w:tr>"
    body = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}{deleted}</w:tbl>"
    assert read_docx(make_docx(body)) == [
        Table((("等级", "金额", ""), ("一级", "甲类", "100"), (None, "乙类", "200"), ("二级", "甲类", "300")))
    ]


def test_a_broken_file() -> None:
    with pytest.raises(PaperError):
        read_docx(b"PK\x03\x04 broken")
