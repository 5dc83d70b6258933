"""What somebody says who wants a clerk, or no longer wants one."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from channels.texts import load_texts
from knowledge.language.normalise import letters_only, simplified


class Wish(StrEnum):
    """What is wished: a clerk, to be called back, to go on waiting, to wait no more, not to be called after all."""

    HUMAN = "human"
    CALL_BACK = "call_back"
    WAIT = "wait"
    LEAVE = "leave"
    NO_CALL_BACK = "no_call_back"


def wish_of(text: str) -> Wish | None:
    """What a message wishes, and nothing else."""
    letters = letters_only(simplified(text))
    return next((wish for wish, pattern in _patterns().items() if pattern.fullmatch(letters)), None)


@cache
def _patterns() -> dict[Wish, re.Pattern[str]]:
    return {Wish(name): re.compile(pattern) for name, pattern in load_texts().handoff.wishes}
