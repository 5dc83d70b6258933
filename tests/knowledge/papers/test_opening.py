"""Files of all kinds, and those that cannot be read."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import docx
import pytest

from knowledge.papers.blocks import PaperError
from knowledge.papers.opening import read_paper
from knowledge.papers.splitting import Excerpt
from tests.knowledge.papers.conftest import MakeDocx
from tests.knowledge.papers.test_docx_file import paragraph

PAGE = """您现在的位置：首页 > 政策
某市发放求职补贴的通知
时间：2026-03-18 22:10 来源：某市人社局

补贴標(biāo)準(zhǔn)為每人一千五百元，由学校统一申请，不用本人到窗口办理，五月底以前发到社会保障卡上，逾期没有收到的可以

打电话询问。
相关新闻
某市举行招聘会
"""


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_a_page_copied_from_the_web(tmp_path: Path) -> None:
    paper = read_paper(write(tmp_path, "page.txt", PAGE))
    assert (paper.title, paper.date) == ("某市发放求职补贴的通知", dt.date(2026, 3, 18))
    assert paper.excerpts == (
        Excerpt(
            "",
            "补贴标准为每人一千五百元，由学校统一申请，不用本人到窗口办理，五月底以前发到社会保障卡上，逾期没有收到的可以打电话询问。",
        ),
    )


def test_a_file_is_known_by_what_is_in_it(tmp_path: Path, make_docx: MakeDocx) -> None:
    data = make_docx(paragraph("某市稳岗补贴办法", '<w:pStyle w:val="Title"/>') + paragraph("第一条 按人头发放。"))
    paper = read_paper(write(tmp_path, "办法(2026-01-02).txt", data))
    assert (paper.title, paper.date) == ("某市稳岗补贴办法", dt.date(2026, 1, 2))
    assert paper.excerpts == (Excerpt("第一条", "第一条 按人头发放。"),)
    page = "<html><body><h1>某市通知</h1><p>按月发放。</p></body></html>"
    assert read_paper(write(tmp_path, "page.doc", page)).title == "某市通知"


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return out.getvalue()


def scratched() -> bytes:
    """A document with bytes overwritten in the middle of its compressed parts."""
    out = io.BytesIO()
    docx.Document().save(out)
    data = bytearray(out.getvalue())
    at = data.index(b"word/document.xml") + 40
    data[at : at + 60] = b"\xff" * 60
    return bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空的"),
        (b" \n", "空的"),
        (OLE + "WordDocument".encode("utf-16-le"), "旧的 .doc"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"{\\rtf1 x}", "RTF"),
        (b"\x89PNG\r\n", "图片"),
        (b"PK\x03\x04 torn", "坏了"),
        (archive("OFD.xml"), "OFD"),
        (archive("xl/workbook.xml"), "不是 Word"),
        (archive("word/document.xml"), "坏了"),
        (scratched(), "坏了"),
        (b"\0\1\2", "不是文字"),
        ("上一篇 下一篇\n", "没有文字"),
    ],
)
def test_what_cannot_be_read_is_told_with_the_way_out(tmp_path: Path, data: bytes | str, word: str) -> None:
    with pytest.raises(PaperError, match=word):
        read_paper(write(tmp_path, "paper.docx", data))


def test_no_file(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(PaperError):
            read_paper(path)
