"""Read PDFs that carry their text: tables by their lines, running headers, footers and page numbers left out."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from knowledge.papers.blocks import Block, NoText, PaperError, Table
from knowledge.papers.printed import Line, blocks_of, page_of

_FEWEST = 10  # characters a page that a PDF with text has at least
_UNMAPPED = re.compile(r"\(cid:\d+\)")


def read_pdf(data: bytes) -> list[Block]:
    """The blocks of a PDF. Raises PaperError."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            pages = [_lines(page) for page in pdf.pages]
    except PDFPasswordIncorrect as error:
        raise PaperError("PDF 加了密码，请先去掉密码再加入") from error
    except PdfminerException as error:
        if isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect):
            raise PaperError("PDF 加了密码，请先去掉密码再加入") from error
        raise PaperError("PDF 坏了，请重新下载或重新导出") from error
    except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        raise PaperError("PDF 坏了，请重新下载或重新导出") from error
    _check(pages)
    return blocks_of(pages)


def _check(pages: Sequence[Sequence[Line]]) -> None:
    text = "".join(line.text for page in pages for line in page)
    if len(text) < _FEWEST * max(1, len(pages)):
        raise NoText("PDF 里没有文字，多半是扫描件；请要文字版，或装上识别组件再加一遍（见 docs/papers.md）")
    if len("".join(_UNMAPPED.findall(text))) > len(text) / 2:
        raise PaperError("PDF 的字体没有写明是什么字，读出来是乱码；请用原来的 Word 文件")


def _lines(page: Any) -> list[Line]:
    """The lines of a page from top to bottom, a table as one line."""
    tables = [(found.bbox, table) for found in page.find_tables() if (table := _table(found))]
    rest = page.filter(lambda item: not any(_inside(item, box) for box, _ in tables)) if tables else page
    lines = [_line(line) for line in rest.extract_text_lines(strip=True)]
    lines += [Line(_flat(table), box[0], box[2], box[1], box[3], 10.0, table=table) for box, table in tables]
    page.close()
    return page_of(lines, page.height)


def _line(line: Any) -> Line:
    size = max((char["size"] for char in line["chars"]), default=10.0)
    return Line(str(line["text"]).strip(), line["x0"], line["x1"], line["top"], line["bottom"], size)


def _inside(item: Any, box: tuple[float, float, float, float]) -> bool:
    x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    inside: bool = box[0] <= x <= box[2] and box[1] <= y <= box[3]
    return inside


def _flat(table: Table) -> str:
    return "".join(cell or "" for row in table.rows for cell in row)


def _table(found: Any) -> Table | None:
    """A table with at least two columns and something written in it; None for a mere frame."""
    rows = [
        tuple(
            _cell_text(text, cell, column, at, found.rows)
            for column, (text, cell) in enumerate(zip(texts, row.cells, strict=True))
        )
        for at, (texts, row) in enumerate(zip(found.extract(), found.rows, strict=True))
    ]
    return Table(tuple(rows)) if rows and len(rows[0]) > 1 and any(any(row) for row in rows) else None


def _cell_text(text: str | None, cell: Any, column: int, at: int, rows: Any) -> str | None:
    """What a cell says; None where one above reaches into it, "" where one on the left does."""
    if cell is not None:
        return "".join((text or "").split("\n")).strip()
    above = next((row.cells[column] for row in reversed(rows[:at]) if row.cells[column] is not None), None)
    return None if above is not None and above[3] > rows[at].bbox[1] + 1 else ""
