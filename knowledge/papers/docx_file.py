"""Read what Word and WPS write: tracked changes as if all were accepted, automatic numbers written out, merged cells once.

Headers, footers, comments and footnotes are parts of their own in such a file, and none of the paper's text.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import docx
from docx.oxml.ns import qn

from knowledge.papers.blocks import Block, Heading, PaperError, Paragraph, Table
from knowledge.papers.grid import Cell, laid_out
from knowledge.papers.numbering import Numbering

_GONE = {qn(name) for name in ("w:del", "w:moveFrom", "w:pPr", "w:rPr")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_HEADING = re.compile(r"(?:heading|标题) ?(\d)$", re.IGNORECASE)
_TITLES = ("title", "标题")


def read_docx(data: bytes) -> list[Block]:
    """The blocks of a document. Raises PaperError."""
    try:
        document = docx.Document(io.BytesIO(data))
        numbers = _numbering_root(document)
    except (KeyError, ValueError, zipfile.BadZipFile, zlib.error, SyntaxError) as error:
        raise PaperError("文件坏了，或者不是真的 .docx；请用 Word 或 WPS 打开，另存为 .docx") from error
    return list(_Reader(_styles(document), Numbering.of(numbers)).blocks(document.element.body))


def _numbering_root(document: Any) -> Any | None:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering"):
            return relation.target_part.element
    return None


@dataclass(frozen=True)
class _Style:
    """What a style of paragraphs says: the level of a heading, the list and its depth."""

    level: int | None
    list: str | None
    depth: int | None


def _styles(document: Any) -> dict[str, _Style]:
    elements = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}
    return {id: _style(id, elements) for id in elements}


def _style(id: str, elements: dict[str, Any]) -> _Style:
    """A style with what it has from those that it is based on."""
    level = list = depth = None
    seen: set[str] = set()
    while id in elements and id not in seen:
        seen.add(id)
        style = elements[id]
        level = _level(style) if level is None else level
        own, own_depth = _numbered(style)
        list, depth = (own if list is None else list), (own_depth if depth is None else depth)
        id = _value(style, "w:basedOn") or ""
    return _Style(level, list, depth)


def _level(style: Any) -> int | None:
    name = (_value(style, "w:name") or "").strip()
    if match := _HEADING.match(name):
        return int(match[1])
    if name.lower() in _TITLES:
        return 1
    outline = _value(style, "w:outlineLvl")
    return int(outline) + 1 if outline is not None and int(outline) < 9 else None


def _value(element: Any, name: str) -> str | None:
    """The value of the first element of this name anywhere below."""
    found = next(element.iter(qn(name)), None)
    value: str | None = None if found is None else found.get(qn("w:val"))
    return value


def _numbered(element: Any) -> tuple[str | None, int | None]:
    """The list and the depth that a paragraph or a style sets."""
    for numbers in element.iter(qn("w:numPr")):
        depth = _value(numbers, "w:ilvl")
        return _value(numbers, "w:numId"), None if depth is None else int(depth)
    return None, None


@dataclass(frozen=True)
class _Reader:
    styles: dict[str, _Style]
    numbering: Numbering

    def blocks(self, parent: Any) -> Iterator[Block]:
        """The blocks below an element; a paragraph whose end was deleted goes on with the next."""
        torn = ""
        for child in parent:
            if child.tag == qn("w:p"):
                number, words = self._number(child), _words(child)
                if _end_is_deleted(child):
                    torn += number + words
                    continue
                yield from self._paragraph(child, (torn or number) + words)
                torn = ""
            elif child.tag == qn("w:tbl"):
                if table := self._table(child):
                    yield table
            elif child.tag not in _GONE:
                yield from self.blocks(child)

    def _paragraph(self, element: Any, text: str) -> Iterator[Block]:
        lines = [line for part in text.split("\n") if (line := part.strip())]
        level = _own_level(element)
        level = self._style(element).level if level is None else level
        for line in lines:
            yield Paragraph(line) if level is None else Heading(line, level)

    def _style(self, element: Any) -> _Style:
        return self.styles.get(_value(element, "w:pStyle") or "", _Style(None, None, None))

    def _number(self, element: Any) -> str:
        """The automatic number before a paragraph that is written."""
        style, (list, depth) = self._style(element), _numbered(element)
        list = style.list if list is None else list
        depth = style.depth if depth is None else depth
        return self.numbering.next(list, depth or 0) if list and _words(element).strip() else ""

    def _table(self, element: Any) -> Table | None:
        rows = [row for row in element.iterchildren(qn("w:tr")) if not _is_deleted_row(row)]
        return laid_out(_spread([[self._cell(cell) for cell in row.iterchildren(qn("w:tc"))] for row in rows]))

    def _cell(self, element: Any) -> tuple[Cell, bool]:
        """A cell, and whether it only goes on with the one above."""
        texts = [_flat(block) for block in self.blocks(element)]
        merge = next(element.iter(qn("w:vMerge")), None)
        goes_on = merge is not None and merge.get(qn("w:val")) != "restart"
        return Cell(" ".join(filter(None, texts)), int(_value(element, "w:gridSpan") or 1)), goes_on


def _spread(rows: list[list[tuple[Cell, bool]]]) -> list[list[Cell]]:
    """Rows in which a cell says over how many rows it reaches, of such in which the lower ones say that they go on."""
    placed = [_by_column(row) for row in rows]
    out: list[list[Cell]] = []
    for at, row in enumerate(placed):
        cells = []
        for column, (cell, goes_on) in row.items():
            if goes_on and at:
                continue
            below = at + 1
            while below < len(placed) and placed[below].get(column, (cell, False))[1]:
                below += 1
            cells.append(cell._replace(rows=below - at))
        out.append(cells)
    return out


def _by_column(row: list[tuple[Cell, bool]]) -> dict[int, tuple[Cell, bool]]:
    placed, at = {}, 0
    for cell, goes_on in row:
        placed[at] = (cell, goes_on)
        at += cell.columns
    return placed


def _flat(block: Block) -> str:
    if isinstance(block, Table):
        return "；".join("，".join(filter(None, row)) for row in block.rows)
    return block.text


def _own_level(element: Any) -> int | None:
    properties = element.find(qn("w:pPr"))
    outline = None if properties is None else properties.find(qn("w:outlineLvl"))
    level = None if outline is None else int(outline.get(qn("w:val")))
    return level + 1 if level is not None and level < 9 else None


def _words(element: Any) -> str:
    """The words of a paragraph as they stand when all changes are accepted, hidden ones left out."""
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _GONE or (child.tag == qn("w:r") and _is_hidden(child)):
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag == qn("w:tab"):
            yield " "
        elif child.tag in (qn("w:br"), qn("w:cr")):
            yield "\n"
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif child.tag == qn("w:txbxContent"):
            yield from (f"\n{_words(paragraph)}\n" for paragraph in child.iter(qn("w:p")))
        else:
            yield from _pieces(child)


def _is_hidden(run: Any) -> bool:
    properties = run.find(qn("w:rPr"))
    return properties is not None and properties.find(qn("w:vanish")) is not None


def _end_is_deleted(paragraph: Any) -> bool:
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None


def _is_deleted_row(row: Any) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None
