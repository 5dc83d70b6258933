"""What is said about the conversation itself: what was told before, that it is to be forgotten, where the last answer is
written and why it is so."""

from __future__ import annotations

from actions.contract.status import Status
from actions.dialogue import Dialogue
from actions.memory import Memory
from actions.noting import read_back
from actions.persons import Persons
from actions.presenting import source_line
from actions.running import Turn
from actions.saying import Say, phrase
from actions.services.explaining import aspect_asked
from actions.services.service import Utterance
from actions.services.whose import whose

# So many of the sentences that told something are said again.
MOST_QUOTED = 4
# A longer "为什么…" asks why something else is so.
BARE = 5


def about_itself(utterance: Utterance, memory: Memory, dialogue: Dialogue) -> Turn | None:
    """The reply to a message about what was said before; None for any other."""
    if "forget" in utterance.reading.kinds:
        return [Say.plain(Status.SMALL_TALK, phrase("forgotten"))], _forgetting(memory)
    if "recall" in utterance.reading.kinds:
        return [_recalled(utterance, dialogue)], memory
    return None


def about_the_last_answer(utterance: Utterance, memory: Memory, dialogue: Dialogue) -> Turn | None:
    """Where the last answer is written, or that it is so because it is written there; None where neither is asked."""
    last, aspect = dialogue.passage(memory.last_passage or ""), aspect_asked(utterance.reading)
    is_bare = aspect == "law" or (aspect == "reason" and len(utterance.reading.letters) <= BARE)
    if last is None or not is_bare or utterance.named:
        return None
    key = "by_law" if aspect == "law" else "why_it_is_so"
    return [Say.plain(Status.COMPUTED, phrase(key, source=source_line(last)))], memory


def _forgetting(memory: Memory) -> Memory:
    """Nothing is left but where the page is."""
    nobody = Persons(turn=memory.persons.turn, last=memory.persons.last)
    return Memory(page_region=memory.page_region, point=memory.point, persons=nobody)


def _recalled(utterance: Utterance, dialogue: Dialogue) -> Say:
    """All that was told of those who are meant."""
    persons, regions = utterance.persons, dialogue.searcher.regions
    told = (read_back(person, persons, persons.of(person).told, regions) for person in whose(utterance))
    facts = "；".join(filter(None, told))
    words = "".join(phrase("quoted", words=words) for words in persons.said[-MOST_QUOTED:])
    lines = [phrase("recalled", facts=facts)] if facts else []
    lines += [phrase("recalled_words", words=words)] if words else []
    return Say.plain(Status.NOTED, *(lines or [phrase("nothing_recalled")]))
