"""A paper as a file: DOCX to go on writing in, PDF to print. Both say the same in the same order."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from fpdf.enums import Align, TextMode

from knowledge.topics.claims.papers import BLANK, Blank, Paper, Passage
from knowledge.topics.claims.sheet import GREY, INK, MISSING, Sheet, height
from knowledge.topics.claims.wording import wording

# As official papers are set; every Chinese machine has the font.
_FONT = "宋体"
_MARGIN_CM = 2.0
_WIDTH_CM = 21 - 2 * _MARGIN_CM
_SIZES = {"title": 18.0, "heading": 12.0, "field": 12.0, "text": 12.0, "plain": 12.0, "signature": 12.0, "note": 9.0}
# Room above, in points.
_ABOVE = {"heading": 8.0, "signature": 3.0, "note": 9.0}
# Text begins two characters further in.
_INDENT_PT = 2 * _SIZES["text"]
_MM_A_POINT = 25.4 / 72
_BOLD_MM = 0.2
# Two fields stand side by side where neither has more characters.
_SHORT = 16
_ROOM_BESIDE, _ROOM_ALONE = 2 * BLANK, 4 * BLANK

Role = Literal["title", "heading", "field", "text", "plain", "signature", "note"]


@dataclass(frozen=True)
class Line:
    """One paragraph of a paper; ``beside``: what stands in the right half of a row of fields."""

    role: Role
    text: str
    beside: str = ""

    @property
    def whole(self) -> str:
        return f"{self.text}\t{self.beside}" if self.beside else self.text

    @property
    def is_bold(self) -> bool:
        return self.role in ("title", "heading")


def paper_docx(paper: Paper) -> bytes:
    """The paper for Word and WPS."""
    document = Document()
    _set_up(document, paper)
    for line in lines(paper):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(line.whole)
        run.font.size, run.font.bold = Pt(_SIZES[line.role]), line.is_bold
        _lay_out(paragraph, line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def paper_pdf(paper: Paper) -> bytes:
    """The paper on A4 sheets."""
    printed = list(lines(paper))
    pdf = Sheet(set(map(ord, MISSING.join(line.whole for line in printed) + MISSING)), _MARGIN_CM * 10)
    pdf.set_title(paper.title)
    for line in printed:
        pdf.ln(_ABOVE.get(line.role, 1.5) * _MM_A_POINT)
        _print(pdf, line)
    return bytes(pdf.output())


def lines(paper: Paper) -> Iterator[Line]:
    """The paragraphs of a paper, in order."""
    yield Line("title", paper.title)
    for group in paper.groups:
        yield Line("heading", group.heading)
        yield from _rows(group.blanks)
    for passage in paper.passages:
        yield Line("heading", passage.heading)
        yield from (Line("text", sentence) for sentence in _sentences(passage))
    yield from (Line("plain", text) for text in paper.closing)
    yield from (Line("signature", text) for text in paper.signature)
    yield from (Line("plain", text) for text in paper.enclosed)
    yield Line("note", wording()["paper_note"].format(source=paper.source))


def _rows(blanks: Sequence[Blank]) -> Iterator[Line]:
    """The fields to fill in, two in a row where both are short."""
    rest = list(blanks)
    while rest:
        pair = rest[:2] if len(rest) > 1 and all(map(_is_short, rest[:2])) else rest[:1]
        del rest[: len(pair)]
        room = _ROOM_BESIDE if len(pair) > 1 else _ROOM_ALONE
        yield Line("field", *(f"{blank.label}：{_clean(blank.value) or room}" for blank in pair))


def _is_short(blank: Blank) -> bool:
    return len(blank.label + blank.value) <= (_SHORT if blank.value else _SHORT // 2)


def _sentences(passage: Passage) -> Iterator[str]:
    for number, sentence in enumerate(passage.sentences, 1):
        yield f"{number}. {_clean(sentence)}" if passage.numbered else _clean(sentence)


def _clean(text: str) -> str:
    """Without characters that no file may hold."""
    return "".join(character for character in text if unicodedata.category(character) not in ("Cc", "Cs"))


def _set_up(document: DocxDocument, paper: Paper) -> None:
    document.core_properties.title, document.core_properties.author = paper.title, ""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN_CM)
    style = document.styles["Normal"]
    style.font.name = _FONT
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(0), 1.25
    # Word takes the font of Chinese characters from an attribute of its own.
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)


def _lay_out(paragraph: Paragraph, line: Line) -> None:
    laid = paragraph.paragraph_format
    laid.space_before = Pt(_ABOVE.get(line.role, 0))
    laid.keep_with_next = line.is_bold
    if line.role == "title":
        laid.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif line.role == "signature":
        laid.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif line.role == "text":
        laid.first_line_indent = Pt(_INDENT_PT)
    if line.beside:
        laid.tab_stops.add_tab_stop(Cm(_WIDTH_CM / 2))


def _print(pdf: Sheet, line: Line) -> None:
    size = _SIZES[line.role]
    if line.is_bold:  # the font has no bold of its own
        with pdf.local_context(text_mode=TextMode.FILL_STROKE, line_width=_BOLD_MM, draw_color=INK):
            _print_row(pdf, line, size)
    elif line.beside or line.role == "signature":
        _print_row(pdf, line, size)
    else:
        indent = _INDENT_PT * _MM_A_POINT if line.role == "text" else 0
        pdf.paragraph(line.text, size, GREY if line.role == "note" else INK, indent)


def _print_row(pdf: Sheet, line: Line, size: float) -> None:
    """One line in the middle, at the left or at the right, or two fields side by side."""
    pdf.pen(size, INK)
    align = {"title": Align.C, "signature": Align.R}.get(line.role, Align.L)
    if line.beside:
        pdf.cell(pdf.epw / 2, height(size), line.text)
    pdf.cell(0, height(size), line.beside or line.text, align=align, new_x="LMARGIN", new_y="NEXT")
