"""What goes on with an open matter: somebody who neither asks anything new nor leaves it should hear the next entry."""

from __future__ import annotations

from dataclasses import replace

from actions.asked_again import asks_again
from actions.employers import written_first
from actions.finding import Finding, Knowledge, completed, score, staying
from actions.half_sentences import matters, said_of, within_matters
from actions.memory import Memory
from knowledge.language.employing import answers_employers
from knowledge.language.numerals import HAN_DIGITS
from knowledge.language.reading import Reading
from knowledge.library.content import Passage
from knowledge.places.regions import PlaceMention
from knowledge.retrieval.parts import LEAST
from knowledge.retrieval.result import Result

# A longer message tells a story of its own.
LONGEST_CONTINUING = 24
# So many of the last answers may be what somebody goes on with.
LOOKED_BACK = 3
# What tells nothing but a time or a sum belongs to whatever comes next; so does a place, or what somebody is, unless it is
# this likely.
SURELY_CONTINUING = 0.45
# Of an entry that was told already a sentence is told again that fits what was told so well; what asks needs fit no better
# than else, nor does what is so likely of that entry.
LEAST_FIT, STILL_OF_IT = 0.75, 0.3
# In place of the likeliest, which was told and has no sentence for it, another entry is told that is so much as likely.
NEARLY_AS_LIKELY = 0.6
# Few words that by themselves seem to ask for something else go on with the matter where that is this likely.
INSTEAD = 0.85


def continued(reading: Reading[PlaceMention], memory: Memory, least: float, knowledge: Knowledge) -> Finding | None:
    """The one entry that somebody should hear who goes on about a matter that was spoken of ("补" after all that there is on
    cards), or of one that was told the sentence that fits; None where none is so likely (``least``, 0..1)."""
    if len(reading.letters) > LONGEST_CONTINUING or _only_names_another(reading, knowledge):
        return None
    says_something = "question" in reading.kinds or reading.tells_more
    if not says_something and any(letter.isdigit() or letter in HAN_DIGITS for letter in reading.letters):
        return None
    least = least if says_something else max(least, SURELY_CONTINUING)
    tried = [_from(each, reading, memory, knowledge) for each in _spoken_of(memory, knowledge)]
    likely = [found for found in tried if _best_score(found) >= least]
    if not likely:
        return None
    best = max(likely, key=_best_score)
    if finding := _in_what_was_told(best, reading, memory, knowledge):
        return finding
    enough = max(least, NEARLY_AS_LIKELY * _best_score(best))
    untold = [found for each in likely if _best_score(found := _untold(each, memory)) >= enough]
    return completed(max(untold, key=_best_score), reading, None, memory, knowledge) if untold else None


def likeliest(reading: Reading[PlaceMention], memory: Memory, knowledge: Knowledge) -> Result | None:
    """What goes on with what was spoken of, however likely, of what was not told yet; None where nothing was."""
    found = (_untold(_from(each, reading, memory, knowledge), memory) for each in _spoken_of(memory, knowledge))
    return max(found, key=_best_score, default=None)


def continued_instead(
    alone: Result, context: Passage, reading: Reading[PlaceMention], memory: Memory, knowledge: Knowledge
) -> Finding | None:
    """What surely goes on with the open matter, or was told of it, where a few words that ask find by themselves what has
    nothing to do with it: "一次补几千" after a subsidy is about no compensation."""
    if alone.decision != "answer" or score(alone) == 1.0 or "question" not in reading.kinds or not memory.is_open:
        return None
    if knowledge.searcher.is_of_matter(alone.hits[0].passage, context) or asks_again(reading, knowledge.named(reading)):
        return None
    found = (_from(each, reading, memory, knowledge) for each in _spoken_of(memory, knowledge))
    best = max(found, key=_best_score, default=None)
    if best is None or _best_score(best) < INSTEAD:
        return None
    first = best.hits[0].passage
    if first.id in memory.told:
        return within_matters([first], reading, knowledge.named(reading), memory, knowledge)
    return completed(_untold(best, memory), reading, None, memory, knowledge)


def _spoken_of(memory: Memory, knowledge: Knowledge) -> list[Passage]:
    """The matter, and the last answers, the newest first: a question in between that found nothing ends no matter."""
    return matters(memory, knowledge, reversed(memory.told[-LOOKED_BACK:]))[:LOOKED_BACK]


def _only_names_another(reading: Reading[PlaceMention], knowledge: Knowledge) -> bool:
    """Whether it asks the same of another place or time; where somebody comes from is told, and asks nothing again."""
    tells_origin = bool(reading.places) and all(place.is_origin for place in reading.places)
    return not tells_origin and asks_again(reading, knowledge.named(reading))


def _from(context: Passage, reading: Reading[PlaceMention], memory: Memory, knowledge: Knowledge) -> Result:
    """All that a message may continue this entry with."""
    region = knowledge.spoken_of(memory)
    found = knowledge.searcher.continued(reading, context, region, reading.period, said_of(context, memory))
    if memory.persons.asks_as_employer:
        return replace(written_first(found), guide=None)
    hits = tuple(hit for hit in found.hits if not answers_employers(hit.passage.question))
    return replace(found, hits=hits, guide=None)


def _untold(found: Result, memory: Memory) -> Result:
    """What of that was not told yet."""
    new = tuple(hit for hit in found.hits if hit.passage.id not in memory.told)
    return replace(found, decision="answer" if new else "refuse", hits=new)


def _in_what_was_told(
    best: Result, reading: Reading[PlaceMention], memory: Memory, knowledge: Knowledge
) -> Finding | None:
    """The sentence of the likeliest entry that is meant, where that was told: of three grades the one that is named; its
    guide says no more of it."""
    first = best.hits[0].passage
    told_ones = (hit.passage for hit in best.hits if hit.passage.id in memory.told)
    guided = (each.id for each in told_ones if (guide := knowledge.searcher.guide_of(each)) and guide.id == first.id)
    id = next(guided, first.id)
    told = knowledge.told(id, memory) if id in memory.told else None
    if told is None:
        return None
    is_of_it = "question" in reading.kinds or _best_score(best) >= STILL_OF_IT
    said = knowledge.searcher.said_in(told, reading, LEAST if is_of_it else LEAST_FIT)
    if said is None:
        return None
    return replace(staying(replace(best, decision="refuse"), reading, memory), about=told, said=said.words)


def _best_score(found: Result) -> float:
    """How likely the best of what was found answers, whatever was decided."""
    return found.hits[0].score if found.hits else 0.0
