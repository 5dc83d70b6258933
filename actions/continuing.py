"""What goes on with an open matter: somebody who neither asks anything new nor leaves it should hear the next entry."""

from __future__ import annotations

from dataclasses import replace

from actions.asked_again import asks_again
from actions.finding import Finding, Knowledge, completed
from actions.half_sentences import matters, said_of
from actions.memory import Memory
from knowledge.language.employing import answers_employers
from knowledge.language.reading import Reading
from knowledge.library.content import Passage
from knowledge.places.regions import PlaceMention
from knowledge.retrieval.result import Result

# A longer message tells a story of its own.
LONGEST_CONTINUING = 24


def continued(reading: Reading[PlaceMention], memory: Memory, least: float, knowledge: Knowledge) -> Finding | None:
    """The one entry not told yet that somebody should hear who goes on about an open matter ("补" after all that there is
    on cards); None where none is so likely (``least``, 0..1)."""
    is_brief = len(reading.letters) <= LONGEST_CONTINUING
    # A mere time or sum belongs to whatever comes next.
    says_something = "question" in reading.kinds or reading.tells_more
    if not (memory.is_open and is_brief and says_something) or asks_again(reading, knowledge.named(reading)):
        return None
    found = max((_from(each, reading, memory, knowledge) for each in matters(memory, knowledge)), key=_best_score)
    return completed(found, reading, None, memory, knowledge) if _best_score(found) >= least else None


def _from(context: Passage, reading: Reading[PlaceMention], memory: Memory, knowledge: Knowledge) -> Result:
    """What was not told yet of all that a message may continue this entry with."""
    region = knowledge.spoken_of(memory)
    found = knowledge.searcher.continued(reading, context, region, reading.period, said_of(context, memory))
    as_employer = memory.persons.asks_as_employer
    new = tuple(
        hit
        for hit in found.hits
        if hit.passage.id not in memory.told and (as_employer or not answers_employers(hit.passage.question))
    )
    return replace(found, decision="answer" if new else "refuse", hits=new, guide=None)


def _best_score(found: Result) -> float:
    """How likely the best of what was found answers, whatever was decided."""
    return found.hits[0].score if found.hits else 0.0
