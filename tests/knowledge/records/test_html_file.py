"""Web pages under the name of .xls."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.records.files import FileError
from tests.knowledge.records.sheets import read

PAGE = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="{0}"></head><body><table border=1>'
    "<tr><td colspan=4>驿站表</td></tr><tr><th>编号</th><th>名称</th><th>城市</th><th>地址</th></tr>"
    "<tr><td>1</td><td>甲&amp;乙</td><td rowspan=2>衢州市</td><td>荷花路<br>1号</td></tr><tr><td>2</td><td> 丙\n 丁</td>"
    "<td></td></tr>"
    "</table></body></html>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig"])
def test_tables_of_a_page(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(PAGE.format(encoding).encode(encoding))
    assert [(row.line, row.cells) for row in read(path)] == [
        (3, {"id": "1", "name": "甲&乙", "city": "衢州市", "address": "荷花路\n1号"}),
        (4, {"id": "2", "name": "丙 丁", "city": "衢州市"}),
    ]


@pytest.mark.parametrize(
    ("text", "reason"), [("<html><p>没有登录</p></html>", "没有表格"), ('<?xml version="1.0"?><Workbook/>', "XML 表格")]
)
def test_pages_without_tables(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "a.xls"
    path.write_text(text, "utf-8")
    with pytest.raises(FileError, match=reason):
        read(path)
