"""Read web pages and what Word saves as one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import lxml.html

from knowledge.papers.blocks import Block, Heading, PaperError, Paragraph, Table
from knowledge.papers.grid import Cell, laid_out

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_FURNITURE = frozenset(
    "script style nav header footer aside form button select noscript iframe svg head template".split()
)
_INLINE = frozenset(
    "a abbr b big cite code del em font i ins kbd label mark o:p q s small span strike strong sub sup time u var".split()
)
_CELLS = ("td", "th")
_WIDEST = 100  # columns or rows that a cell may claim to reach over


def read_html(text: str) -> list[Block]:
    """The blocks of a page without its navigation, scripts and forms. Raises PaperError."""
    try:
        page = lxml.html.document_fromstring(text.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (lxml.etree.ParserError, ValueError) as error:
        raise PaperError("网页是空的，或者坏了") from error
    return list(_blocks(page))


def _blocks(element: Any) -> Iterator[Block]:
    """The blocks of an element: text between its block elements is a paragraph for itself."""
    pending: list[str] = [element.text or ""]
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else "comment"
        if tag in _INLINE and not _holds_blocks(child):
            pending.append(_words(child))
        else:
            yield from _paragraph(pending)
            pending = []
            yield from _block(tag, child)
        pending.append(child.tail or "")
    yield from _paragraph(pending)


def _block(tag: str, element: Any) -> Iterator[Block]:
    if tag in _FURNITURE or tag == "comment" or _is_hidden(element):
        return
    if tag in _HEADINGS:
        if words := _words(element):
            yield Heading(words, _HEADINGS[tag])
    elif tag == "table" and (table := _table(element)):
        yield table
    else:
        yield from _blocks(element)


def _holds_blocks(element: Any) -> bool:
    return any(
        isinstance(inner.tag, str) and inner.tag not in _INLINE | {"br", "img"} for inner in element.iterdescendants()
    )


def _is_hidden(element: Any) -> bool:
    return "display:none" in element.get("style", "").replace(" ", "").lower()


def _paragraph(parts: list[str]) -> Iterator[Block]:
    raw = "".join(parts)
    if words := " ".join(raw.split()):
        yield Paragraph(words, indented=raw.lstrip("\r\n").startswith(("\u3000", "\xa0\xa0")))


def _words(element: Any) -> str:
    """All words of an element on one line, struck out ones left out."""
    dropped = [*element.iter("script", "style", "del", "s", "strike")]
    for inner in dropped:
        if inner is not element:
            inner.drop_tree()
    return " ".join(element.text_content().split())


def _table(element: Any) -> Table | None:
    """A table of data; None for one that only lays out the page, whose cells are read as blocks."""
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
    cells = [[cell for cell in row if cell.tag in _CELLS] for row in rows]
    if max(map(len, cells), default=0) < 2 or next(element.iter("h1", "h2", "h3", "form"), None) is not None:
        return None
    return laid_out([[_cell(cell) for cell in row] for row in cells])


def _cell(element: Any) -> Cell:
    return Cell(_words(element), _span(element, "colspan"), _span(element, "rowspan"))


def _span(element: Any, name: str) -> int:
    value = element.get(name, "1").strip()
    return min(max(int(value), 1), _WIDEST) if value.isdecimal() else 1
