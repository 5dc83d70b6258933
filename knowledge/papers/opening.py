"""Read a file of any format that is understood into a paper: cleaned, described, split into excerpts."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from knowledge.papers.blocks import Block, Heading, NoText, PaperError, Paragraph, Table, text_of
from knowledge.papers.decoding import decoded
from knowledge.papers.describing import date_of, title_of
from knowledge.papers.docx_file import read_docx
from knowledge.papers.furniture import without_furniture
from knowledge.papers.gluing import Parted, part
from knowledge.papers.html_file import read_html
from knowledge.papers.joining import joined
from knowledge.papers.paper import LARGEST, Paper
from knowledge.papers.pdf_file import read_pdf
from knowledge.papers.repairing import repaired
from knowledge.papers.scans import is_installed, read_picture, read_scanned_pdf
from knowledge.papers.splitting import split
from knowledge.papers.text_file import read_text

_OLD_OFFICE, _ZIP, _PDF, _RTF = b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"%PDF", b"{\\rtf"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_MARKUP = re.compile(
    rb"\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<(?:!doctype )?html|<(?:body|div|p|table|meta)\b)", re.IGNORECASE
)


def read_paper(path: Path, title: str | None = None, whole: bool = False) -> Paper:
    """The paper in a file; ``whole``: nothing behind it is cut off. Raises PaperError."""
    read, scanned = read_blocks(path)
    blocks = joined(_repaired(block) for block in read)
    title = title or title_of(blocks, path.stem)
    own = without_furniture(blocks)
    parted = Parted(own, ()) if whole else part(own)
    excerpts = split([block for block in parted.blocks if text_of(block) != title])
    if not excerpts:
        raise PaperError(f"{path.name}：里面没有文字")
    return Paper(title, date_of(blocks, path.stem), tuple(excerpts), parted.cut, scanned)


def read_blocks(path: Path) -> tuple[Sequence[Block], bool]:
    """The blocks of a file, by what is in it: its name may be wrong; and whether they were recognised in pictures.

    Raises PaperError.
    """
    if not path.is_file():
        raise PaperError(f"{path} 不是普通文件" if path.exists() else f"找不到文件 {path}")
    if path.stat().st_size > LARGEST:
        raise PaperError(f"{path.name}：超过 {LARGEST >> 20} MB，请只留文字部分")
    try:
        return _read_or_recognised(path.read_bytes())
    except PaperError as error:
        raise PaperError(f"{path.name}：{error}") from error


def _read_or_recognised(data: bytes) -> tuple[Sequence[Block], bool]:
    try:
        return _read(data), False
    except NoText:
        if not is_installed():
            raise
        return (read_picture if data.startswith(_PICTURES) else read_scanned_pdf)(data), True


def _read(data: bytes) -> Sequence[Block]:
    _refuse(data)
    if data.startswith(_ZIP):
        return read_docx(_checked_zip(data))
    if data[:1024].lstrip().startswith(_PDF):
        return read_pdf(data)
    if data.startswith(_PICTURES):
        raise NoText("是图片，里面没有文字；请要文字版，或装上识别组件再加一遍（见 docs/papers.md）")
    text = decoded(data)
    return read_html(text) if _MARKUP.match(text[:1024].encode()) else read_text(text)


def _refuse(data: bytes) -> None:
    """Raises PaperError for what is known not to be readable, with the way out."""
    if not data.strip():
        raise PaperError("文件是空的")
    if data.startswith(_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise PaperError("加了密码，请用 Word 或 WPS 打开，去掉密码后另存")
        raise PaperError("是旧的 .doc 或 .wps（改了扩展名也一样），请用 Word 或 WPS 打开，另存为 .docx")
    if data.startswith(_RTF):
        raise PaperError("是 RTF（改了扩展名也一样），请用 Word 或 WPS 打开，另存为 .docx")


def _checked_zip(data: bytes) -> bytes:
    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    except zipfile.BadZipFile as error:
        raise PaperError("文件坏了，请重新下载，或用 Word、WPS 打开后另存为 .docx") from error
    if "OFD.xml" in names:
        raise PaperError("是 OFD，请转成 PDF 或 .docx")
    if "word/document.xml" not in names:
        raise PaperError("不是 Word 文件（可能是表格或压缩包），能用的是 .txt .md .html .docx .pdf")
    return data


def _repaired(block: Block) -> Block:
    match block:
        case Heading(text, level):
            return Heading(repaired(text), level)
        case Paragraph(text, indented):
            return Paragraph(repaired(text), indented)
        case Table(rows):
            return Table(tuple(tuple(cell and repaired(cell) for cell in row) for row in rows))
