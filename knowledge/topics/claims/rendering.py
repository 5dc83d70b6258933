"""The summary as a page to save or print: HTML in one file, and PDF. Both show the same sections in the same order."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from knowledge.topics.claims.case import Summary
from knowledge.topics.claims.deadlines import Deadline, in_words
from knowledge.topics.claims.sheet import BODY, GREY, INK, MISSING, SMALL, TITLE, Line, Section, Sheet
from knowledge.topics.claims.wording import CLAIMS_FOLDER, wording

_BLANKS_A_ROW = 3
_NUMERALS = "一二三四五六七八九"


def summary_html(summary: Summary) -> str:
    """A page of its own: no script, nothing loaded from elsewhere, all that was typed escaped."""
    page = _environment().get_template("summary.html.jinja")
    return page.render(words=wording(), summary=summary, made_on=in_words(summary.made_on), sections=_sections(summary))


def summary_pdf(summary: Summary) -> bytes:
    """An A4 page (more when the answers are long), with the characters that it uses of an embedded font."""
    sections = _sections(summary)
    pdf = Sheet(_characters(summary, sections))
    _header(pdf, summary)
    for section in sections:
        pdf.section(section)
    pdf.paragraph(wording()["disclaimer"], SMALL, GREY)
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


def _header(pdf: Sheet, summary: Summary) -> None:
    """The title, the date and place, and the blanks to fill in by hand."""
    words = wording()
    title = f"{words['heading']}：{summary.title}"
    pdf.set_title(title)
    pdf.paragraph(title, TITLE, INK)
    made = f"{words['made_on']}：{in_words(summary.made_on)}   {words['region']}：{summary.region}"
    pdf.paragraph(made, SMALL, GREY)
    pdf.ln(1.5)
    width = pdf.epw / _BLANKS_A_ROW
    for number, blank in enumerate(summary.blanks, 1):
        pdf.pen(BODY, INK)
        label = f"{blank}："
        start = pdf.get_x() + pdf.get_string_width(label) + 2
        pdf.cell(width, 6.5, label)
        pdf.set_draw_color(*GREY)
        pdf.line(start, pdf.get_y() + 5.3, pdf.get_x() - 3, pdf.get_y() + 5.3)
        if number % _BLANKS_A_ROW == 0 or number == len(summary.blanks):
            pdf.ln(6.5)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(CLAIMS_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
