"""What a job advertisement says in its texts: trades, features and the greatest age."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.jobs.vocabulary import vocabulary
from knowledge.language.normalise import normalise

NO_LIMIT = 0
_UPPER_AGE = re.compile(
    r"(?<!\d)(?:1[6-9]|[2-5]\d)周?岁?(?:-|~|—|至|到)+(?P<range>[2-7]\d)周?岁"
    r"|(?<!\d)(?P<below>[2-7]\d)周?岁(?:及|或)?(?:以下|以内|之内|内)"
    r"|(?:不超过|不大于|小于|至多|不满)(?P<most>[2-7]\d)周?岁"
)


def plain(text: str) -> str:
    """The form in which texts of advertisements are read and searched."""
    return normalise(text).lower()


def names_in(text: str) -> frozenset[str]:
    """The trades and features that a plain text names."""
    return _union(found.names for found in vocabulary().words.find(text))


def oldest(text: str) -> int:
    """The greatest age that a plain text admits ("18-45岁", "50岁以下"); NO_LIMIT when it says none."""
    match = _UPPER_AGE.search(text)
    return int(match["range"] or match["below"] or match["most"]) if match else NO_LIMIT


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
