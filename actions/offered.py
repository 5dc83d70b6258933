"""Which intent the words on a button have that offers a service (``offers.yml``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml


def wish_of(words: str) -> str | None:
    """The intent of a button's words; None for a button that offers no service. "自查：低保" is one of 自查."""
    return _intents().get(words.partition("：")[0])


@cache
def _intents() -> dict[str, str]:
    lists: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))
    return {words: intent for intent, all_words in lists.items() for words in all_words}
