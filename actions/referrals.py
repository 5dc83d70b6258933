"""Where to ask about what is no employment and social-security office's business."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from actions.contract.status import Status
from actions.saying import Say, phrase

# What these are for no other office answers, whoever asks.
LINES_OF_THEIR_OWN = frozenset(("12366", "12329", "12393"))


class Referral(NamedTuple):
    """A hotline, what it is for, whom to ask before it, if anybody, and the words that tell that a question is for it."""

    hotline: str
    what: str
    first: str | None
    words: re.Pattern[str]

    @property
    def where(self) -> str:
        """Whom to ask, as it is said."""
        if self.first:
            return phrase("ask_first", first=self.first, hotline=self.hotline, what=self.what)
        return phrase("ask_hotline", hotline=self.hotline, what=self.what)


def off_topic_says(text: str) -> Say:
    """A plain refusal of a question in standard words, with the right number to call and nothing to press."""
    found = _referral(text)
    return Say.plain(Status.REFUSED, phrase("off_topic", where=found.where if found else phrase("ask_government")))


def is_for_another(text: str) -> bool:
    """Whether a text in standard words has words of what another office answers."""
    return _referral(text) is not None


def is_for_a_line_of_its_own(text: str) -> bool:
    """Whether a question in standard words is about tax, the housing fund or medical insurance, also where an employer or a
    tradesman asks, whose matters are mostly ours."""
    found = _referral(text)
    return found is not None and found.hotline in LINES_OF_THEIR_OWN


def _referral(text: str) -> Referral | None:
    return next((referral for referral in referrals() if referral.words.search(text)), None)


@cache
def referrals() -> tuple[Referral, ...]:
    """All of them, the first that fits goes first."""
    rows = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))
    return tuple(Referral(row["hotline"], row["what"], row.get("first"), re.compile(row["words"])) for row in rows)
