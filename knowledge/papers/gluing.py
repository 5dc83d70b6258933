"""Find where another article begins that a web page or a newspaper's file has glued to the paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from knowledge.papers.blocks import Block, Paragraph, text_of
from knowledge.papers.lines import starts_article, starts_item

_SIGNED = re.compile(r"[。！？”]\s*[（(](?:记者|通讯员|作者)?\s*[\u4e00-\u9fff·、\s]{2,20}[）)]$")
_ATTACHED = re.compile(r"附[件表录]|第.{1,4}[编章节]|表\s*\d|抄送|主送")
_TITLE = range(8, 61)  # characters of a title
_HABIT, _NEXT = 5, 3  # paragraphs that show how a text is set; that show that another is set differently
_MOST = 0.8  # of its paragraphs
_LONG = 40  # characters of a paragraph that counts for this


class Parted(NamedTuple):
    """The paper itself, and the titles of the articles that were cut off behind it."""

    blocks: list[Block]
    cut: tuple[str, ...]


def part(blocks: Sequence[Block]) -> Parted:
    """Cut off what begins with a title of its own behind a signed end, or behind text that was set in while this is not."""
    starts = [at for at in range(1, len(blocks)) if _begins_another(blocks, at)]
    if not starts:
        return Parted(list(blocks), ())
    return Parted(list(blocks[: starts[0]]), tuple(text_of(blocks[at]) for at in starts))


def _begins_another(blocks: Sequence[Block], at: int) -> bool:
    return _is_title(blocks[at]) and (_is_signed(blocks[at - 1]) or _is_set_otherwise(blocks, at))


def _is_title(block: Block) -> bool:
    text = text_of(block)
    marked = starts_item(text) or starts_article(text) or _ATTACHED.match(text)
    return len(text) in _TITLE and not text.endswith(("。", "：", ":", "；", "，")) and not marked


def _is_signed(block: Block) -> bool:
    text = text_of(block)
    return len(text) >= _LONG and bool(_SIGNED.search(text))


def _is_set_otherwise(blocks: Sequence[Block], at: int) -> bool:
    """Whether all text before was set in up to here, and what follows is not any more."""
    before = [_indented(block) for block in blocks[:at] if _is_long(block)]
    after = [_indented(block) for block in blocks[at:] if _is_long(block)][:_NEXT]
    habit = len(before) >= _HABIT and before[-1] and sum(before) >= _MOST * len(before)
    return habit and len(after) == _NEXT and not any(after) and not _indented(blocks[at])


def _indented(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.indented


def _is_long(block: Block) -> bool:
    return isinstance(block, Paragraph) and len(block.text) >= _LONG
