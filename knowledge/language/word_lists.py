"""Lists of words in data files, and patterns that find any of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml

_DATA = Path(__file__).parent / "data"


@cache
def word_lists(name: str) -> Mapping[str, tuple[str, ...]]:
    """The lists of ``data/NAME.yml``: under each name words divided by spaces, "_" standing for a space in a word."""
    lists: dict[str, str] = yaml.safe_load((_DATA / f"{name}.yml").read_text("utf-8"))
    return {key: tuple(word.replace("_", " ") for word in words.split()) for key, words in lists.items()}


def any_of(words: Iterable[str]) -> str:
    """The source of a pattern for any of the words, the longest first; one that matches nothing when there are none."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"
