"""The sentence of an answer given before that says what is asked now: a long answer is not told twice for the sake of one
of its sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.finding import Finding, Knowledge, completed, is_sure_besides, staying
from actions.memory import Memory
from knowledge.language.reading import Reading
from knowledge.library.content import Passage
from knowledge.places.regions import PlaceMention
from knowledge.retrieval.guides import GUIDE
from knowledge.retrieval.matter import LEAST_SHARE
from knowledge.retrieval.parts import asks_from_home, from_home, until_when
from knowledge.retrieval.result import MOST_CHOICES, Result

# So many of the last answers are looked through for how it is done from home.
LOOKED_THROUGH = 3
# A sentence that leaves the matter to a province or a place.
_LEAVES_OPEN = re.compile(r"各[省地市]|哪个[省市]|当地定|由[^,，。；]{0,6}省|看当地")


def said_until_when(
    about: Sequence[Passage], reading: Reading[PlaceMention], memory: Memory, knowledge: Knowledge
) -> Finding | None:
    """That an answer given before says until when to do what is asked; None where none says it in one sentence."""
    for each in about:
        told = knowledge.told(each.id, memory) if each.id in memory.told else None
        if told and (words := until_when(told.answer, reading.standard)):
            found = Result("refuse", (), knowledge.home(memory), reading.period)
            return replace(staying(found, reading, memory), about=told, said=words)
    return None


def said_before(
    about: Sequence[Passage], found: Result, reading: Reading[PlaceMention], memory: Memory, knowledge: Knowledge
) -> Finding | None:
    """That an answer given before says in a sentence what is asked, the one that says it best; None where none does, or
    something that was not told yet is surer."""
    searcher = knowledge.searcher
    told = [passage for each in about if each.id in memory.told and (passage := knowledge.told(each.id, memory))]
    is_new = bool(found.hits) and found.hits[0].passage.id not in memory.told
    if "question" not in reading.kinds or any(is_new and searcher.is_surer(found, reading, each) for each in told):
        return None
    by_fit = [(said, each) for each in told if (said := searcher.said_in(each, reading))]
    if not by_fit:
        return None
    said, best = max(by_fit, key=lambda pair: pair[0].fit)
    if best.answer.startswith(said.words) and is_new and is_sure_besides(found):
        return None  # that was just the first word on it
    if local := _local_instead(said.words, best, found):
        return completed(local, reading, None, memory, knowledge)
    return replace(staying(found, reading, memory), about=best, said=said.words)


def said_in_guide(
    found: Result, reading: Reading[PlaceMention], memory: Memory, knowledge: Knowledge
) -> Finding | None:
    """Where only the guide of its topic was found for a half sentence that asks, and was not told yet: the sentence of it
    that answers. None where something else was found, or no sentence clearly does."""
    guide = found.hits[0].passage if found.decision == "answer" else None
    if guide is None or guide.kind != GUIDE or guide.id in memory.told or "question" not in reading.kinds:
        return None
    said = knowledge.searcher.said_in(guide, reading)
    if said is None or guide.answer.startswith(said.words):  # its first word says what it is about, and answers little
        return None
    return replace(staying(found, reading, memory), about=guide, said=said.words)


def said_from_home(
    about: Sequence[Passage], found: Result, reading: Reading[PlaceMention], memory: Memory, knowledge: Knowledge
) -> Finding | None:
    """The sentence of the last answers that says how it is done from home, or that they do not say it; None where that is
    not asked, or what was found tells it."""
    if not asks_from_home(reading.standard) or _tells_from_home(found):
        return None
    nothing = staying(replace(found, decision="refuse"), reading, memory)
    for id in reversed(memory.told[-LOOKED_THROUGH:]):
        told = knowledge.told(id, memory)
        if told and (words := from_home(told.answer)):
            return replace(nothing, about=told, said=words)
    return replace(nothing, about=about[0])


def _tells_from_home(found: Result) -> bool:
    """Whether what was found says what is done from home."""
    return found.decision == "answer" and from_home(found.hits[0].passage.answer) is not None


def _local_instead(words: str, told: Passage, found: Result) -> Result | None:
    """What a place says itself, of what was found, where the sentence of a wider place leaves it to that."""
    if not _LEAVES_OPEN.search(words):
        return None
    nearer = tuple(hit for hit in found.hits[:MOST_CHOICES] if hit.passage.region.depth > told.region.depth)
    share = nearer[0].score / max(1e-9, 1 - found.none - _share_of(told, found)) if nearer else 0.0
    return replace(found, decision="answer", hits=nearer, guide=None) if share >= LEAST_SHARE else None


def _share_of(passage: Passage, found: Result) -> float:
    return sum(hit.score for hit in found.hits if hit.passage.id == passage.id)
