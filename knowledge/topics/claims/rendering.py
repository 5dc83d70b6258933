"""The summary as a page to save or print: HTML in one file, and PDF. Both show the same sections in the same order."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from fpdf import FPDF
from fpdf.enums import WrapMode
from fpdf.fonts import TTFFont
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from knowledge.topics.claims.case import Summary
from knowledge.topics.claims.deadlines import Deadline, in_words
from knowledge.topics.claims.wording import CLAIMS_FOLDER, wording

# 文泉驿微米黑 (Apache License 2.0).
FONT_PACKAGE = "paperang_p2_fonts_cjk"
FONT_FILE = "fonts/wqy-microhei.ttc"
# Stands for characters that the font lacks, such as emoji.
MISSING = "□"

Colour = tuple[int, int, int]
_INK: Colour = (31, 35, 40)
_GREY: Colour = (87, 96, 106)
_ACCENT: Colour = (11, 87, 148)
_RED: Colour = (176, 28, 28)
# Millimetres, and sizes of type in points.
_MARGIN, _INDENT = 13.0, 4.5
_BODY, _SMALL, _HEAD, _TITLE = 8.8, 7.2, 10.0, 15.0
_BLANKS_A_ROW = 3
# A line of a section in columns takes the whole width from this many characters on.
_LONG = 28
_NUMERALS = "一二三四五六七八九"


@dataclass(frozen=True)
class Line:
    """One item of a section: ``head`` stands out, ``small`` is in small print; ``urgent`` draws the eye."""

    text: str
    head: str = ""
    small: str = ""
    mark: str = ""
    urgent: bool = False

    @property
    def is_long(self) -> bool:
        return len(self.head + self.text + self.small) >= _LONG


@dataclass(frozen=True)
class Section:
    """A heading with its items, in two columns where they are short."""

    heading: str
    lines: tuple[Line, ...]
    note: str = ""
    in_columns: bool = False


def summary_html(summary: Summary) -> str:
    """A page of its own: no script, nothing loaded from elsewhere, all that was typed escaped."""
    page = _environment().get_template("summary.html.jinja")
    return page.render(words=wording(), summary=summary, made_on=in_words(summary.made_on), sections=_sections(summary))


def summary_pdf(summary: Summary) -> bytes:
    """An A4 page (more when the answers are long), with the characters that it uses of an embedded font."""
    sections = _sections(summary)
    pdf = _Sheet(_characters(summary, sections))
    pdf.header_block(summary)
    for section in sections:
        pdf.section(section)
    pdf.paragraph(wording()["disclaimer"], _SMALL, _GREY)
    return bytes(pdf.output())


def _sections(summary: Summary) -> tuple[Section, ...]:
    words = wording()
    sections = (
        Section(words["facts"], tuple(Line(fact.value, f"{fact.label}：") for fact in summary.facts), in_columns=True),
        Section(
            words["figures"],
            tuple(Line(f.calculation, f"{f.name}：", _small(f.note, f.source)) for f in summary.figures),
        ),
        Section(
            words["deadlines"],
            tuple(_deadline(found) for found in summary.deadlines) or (Line(words["no_deadline"]),),
            words["caution"] if summary.deadlines else "",
        ),
        Section(
            words["evidence"],
            tuple(Line(p.title, small="" if p.has else p.hint, mark="✓" if p.has else "□") for p in summary.evidence),
            words["evidence_marks"],
        ),
        Section(
            words["steps"],
            tuple(Line(stop.text, f"{stop.title}：", mark=f"{n}.") for n, stop in enumerate(summary.steps, 1)),
        ),
        Section(words["papers"], tuple(Line(paper, mark="□") for paper in summary.papers)),
        Section(words["rules"], tuple(Line(rule, mark="·") for rule in summary.rules)),
        Section(words["contacts"], tuple(Line(contact, mark="·") for contact in summary.contacts)),
        Section(words["sources"], (Line("", small="；".join(summary.sources)),)),
    )
    filled = (section for section in sections if section.lines)
    return tuple(replace(section, heading=f"{_NUMERALS[n]}、{section.heading}") for n, section in enumerate(filled))


def _deadline(found: Deadline) -> Line:
    words = wording()
    left = words["left"].format(days=found.days_left) if found.days_left else words["last"]
    when = words["passed"].format(days=-found.days_left) if found.passed else left
    return Line(
        f"{found.name}（{when}）",
        f"{in_words(found.last_day)} ",
        _small(found.note, found.source),
        urgent=found.days_left <= 30,
    )


def _small(note: str, source: str) -> str:
    return f"{note}［{source}］"


def _characters(summary: Summary, sections: tuple[Section, ...]) -> set[int]:
    """The code points that the page may need."""
    texts = [*wording().values(), summary.title, summary.region, *summary.blanks, in_words(summary.made_on), MISSING]
    for section in sections:
        texts += [text for line in section.lines for text in (line.mark, line.head, line.text, line.small)]
    return set(map(ord, "".join(texts)))


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(CLAIMS_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


class _Sheet(FPDF):
    """An A4 sheet that sets lines of several sizes and colours in one font."""

    def __init__(self, characters: set[int]) -> None:
        super().__init__(format="A4")
        self.set_margin(_MARGIN)
        self.set_auto_page_break(True, margin=_MARGIN)
        self.set_lang("zh-CN")
        self.c_margin = 0
        # Restricted to what is used, the font loads in a fraction of the time.
        self.add_font("page", fname=str(files(FONT_PACKAGE).joinpath(FONT_FILE)), unicode_range=sorted(characters))
        font = self.fonts["page"]
        assert isinstance(font, TTFFont)
        self._known = font.cmap.keys()
        self.set_font("page", size=_BODY)
        self.add_page()

    def header_block(self, summary: Summary) -> None:
        """The title, the date and place, and the blanks to fill in by hand."""
        words = wording()
        title = f"{words['heading']}：{summary.title}"
        self.set_title(title)
        self.paragraph(title, _TITLE, _INK)
        made = f"{words['made_on']}：{in_words(summary.made_on)}   {words['region']}：{summary.region}"
        self.paragraph(made, _SMALL, _GREY)
        self.ln(1.5)
        width = self.epw / _BLANKS_A_ROW
        for number, blank in enumerate(summary.blanks, 1):
            self._pen(_BODY, _INK)
            label = f"{blank}："
            start = self.get_x() + self.get_string_width(label) + 2
            self.cell(width, 6.5, label)
            self.set_draw_color(*_GREY)
            self.line(start, self.get_y() + 5.3, self.get_x() - 3, self.get_y() + 5.3)
            if number % _BLANKS_A_ROW == 0 or number == len(summary.blanks):
                self.ln(6.5)

    def section(self, section: Section) -> None:
        """A heading on a rule, then its lines."""
        self.ln(1.2)
        self.paragraph(section.heading, _HEAD, _ACCENT)
        self.set_draw_color(*_ACCENT)
        self.line(self.l_margin, self.get_y(), self.l_margin + self.epw, self.get_y())
        self.ln(0.6)
        beside = False
        for number, line in enumerate(section.lines):
            after = section.lines[number + 1] if number + 1 < len(section.lines) else None
            beside = section.in_columns and not beside and not line.is_long and after is not None and not after.is_long
            self._line(line)
            if beside:
                self.set_xy(_MARGIN + self.epw / 2, self.get_y() - _height(_BODY))
        if section.note:
            self.paragraph(section.note, _SMALL, _GREY)

    def paragraph(self, text: str, size: float, colour: Colour) -> None:
        """Text over the whole width."""
        self._write(text, size, colour)
        self.ln(_height(size))

    def _line(self, line: Line) -> None:
        if line.mark:
            self._write(line.mark, _BODY, _ACCENT)
            self.set_left_margin(_MARGIN + _INDENT)
            self.set_x(_MARGIN + _INDENT)
        self._write(line.head, _BODY, _RED if line.urgent else _ACCENT)
        self._write(line.text, _BODY, _INK)
        self._write(f"  {line.small}" if line.text and line.small else line.small, _SMALL, _GREY)
        self.set_left_margin(_MARGIN)
        self.ln(_height(_BODY))

    def _write(self, text: str, size: float, colour: Colour) -> None:
        self._pen(size, colour)
        self.write(_height(_BODY if size < _BODY else size), self._printable(text), wrapmode=WrapMode.CHAR)

    def _pen(self, size: float, colour: Colour) -> None:
        self.set_font_size(size)
        self.set_text_color(*colour)

    def _printable(self, text: str) -> str:
        """With what the font lacks replaced; marks that join to the character before are dropped."""
        shown = (c for c in text if unicodedata.category(c) not in ("Mn", "Me", "Cf", "Cc"))
        return "".join(c if ord(c) in self._known else MISSING for c in shown)


def _height(size: float) -> float:
    """The height of a line in mm of type of ``size`` in points."""
    return size * 0.47
