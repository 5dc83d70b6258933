"""Read a paper's title and date where nobody gave them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from knowledge.papers.blocks import Block, Heading, text_of
from knowledge.papers.furniture import is_furniture
from knowledge.papers.lines import starts_article

_TOP = 12  # blocks in which title and date are looked for
_TEXT = 60  # characters; a longer block is text already
_TITLE = range(5, 61)  # characters
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_LABEL = re.compile(r"日期|时间|发布|印发|公布|施行|修[正订改]|通过|批准")
_FORMAL_END = re.compile(r"[\s（(]*\d{4}-\d{1,2}-\d{1,2}[）)]*$")


def title_of(blocks: Sequence[Block], name: str) -> str:
    """The first marked heading, else the first short line of its own above the text, else the name of the file."""
    marked = (block.text for block in blocks[:_TOP] if isinstance(block, Heading) and block.level == 1)
    return next(marked, None) or next(_short_lines(blocks), None) or _FORMAL_END.sub("", name)


def _short_lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks[:_TOP]:
        text = text_of(block)
        if len(text) > _TEXT or starts_article(text):
            return
        if len(text) in _TITLE and not is_furniture(text) and not text.endswith(("。", "：", ":")):
            yield text


def date_of(blocks: Sequence[Block], name: str) -> dt.date | None:
    """The date in the file's name, else the last one that a short line at top or end names as such, else any there."""
    lines = [text for block in (*blocks[:_TOP], *blocks[-2:]) if 0 < len(text := text_of(block)) <= 2 * _TEXT]
    labelled = [line for line in lines if _LABEL.search(line)]
    for some in ([name], labelled, [] if labelled else lines):
        if dates := list(_dates(some)):
            return max(dates)
    return None


def _dates(lines: Iterable[str]) -> Iterator[dt.date]:
    for line in lines:
        for year, month, day in _DATE.findall(line):
            try:
                yield dt.date(int(year), int(month), int(day))
            except ValueError:
                continue
