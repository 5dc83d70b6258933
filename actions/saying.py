"""What is said: words, buttons and a card, before they go to a channel. Wording comes from ``texts.yml``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Button:
    """``payload`` is what the person is taken to have said."""

    title: str
    payload: str

    @classmethod
    def of(cls, words: Iterable[str]) -> tuple[Button, ...]:
        """Buttons that say just what stands on them."""
        return tuple(cls(word, word) for word in words)


@dataclass(frozen=True)
class Say:
    """One message; ``card`` says the same as the text for channels that draw cards (contract.md)."""

    text: str
    buttons: tuple[Button, ...] = ()
    card: dict[str, Any] | None = None


@cache
def _texts() -> dict[str, str]:
    texts: dict[str, str] = yaml.safe_load(Path(__file__).with_name("texts.yml").read_text("utf-8"))
    return texts


def phrase(key: str, /, **values: object) -> str:
    """A text of ``texts.yml`` with its values filled in."""
    return _texts()[key].format(**values)


def length(metres: float) -> str:
    """ "850米", "1.2公里"."""
    return f"{metres:.0f}米" if metres < 1000 else f"{metres / 1000:.1f}公里"
