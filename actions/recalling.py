"""What is said about the conversation itself: what was told before, that it is to be forgotten, the last answer in short, for
somebody else or doubted, where it is written and why it is so."""

from __future__ import annotations

import re

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
from actions.services.whose import name_of, whose
from knowledge.library.content import Passage

# So many of the sentences that told something are said again.
MOST_QUOTED = 4
# A longer "为什么…" may ask why something else is so; a still longer one does.
BARE, LONGEST = 5, 12
# A shorter first sentence says too little by itself.
LEAST_GIST = 12
_WHY = re.compile(r"为什么|为何|凭什么|什么原因|怎么(?:只|才|就)")
_SENTENCE = re.compile(r"[^。；]+[。；]")


def about_itself(utterance: Utterance, memory: Memory, dialogue: Dialogue) -> Turn | None:
    """The reply to a message about what was said before; None for any other."""
    if "forget" in utterance.reading.kinds:
        return [Say.plain(Status.SMALL_TALK, phrase("forgotten"))], _forgetting(memory)
    if "recall" in utterance.reading.kinds:
        return [_recalled(utterance, dialogue)], memory
    return None


def about_what_was_said(utterance: Utterance, memory: Memory, dialogue: Dialogue) -> Turn | None:
    """The last answer in short for who is lost, that it can be trusted for who doubts it, that it holds for somebody else
    too; None for any other message, and while a service has a question open or its outcome was said last."""
    kinds, last = utterance.reading.kinds, _said_last(memory, dialogue)
    if "doubt" in kinds:
        words = phrase("sure_of", source=source_line(last)) if last else phrase("sure")
        return [Say.plain(Status.COMPUTED if last else Status.SMALL_TALK, words)], memory
    if last is None:
        return None
    if "unclear" in kinds:
        return [Say.plain(Status.REPEATED, phrase("in_short", gist=gist(last.answer)))], memory
    if "likewise" in kinds:
        return [Say.plain(Status.REPEATED, phrase("likewise", name=_who_else(utterance)))], memory
    return None


def gist(answer: str) -> str:
    """The first sentence of an answer, which says the main thing; where it is only the head of a list, with the first of
    that."""
    first, *others = [sentence[0] for sentence in _SENTENCE.finditer(answer)] or [answer]
    return first + others[0] if others and len(first) < LEAST_GIST else first


def about_the_last_answer(utterance: Utterance, memory: Memory, dialogue: Dialogue) -> Turn | None:
    """Where the last answer is written, or that it is so because it is written there; None where neither is asked."""
    aspect = aspect_asked(utterance.reading)
    if aspect == "law":
        return _as_written("by_law", utterance, memory, dialogue)
    is_bare = aspect == "reason" and len(utterance.reading.letters) <= BARE
    return why_it_is_so(utterance, memory, dialogue) if is_bare else None


def why_it_is_so(utterance: Utterance, memory: Memory, dialogue: Dialogue) -> Turn | None:
    """That the last answer is so because it is written; None where nothing short asks for a reason."""
    reading = utterance.reading
    asks_why = "question" in reading.kinds and _WHY.search(reading.standard) and len(reading.letters) <= LONGEST
    return _as_written("why_it_is_so", utterance, memory, dialogue) if asks_why else None


def _as_written(key: str, utterance: Utterance, memory: Memory, dialogue: Dialogue) -> Turn | None:
    last = dialogue.passage(memory.last_passage or "")
    if last is None or utterance.named:
        return None
    return [Say.plain(Status.COMPUTED, phrase(key, source=source_line(last)))], memory


def _said_last(memory: Memory, dialogue: Dialogue) -> Passage | None:
    """The entry that was told last, unless a service has spoken since."""
    is_past = memory.service is None or (memory.service.asked is None and memory.service.missed > 0)
    return dialogue.told(memory.last_passage or "", memory) if is_past else None


def _who_else(utterance: Utterance) -> str:
    """What somebody who is in the same situation is called."""
    others = [mention.value for mention in utterance.reading.persons if mention.value != "self"]
    return name_of(others[0]) if others and others[0] != "other" else phrase("this_one")


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
