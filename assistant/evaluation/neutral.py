"""How well an office finds FAQs that are no matter of ours: 4,000 of one city, made of ``tests/heldout/neutral``.

An office imports what it answers, and what was learned from the content must not get in the way of that. Each thing of a
field comes with each of its aspects, so that every FAQ has near neighbours on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import yaml

from assistant.evaluation.baselines import Score, compare
from assistant.evaluation.heldout import NEUTRAL, Case
from knowledge.live.faqs import LiveFaqs
from knowledge.records.kinds import FaqRow
from knowledge.retrieval.searcher import Searcher

# The content has nothing of this city.
CITY = "衡水市"
# One in so many is asked for; prime to the numbers of things and of aspects, so that all of them come up.
ASKED_EVERY = 7
# The numbers in the answers mean nothing, but neighbours have different ones.
NUMBERS = 23


class Made(NamedTuple):
    """An FAQ, and how a caller asks for it: every other one names the thing as the office does."""

    faq: FaqRow
    asked: str


def neutral_scores(searcher: Searcher, made: Sequence[Made]) -> list[Score]:
    """Lookup beside its peers, who are spared all that is not this city's."""
    imported = LiveFaqs.of(searcher).trying([one.faq for one in made])
    return compare(imported, neutral_cases(made), lambda passage: passage.origin == "import")


def neutral_cases(made: Sequence[Made]) -> list[Case]:
    """The questions that are asked."""
    return [Case("colloquial", CITY, (one.asked,), frozenset([one.faq.id])) for one in made[::ASKED_EVERY]]


def neutral_faqs() -> Iterator[Made]:
    """The same every time."""
    number = 0
    for field in yaml.load((NEUTRAL / "fields.yml").read_text("utf-8"), yaml.CSafeLoader):
        for thing in field["things"]:
            written, spoken = thing.split("|")
            for question, answer, ways in field["aspects"]:
                faq = FaqRow(
                    id=f"neutral-{number:04d}",
                    question=question.format(written),
                    answer=answer.format(written, n=number % NUMBERS + 2),
                    region=CITY,
                    category=field["field"],
                )
                yield Made(faq, ways[number % len(ways)].format((written, spoken)[number % 2]))
                number += 1
