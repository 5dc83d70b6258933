"""A story told in several short messages, as people write in WeChat: what was told since the last answer is read together
with what comes next. "我怀孕了", "三个月", "单位让我去仓库搬货" is one question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from actions.contract.status import Status
from actions.dialogue import Dialogue
from actions.finding import Finding
from actions.half_sentences import leans, names_nothing
from actions.memory import Memory
from actions.saying import Say
from actions.services.service import Utterance
from actions.telling import LEAST_BEFALLEN, befalls
from knowledge.language.aspects import aspects_asked
from knowledge.language.reading import Reading
from knowledge.language.utterances import MANNERS
from knowledge.places.regions import PlaceMention

# So many of the last messages belong to a story.
MOST_MESSAGES = 5
# A mere statement at its end is answered where a topic or an entry has such a share, and hardly nothing answers.
LEAST_SHARE, MOST_NONE = 0.6, 0.3
# What was said to it leaves a message untold of.
_OPEN = frozenset({Status.NOTED, Status.REFUSED, Status.NOT_UNDERSTOOD, Status.SMALL_TALK, Status.CHOICES})


def whole(reading: Reading[PlaceMention], memory: Memory) -> Reading[PlaceMention]:
    """The story so far with this message at its end; a question that it goes on about stands before it."""
    asked = memory.last_question if reading.asks and memory.last_passage else None
    parts = (asked, *memory.story, reading.raw) if asked and asked not in memory.story else (*memory.story, reading.raw)
    return reading.reworded("，".join(parts))


def read_together(utterance: Utterance, alone: Finding, memory: Memory, dialogue: Dialogue) -> Finding | None:
    """What answers the story with this message at its end, and was not told yet. ``alone``: what the message finds by
    itself; a question that finds something needs no story."""
    asks, is_half = bool(utterance.reading.kinds & {"question", "wish"}), names_nothing(utterance.reading)
    # Where to go and what to take is asked of the matter; what it means, of all that was told since.
    is_of_matter = is_half and memory.last_passage is not None and bool(aspects_asked(utterance.reading.standard))
    if not memory.story or (asks and not alone.found_nothing and (is_of_matter or not is_half)):
        return None
    found = dialogue.ask(whole(utterance.reading, memory), replace(memory, last_passage=None, matter=None))
    result = found.result
    if result is None or result.decision not in ("answer", "guide"):
        return None
    told = result.first
    return None if told is None or told.passage.id in memory.told else found


def is_clear(together: Finding, utterance: Utterance, dialogue: Dialogue) -> bool:
    """Whether it is told: to a question, or where something befalls somebody, and it is sure that this is what the answer is
    about, and not only what was told before."""
    result, reading = together.result, utterance.reading
    assert result
    if reading.kinds & {"question", "wish"}:
        return True
    share = max(result.share, result.guide.score if result.guide else 0)
    is_sure = result.none <= MOST_NONE and share >= LEAST_SHARE
    if result.first is None or not (is_sure and befalls(reading)):
        return False
    return dialogue.searcher.share_said(reading, result.first.passage) >= LEAST_BEFALLEN


def told_before(readings: Iterable[Reading[PlaceMention]], memory: Memory) -> Memory:
    """With messages to which nothing was said of their matter kept as what a story begins with."""
    for reading in readings:
        persons = memory.persons.heard(reading).having_said(reading)
        memory = replace(memory, persons=persons, story=(*memory.story, reading.raw)[-MOST_MESSAGES:])
    return memory


def remembered(utterance: Utterance, says: Iterable[Say], memory: Memory) -> Memory:
    """With a message that told something kept as a part of the story. An answer ends it, and what was answered may be the
    beginning of another one, or, where it leaned on the story, still goes on with it; nothing is left of a question."""
    is_answered, kinds = any(say.status not in _OPEN for say in says), utterance.reading.kinds
    if "statement" not in kinds or kinds & MANNERS:
        return replace(memory, story=()) if is_answered else memory
    before = () if is_answered and not leans(utterance.reading) else memory.story
    return replace(memory, story=(*before, utterance.reading.raw)[-MOST_MESSAGES:])
