"""Put sentences together again that were torn apart by the width of a column or a page."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.papers.blocks import Block, Paragraph
from knowledge.papers.furniture import is_furniture
from knowledge.papers.lines import heading_level, is_bare_number, is_caption, is_open, starts_item

_FULL, _FULL_WITH_COMMA = 30, 16  # characters from which on a line is taken for torn rather than for a caption


def joined(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, paragraphs that stop in the middle of a sentence joined to the next."""
    out: list[Block] = []
    for block in blocks:
        before = out[-1] if out else None
        if isinstance(before, Paragraph) and isinstance(block, Paragraph) and _goes_on(before, block):
            out[-1] = Paragraph(before.text + _gap(before.text, block.text) + block.text, before.indented)
        else:
            out.append(block)
    return out


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    if is_bare_number(before.text):
        return not _begins(after.text) or heading_level(after.text) is not None
    return _is_torn(before.text) and not after.indented and not _begins(after.text)


def _is_torn(text: str) -> bool:
    full = _FULL_WITH_COMMA if any(comma in text for comma in ",，、") else _FULL
    return len(text) >= full and is_open(text) and not is_caption(text) and not is_furniture(text)


def _begins(text: str) -> bool:
    return starts_item(text) or is_caption(text) or is_furniture(text) or heading_level(text) is not None


def _gap(before: str, after: str) -> str:
    """A blank between two Latin words and behind the number of an article, none between Han characters."""
    latin = before[-1:].isascii() and after[:1].isascii()
    return " " if latin or (is_bare_number(before) and before.startswith("第")) else ""
