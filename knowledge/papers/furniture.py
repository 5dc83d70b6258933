"""Take away what a web page puts around an article (``data/furniture.yml``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from knowledge.papers.blocks import Block, Table, text_of

_FILE = Path(__file__).parent / "data" / "furniture.yml"
_LONGEST = 120  # characters; a longer paragraph is text, however it begins
_FROM = 3  # blocks; before these nothing can have ended


class _Patterns(NamedTuple):
    lines: re.Pattern[str]
    ends: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    listed: dict[str, list[str]] = yaml.safe_load(_FILE.read_text("utf-8"))
    return _Patterns(*(re.compile("|".join(f"(?:{one})" for one in listed[name])) for name in _Patterns._fields))


def is_furniture(text: str) -> bool:
    """Whether a line only belongs to the page."""
    return len(text) <= _LONGEST and bool(_patterns().lines.match(text))


def without_furniture(blocks: Sequence[Block]) -> list[Block]:
    """The blocks that belong to the article."""
    kept: list[Block] = []
    for at, block in enumerate(blocks):
        text = text_of(block)
        if at >= _FROM and len(text) <= _LONGEST and _patterns().ends.match(text):
            break
        if isinstance(block, Table) or (text and not is_furniture(text)):
            kept.append(block)
    return kept
