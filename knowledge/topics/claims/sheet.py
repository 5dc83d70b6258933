"""An A4 sheet: lines of several sizes and colours in one font, of which only the characters used are embedded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from fpdf import FPDF
from fpdf.enums import WrapMode
from fpdf.fonts import TTFFont

# 文泉驿微米黑 (Apache License 2.0).
FONT_PACKAGE = "paperang_p2_fonts_cjk"
FONT_FILE = "fonts/wqy-microhei.ttc"
# Stands for characters that the font lacks, such as emoji.
MISSING = "□"

Colour = tuple[int, int, int]
INK: Colour = (31, 35, 40)
GREY: Colour = (87, 96, 106)
ACCENT: Colour = (11, 87, 148)
RED: Colour = (176, 28, 28)
# Millimetres, and sizes of type in points.
MARGIN, _INDENT = 13.0, 4.5
BODY, SMALL, HEAD, TITLE = 8.8, 7.2, 10.0, 15.0
# What stays on one line: a number or a word, or a character, with the marks that belong to it.
_PIECE = re.compile(r"[（《“‘]*(?:[0-9A-Za-z,.%_]{1,40}|.)[）》”’，。、；：！？]*", re.DOTALL)
# A line of a section in columns takes the whole width from this many characters on.
_LONG = 28


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


class Sheet(FPDF):
    """An A4 sheet that sets lines of several sizes and colours in one font."""

    def __init__(self, characters: set[int], margin: float = MARGIN) -> None:
        super().__init__(format="A4")
        self.set_margin(margin)
        self.set_auto_page_break(True, margin=margin)
        self.set_lang("zh-CN")
        self.c_margin = 0
        # Restricted to what is used, the font loads in a fraction of the time.
        self.add_font("page", fname=str(files(FONT_PACKAGE).joinpath(FONT_FILE)), unicode_range=sorted(characters))
        font = self.fonts["page"]
        assert isinstance(font, TTFFont)
        self._known = font.cmap.keys()
        self.set_font("page", size=BODY)
        self.add_page()

    def section(self, section: Section) -> None:
        """A heading on a rule, then its lines."""
        self.ln(1.2)
        self.paragraph(section.heading, HEAD, ACCENT)
        self.set_draw_color(*ACCENT)
        self.line(self.l_margin, self.get_y(), self.l_margin + self.epw, self.get_y())
        self.ln(0.6)
        beside = False
        for number, line in enumerate(section.lines):
            after = section.lines[number + 1] if number + 1 < len(section.lines) else None
            beside = section.in_columns and not beside and not line.is_long and after is not None and not after.is_long
            self._line(line)
            if beside:
                self.set_xy(MARGIN + self.epw / 2, self.get_y() - height(BODY))
        if section.note:
            self.paragraph(section.note, SMALL, GREY)

    def paragraph(self, text: str, size: float, colour: Colour, indent: float = 0) -> None:
        """Text over the whole width, its first line indented; no line begins or ends with a mark that may not."""
        self.pen(size, colour)
        self.set_x(self.l_margin + indent)
        for line in self._broken(self.printable(text), self.epw - indent):
            self.cell(0, height(size), line, new_x="LMARGIN", new_y="NEXT")

    def _broken(self, text: str, room: float) -> Iterator[str]:
        """The lines that a text makes, the first ``room`` wide."""
        line = ""
        for piece in _PIECE.findall(text):
            if line and self.get_string_width(line + piece) > room:
                yield line
                line, room = "", self.epw
            line += piece
        yield line

    def _line(self, line: Line) -> None:
        if line.mark:
            self.write_text(line.mark, BODY, ACCENT)
            self.set_left_margin(MARGIN + _INDENT)
            self.set_x(MARGIN + _INDENT)
        self.write_text(line.head, BODY, RED if line.urgent else ACCENT)
        self.write_text(line.text, BODY, INK)
        self.write_text(f"  {line.small}" if line.text and line.small else line.small, SMALL, GREY)
        self.set_left_margin(MARGIN)
        self.ln(height(BODY))

    def write_text(self, text: str, size: float, colour: Colour) -> None:
        self.pen(size, colour)
        self.write(height(BODY if size < BODY else size), self.printable(text), wrapmode=WrapMode.CHAR)

    def pen(self, size: float, colour: Colour) -> None:
        self.set_font_size(size)
        self.set_text_color(*colour)

    def printable(self, text: str) -> str:
        """With what the font lacks replaced; marks that join to the character before are dropped."""
        shown = (c for c in text if unicodedata.category(c) not in ("Mn", "Me", "Cf", "Cc"))
        return "".join(c if ord(c) in self._known else MISSING for c in shown)


def height(size: float) -> float:
    """The height of a line in mm of type of ``size`` in points."""
    return size * 0.47
