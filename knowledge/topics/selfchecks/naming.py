"""Which self-check a message names: "自查低保", "帮我看看年假够不够条件"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from knowledge.language.normalise import letters_only, standard_words
from knowledge.language.reading import Reading
from knowledge.retrieval.lexical import Bm25, character_terms
from knowledge.topics.selfchecks.selfcheck import SelfCheck

# What asks to be checked, whatever the matter.
_ASKING = re.compile(
    r"自[查测]|帮我?|替我?|给我|看一?看|查一?查|测一?测|对照|核对|对一?对|一下|一遍|能不能|够不够格?|符不符合|符合|够格|行不行"
    r"|可不可以|有没有|没有|是不是|算不算|条件|资格|逐条|问我|想要?|申请|补贴|可以|[我你您能吗吧呢了的下看查测对领拿得要够有是]"
)
# BM25 per unit of the words' weight. Held-out wordings: half score above 1, nine in ten above 0.4; other questions below.
LEAST = 0.45
# How much less a check counts that there is not in the region.
ELSEWHERE = 0.7


class CheckNames:
    """Finds checks by the words of their titles and wordings."""

    def __init__(self, checks: Sequence[SelfCheck]) -> None:
        self._topics = [check.topic for check in checks]
        self._exact = {letters_only(words): check.topic for check in checks for words in (check.title, *check.similar)}
        texts = ["\n".join((check.title, *check.similar)) for check in checks]
        self._index = Bm25.of([standard_words(text) for text in texts], character_terms)

    def exact(self, reading: Reading[Any]) -> str | None:
        """The topic whose title or one of whose wordings says just this."""
        return self._exact.get(reading.letters)

    def find(self, reading: Reading[Any], here: Collection[str]) -> str | None:
        """The topic that a message, or else the clause of it that names one best, is most likely about, whatever place it
        names besides; None when it names none.

        One that there is not ``here`` is found when it is meant by far the more likely.
        """
        rest = reading.reworded(reading.without_places)
        texts = [rest.standard] if len(rest.clauses) < 2 else [rest.standard, *(clause.text for clause in rest.clauses)]
        score, topic = max((self._best(text, here) for text in texts), default=(0.0, ""))
        return topic if score >= LEAST else None

    def _best(self, text: str, here: Collection[str]) -> tuple[float, str]:
        """The likeliest topic of a text, and how likely it is."""
        words = letters_only(_ASKING.sub("", standard_words(text)))
        if len(words) < 2:
            return 0.0, ""
        query = self._index.read(words)
        scores = self._index.scores(query) / query.weight
        weighed = [
            (score * (topic in here or ELSEWHERE), topic) for score, topic in zip(scores, self._topics, strict=True)
        ]
        return max(weighed, default=(0.0, ""))
