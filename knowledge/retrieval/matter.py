"""What a half sentence can be about that names nothing of its own ("要带什么", "找谁"): the matter of the answer before it.

Read by itself it fits whatever entry has the same words, so it is only looked for where that matter stands: first among what
the same guide covers and what the answer leads to, then in its category.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from knowledge.library.content import Passage
from knowledge.retrieval.guides import Guides
from knowledge.retrieval.result import Result

Among = NDArray[np.bool_]
Nearness = Literal["matter", "category", "far"]
# One candidate stands out by this share; or nothing else than an answer is likely. Read off what some hundred half sentences
# came to after the answers that they may follow.
LEAST_SHARE, LEAST_NONE = 0.5, 0.4
# By this share one stands out though an answer is not likely in itself.
CLEAR_SHARE = 0.75
# What is far from the matter spoken of answers so few letters only where this much (idf) of one of its wordings is said.
FEW, NAMED = 6, 0.33
# How much of what may answer must fall to what is asked of the matter, and to what is named elsewhere, to be surer than a
# sentence of the last answer. All three were read off half sentences, changes of the subject and what nothing answers
# (followups.yml, colloquial.yml; docs/adr/0004).
SURE_NEAR, SURE_NAMED = 0.6, 0.7
# One of another matter altogether, where it is named and something surely answers.
SURE_FAR, SURELY_SOMETHING = 0.5, 0.05


def matters(at: int, passages: Sequence[Passage], guides: Guides) -> Iterator[Among]:
    """Which passages belong to the matter of the passage of this number, from narrow to wide."""
    context, guide = passages[at], int(guides.guide_of[at])
    linked = np.array([passage.id in context.next or context.id in passage.next for passage in passages], np.bool_)
    narrow = linked | ((guides.guide_of == guide) if guide >= 0 else False)
    narrow[at] = True
    yield narrow
    yield narrow | np.array([passage.category == context.category for passage in passages], np.bool_)


def nearness(one: int, other: int, passages: Sequence[Passage], guides: Guides) -> Nearness:
    """In which of the matters of a passage (``matters``) another one is first."""
    context, passage = passages[one], passages[other]
    is_linked = passage.id in context.next or context.id in passage.next
    if one == other or is_linked or guides.guide_of[one] == guides.guide_of[other] >= 0:
        return "matter"
    return "category" if passage.category == context.category else "far"


def best_of(found: Iterable[Result]) -> Result:
    """Of what was found among matters from narrow to wide: the first where one candidate stands out, or else where an answer
    is likely; the nearest as refused when there is none. Wider ones are not looked for in vain."""
    passed_over: list[Result] = []
    for each in found:
        if stands_out(each):
            return each
        passed_over.append(each)
    return next(filter(is_likely, passed_over), None) or replace(passed_over[0], decision="refuse")


def stands_out(found: Result) -> bool:
    """Whether one candidate is clearly the best, and may answer."""
    if found.decision == "refuse" or not found.hits:
        return False
    share = found.hits[0].score / max(1e-9, 1 - found.none)
    return share >= (LEAST_SHARE if is_likely(found) else CLEAR_SHARE)


def is_likely(found: Result) -> bool:
    """Whether something answers, whichever it is."""
    return found.decision != "refuse" and found.none < LEAST_NONE
