"""The core of a long story: what it asks in the end, and what was told right before that.

A story names many things by the way, and a vivid one ("手机被水泡坏了") may outweigh what it is about.
"""

from __future__ import annotations

import re
from typing import Any

from knowledge.language.questions import may_ask
from knowledge.language.reading import Reading

# Shorter messages are no stories; a shorter core says too little without the clauses before it. In letters.
LONG, LEAST = 40, 14
# Before a question it only says that one is asked.
_LEAD = re.compile(
    r"^(?:所以|现在|反正)?(?:我们?|她|他)?(?:就|还|只|最|现在)*(?:想|要)?先?(?:问|知道|弄明白|弄清楚|搞清楚|请教|打听)(?:一?下|的是)?"
)


def core_of(reading: Reading[Any]) -> str | None:
    """The last clause that asks, with as many before it as it needs to be understood; None for what is no long story."""
    clauses = reading.clauses
    asking = [number for number, clause in enumerate(clauses) if clause.asks or may_ask(clause.text)]
    if len(reading.letters) < LONG or not asking or len(clauses) < 2:
        return None
    first = asking[-1]
    words = [_LEAD.sub("", clauses[first].text)]
    while first and sum(map(len, words)) < LEAST:
        first -= 1
        words.insert(0, clauses[first].text)
    return "，".join(words)
