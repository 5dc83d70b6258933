"""Read PDFs that carry their text: tables by their lines, running headers, footers and page numbers left out."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from knowledge.papers.blocks import Block, PaperError, Paragraph, Table, after_each_other
from knowledge.papers.lines import is_open, starts_item

_EDGE = 0.12  # share of a page's height at its top and its bottom where running lines stand
_RUNNING = 2  # lines at either end of a page that may be running ones
_FEWEST = 10  # characters a page that a PDF with text has at least
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_PAGE_NUMBER = re.compile(r"[-—–·\s]*(第?\s*\d+\s*页?)(\s*[/共]?\s*\d+\s*页?)?[-—–·\s]*$")


@dataclass(frozen=True)
class _Line:
    """One printed line: text, ends, top, whether it stands at the edge of its page; or a table in its place."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    at_edge: bool = False
    table: Table | None = None


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
    running = _running(pages)
    kept = [line for page in pages for line in page if not _is_running(line, running)]
    return after_each_other(list(_blocks(kept)))


def _check(pages: Sequence[Sequence[_Line]]) -> None:
    text = "".join(line.text for page in pages for line in page)
    if len(text) < _FEWEST * max(1, len(pages)):
        raise PaperError("PDF 里没有文字，多半是扫描件或照片；请向发文单位要文字版，或先用识别软件转成文字")
    if len("".join(_UNMAPPED.findall(text))) > len(text) / 2:
        raise PaperError("PDF 的字体没有写明是什么字，读出来是乱码；请用原来的 Word 文件")


def _lines(page: Any) -> list[_Line]:
    """The lines of a page from top to bottom, a table as one line."""
    tables = [(found.bbox, table) for found in page.find_tables() if (table := _table(found))]
    rest = page.filter(lambda item: not any(_inside(item, box) for box, _ in tables)) if tables else page
    lines = [_line(line) for line in rest.extract_text_lines(strip=True)]
    lines += [_Line(_flat(table), box[0], box[2], box[1], box[3], 10.0, table=table) for box, table in tables]
    lines.sort(key=lambda line: line.top)
    low, high = page.height * _EDGE, page.height * (1 - _EDGE)
    page.close()
    first, middle, last = lines[:_RUNNING], lines[_RUNNING:-_RUNNING], lines[_RUNNING:][-_RUNNING:]
    return [
        *(replace(line, at_edge=line.top < low) for line in first),
        *middle,
        *(replace(line, at_edge=line.bottom > high) for line in last),
    ]


def _line(line: Any) -> _Line:
    size = max((char["size"] for char in line["chars"]), default=10.0)
    return _Line(str(line["text"]).strip(), line["x0"], line["x1"], line["top"], line["bottom"], size)


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


def _running(pages: Sequence[Sequence[_Line]]) -> frozenset[str]:
    """Lines at the edges, their digits masked, that at least half of the pages have, and two at least."""
    counts = Counter(text for page in pages for text in {_masked(line) for line in page if line.at_edge})
    return frozenset(text for text, count in counts.items() if count >= max(2, len(pages) / 2))


def _masked(line: _Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _is_running(line: _Line, running: frozenset[str]) -> bool:
    return line.at_edge and (_masked(line) in running or _PAGE_NUMBER.fullmatch(line.text) is not None)


def _blocks(lines: Sequence[_Line]) -> Iterator[Block]:
    """The paragraphs that lines belong to: a new one is set in, or follows a line that does not reach the right edge."""
    right = max((line.right for line in lines if not line.table), default=0.0)
    left = min((line.left for line in lines if not line.table), default=0.0)
    pending: list[_Line] = []
    for line in lines:
        if pending and (line.table or _begins(pending[-1], line, left, right)):
            yield _paragraph(pending, left)
            pending = []
        if line.table:
            yield line.table
        else:
            pending.append(line)
    if pending:
        yield _paragraph(pending, left)


def _begins(before: _Line, line: _Line, left: float, right: float) -> bool:
    filled = before.right > right - 2 * before.size
    item = starts_item(line.text) and not is_open(before.text)
    return not filled or line.left > left + line.size or item or before.size > line.size + 1


def _paragraph(lines: Sequence[_Line], left: float) -> Paragraph:
    text = lines[0].text
    for line in lines[1:]:
        text += (" " if text[-1:].isascii() and line.text[:1].isascii() else "") + line.text
    return Paragraph(text, indented=lines[0].left > left + lines[0].size)
