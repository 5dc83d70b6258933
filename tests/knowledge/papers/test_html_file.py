"""Web pages."""

from __future__ import annotations

import pytest

from knowledge.papers.blocks import Heading, PaperError, Paragraph, Table
from knowledge.papers.html_file import read_html

PAGE = """<!DOCTYPE html><html><head><title>某市人社局</title><style>p{}</style></head><body>
<nav><a href="/">首页</a></nav>
<div id="article"><h1>就业见习<b>补贴</b></h1>
  <p>　　见习期<span>3至12</span>个月。<br></p>
  <p style="display: none">看不见</p>
  单位按月<em>发放</em>。
  <table><tr><th rowspan="2">城市</th><th colspan="2">每月</th></tr><tr><td>全日</td><td>半日</td></tr>
  <tr><td>甲市</td><td>2000<del>1800</del></td><td>1000</td></tr></table>
  <table><tr><td><p>只排版的表</p></td></tr></table>
</div><script>var x = 1;</script><footer>版权</footer></body></html>"""


def test_a_page() -> None:
    assert read_html(PAGE) == [
        Heading("就业见习补贴", 1),
        Paragraph("见习期3至12个月。", indented=True),
        Paragraph("单位按月发放。"),
        Table((("城市", "每月", ""), (None, "全日", "半日"), ("甲市", "2000", "1000"))),
        Paragraph("只排版的表"),
    ]


def test_an_empty_page() -> None:
    with pytest.raises(PaperError):
        read_html(" ")
