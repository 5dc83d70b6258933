"""What a job advertisement says in its texts: trades, features and the greatest age."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from knowledge.language.normalise import simplified
from knowledge.topics.jobs.vocabulary import vocabulary

NO_LIMIT = 0
_SPACES = re.compile(r"[^\S\n]+")
_CLAUSE_END = re.compile(r"[,，。;；、!！?？|/]")
_UPPER_AGE = re.compile(
    r"(?<!\d)(?:1[6-9]|[2-5]\d)周?岁?(?:-|~|—|至|到)+(?P<range>[2-7]\d)周?岁"
    r"|(?<!\d)(?P<below>[2-7]\d)周?岁(?:及|或)?(?:以下|以内|之内|内)"
    r"|(?:不超过|不大于|小于|至多|不满)(?P<most>[2-7]\d)周?岁"
)


@dataclass(frozen=True, slots=True)
class Said:
    """``trades`` and ``features`` as bits of the vocabulary; ``oldest``: the greatest age admitted, or NO_LIMIT."""

    trades: int = 0
    features: int = 0
    oldest: int = NO_LIMIT


def plain(texts: Iterable[str]) -> list[str]:
    """Texts as they are read and searched: Simplified, half-width, lower case, without spaces. All at once, which is fast."""
    joined = "\n".join(text.replace("\n", " ") for text in texts)
    return _SPACES.sub("", simplified(unicodedata.normalize("NFKC", joined)).lower()).split("\n")


def said_in(text: str) -> Said:
    """What a plain text says, clause by clause: advertisements repeat the same few clauses."""
    trades = features = 0
    limit = NO_LIMIT
    for clause in _CLAUSE_END.split(text):
        said = _said(clause)
        trades |= said.trades
        features |= said.features
        limit = said.oldest or limit
    return Said(trades, features, limit)


@lru_cache(maxsize=16_384)
def _said(clause: str) -> Said:
    names = frozenset().union(*(found.names for found in vocabulary().words.find(clause)))
    return Said(vocabulary().trade_bits(names), vocabulary().feature_bits(names), _oldest(clause))


def _oldest(clause: str) -> int:
    """The greatest age that a clause admits: 45 for "18-45岁", 50 for "50岁以下"."""
    match = _UPPER_AGE.search(clause)
    return int(match["range"] or match["below"] or match["most"]) if match else NO_LIMIT
