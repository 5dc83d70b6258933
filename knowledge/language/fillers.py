"""What is left of a message without the words that say nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from knowledge.language.word_lists import any_of, word_lists

Around = Literal["again", "personal", "told", "aspect"]


def says_more(text: str, around: Around) -> bool:
    """Whether anything but filler and marks stands in the text; ``around``: which words are filler besides the common ones,
    those that ask again, those around a fact about a person, all that tell nothing beside the facts of a message, or those
    that ask something of whatever is spoken of."""
    return bool(_pattern(around).sub("", text))


@cache
def _pattern(around: Around) -> re.Pattern[str]:
    lists = word_lists("fillers")
    return re.compile(rf"{any_of(lists['common'] + lists[around])}|[\s\W]")
