"""A paper as a file: DOCX to go on writing in, PDF to print. Both say the same in the same order."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from fpdf.enums import Align

from knowledge.topics.claims.papers import BLANK, Paper, Passage
from knowledge.topics.claims.sheet import GREY, INK, MISSING, Sheet, height
from knowledge.topics.claims.wording import wording

# As official papers are set; every Chinese machine has the font.
_FONT = "宋体"
_MARGIN_CM = 2.5
_SIZES = {"title": 18.0, "heading": 12.0, "text": 12.0, "note": 9.0}


class Line(NamedTuple):
    """One paragraph of a paper."""

    role: Literal["title", "heading", "text", "note"]
    text: str


def paper_docx(paper: Paper) -> bytes:
    """The paper for Word and WPS."""
    document = Document()
    _set_up(document, paper)
    for line in lines(paper):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(line.text)
        run.font.size, run.font.bold = Pt(_SIZES[line.role]), line.role in ("title", "heading")
        if line.role == "title":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def paper_pdf(paper: Paper) -> bytes:
    """The paper on A4 sheets."""
    printed = list(lines(paper))
    pdf = Sheet(set(map(ord, MISSING.join(line.text for line in printed) + MISSING)))
    pdf.set_title(paper.title)
    for line in printed:
        size = _SIZES[line.role]
        if line.role == "title":
            pdf.pen(size, INK)
            pdf.cell(0, height(size) * 1.5, line.text, align=Align.C, new_x="LMARGIN", new_y="NEXT")
        else:
            pdf.ln(2 if line.role in ("heading", "note") else 0.5)
            pdf.paragraph(line.text, size, GREY if line.role == "note" else INK)
    return bytes(pdf.output())


def lines(paper: Paper) -> Iterator[Line]:
    """The paragraphs of a paper, in order."""
    yield Line("title", paper.title)
    for group in paper.groups:
        yield Line("heading", group.heading)
        yield from (Line("text", f"{blank.label}：{_clean(blank.value) or BLANK}") for blank in group.blanks)
    for passage in paper.passages:
        yield Line("heading", passage.heading)
        yield from (Line("text", sentence) for sentence in _sentences(passage))
    yield from (Line("text", text) for text in paper.closing)
    yield Line("note", wording()["paper_note"].format(source=paper.source))


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
    # Word takes the font of Chinese characters from an attribute of its own.
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
