"""What is said: a message in parts, before it goes to a channel. Wording comes from ``texts.yml``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from actions.contract.cards import AnswerCard, DrawnCard, HandoffCard, Plain
from actions.contract.messages import Button
from actions.contract.status import Status


@dataclass(frozen=True)
class Say:
    """One message. ``custom``: its status and parts, as the wire carries them (``actions/contract/cards.py``); ``items``: the
    card's items in words; ``links``: addresses in words, which a card shows as buttons."""

    custom: Plain | DrawnCard | HandoffCard
    items: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()

    @classmethod
    def plain(cls, status: Status, *sentences: str, buttons: Iterable[str] = ()) -> Say:
        """A message of words alone, a sentence a line ("" is none), with buttons that say what stands on them."""
        return cls(Plain(status=status, head=tuple(filter(None, sentences))), buttons=Button.of(buttons))

    @property
    def status(self) -> Status:
        return self.custom.status

    @property
    def text(self) -> str:
        """The whole message in words, for channels without cards: its parts one below the other."""
        custom = self.custom
        if isinstance(custom, Plain):
            return "\n".join(custom.head)
        if isinstance(custom, HandoffCard):
            return "\n".join(self.items)
        title = custom.title if isinstance(custom, AnswerCard) else ""
        head = "\n".join(filter(None, (title, *custom.head)))
        below = (*self.items, *custom.notes, custom.source_line, custom.hint, *self.links)
        # An approved answer stands apart from what is added to it.
        gap = "\n\n" if isinstance(custom, AnswerCard) else "\n"
        return gap.join(filter(None, (head, "\n".join(filter(None, below)))))


@cache
def _texts() -> dict[str, str]:
    texts: dict[str, str] = yaml.safe_load(Path(__file__).with_name("texts.yml").read_text("utf-8"))
    return texts


def phrase(key: str, /, **values: object) -> str:
    """A text of ``texts.yml`` with its values filled in."""
    return _texts()[key].format(**values)


def numbered(number: int, title: str, *details: str) -> str:
    """An item of a list in words: its title, and each line of details below it."""
    return "\n   ".join((f"{number}. {title}", *filter(None, details)))


def length(metres: float) -> str:
    """ "850米", "1.2公里"."""
    return f"{metres:.0f}米" if metres < 1000 else f"{metres / 1000:.1f}公里"
