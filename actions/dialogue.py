"""One finding of a conversation about information: what is really asked, given what was said before.

This is the door, and the order in which a message is tried: as the same question again (``asked_again.py``), as a half
sentence (``half_sentences.py``), or by itself (``searching.py``), where it is any business of ours (``off_topic.py``); and
then for whom (``employers.py``). A whole question stands for itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from actions.asked_again import again, again_for_another, asks_again
from actions.continuing import continued, continued_instead, likeliest
from actions.employers import for_asker
from actions.finding import Finding, Knowledge, remember, staying
from actions.half_sentences import leans, leans_on_ours, leant, matters, names_nothing, stands_alone, within_matters
from actions.memory import Memory
from actions.misheard import misheard
from actions.off_topic import SURELY_OFF, is_known, is_nobodys, is_of_open_matter, may_be_off_topic
from actions.searching import searched
from knowledge.language.reading import Reader, Reading
from knowledge.library.content import Passage
from knowledge.places.regions import PlaceMention, Region
from knowledge.retrieval.result import Hit, Result
from knowledge.retrieval.searcher import Searcher

# A topic of such a share is likely, where others are known to be about nothing else.
LIKELY_TOPIC = 0.4


class Dialogue:
    """Answers messages with a searcher and a memory; holds no state of a conversation."""

    def __init__(self, searcher: Searcher) -> None:
        self.use(searcher)

    def use(self, searcher: Searcher) -> None:
        """Answer with this searcher from now on."""
        self.knowledge = Knowledge.of(searcher)

    @property
    def searcher(self) -> Searcher:
        return self.knowledge.searcher

    def passage(self, passage_id: str) -> Passage | None:
        """The passage of this id, if the version in use has it."""
        return self.knowledge.passage(passage_id)

    def told(self, id: str, memory: Memory) -> Passage | None:
        """A passage for the place and the time of the last question; None when there is none, or its figures are not known
        there."""
        return self.knowledge.told(id, memory)

    def named(self, reading: Reading[PlaceMention]) -> Region | None:
        """The place that the message itself names."""
        return self.knowledge.named(reading)

    def home(self, memory: Memory) -> Region | None:
        """Where the person is, as far as is known."""
        return self.knowledge.home(memory)

    def read(self, message: str, now: dt.datetime) -> Reading[PlaceMention]:
        """The one reading of a message, with the places that are known at the moment."""
        return Reader(self.searcher.regions, lambda: now).read(message)

    def ask(self, reading: Reading[PlaceMention], memory: Memory, off_topic: float = 0.0) -> Finding:
        """Find what the message asks for, or else what may have been misheard. ``off_topic``: how likely it is no such
        office's business by its words (0..1). What seems so is answered only where it leans on the last answer, is known word
        for word, or an office imported the answer: it may well import what others have no business with."""
        finding = self._asked(reading, memory, off_topic)
        finding = (finding.found_nothing and misheard(reading, finding, memory, self.knowledge)) or finding
        return for_asker(finding, reading, memory, self.knowledge)

    def continuing(self, reading: Reading[PlaceMention], memory: Memory, least: float) -> Finding | None:
        """The one entry not told yet that somebody should hear who goes on about an open matter; None where none is so likely
        (``least``, 0..1)."""
        return continued(reading, memory, least, self.knowledge)

    def likeliest(self, reading: Reading[PlaceMention], memory: Memory) -> Result | None:
        """What goes on with what was spoken of, however likely, of what was not told yet; None where nothing was."""
        return likeliest(reading, memory, self.knowledge)

    def topic_of(self, finding: Finding, among: Callable[[Passage], bool] = lambda guide: False) -> Finding | None:
        """The guide of the topic of what was found, whatever was decided; None where no topic is sure. One ``among`` those
        that are known to fit need only be likely."""
        found = finding.result
        if found is None or found.guide is None:
            return None
        is_likely = found.guide.score >= LIKELY_TOPIC and among(found.guide.passage)
        if not (is_likely or self.searcher.is_sure_of(found.guide, found)):
            return None
        result = replace(found, decision="guide", hits=())
        memory = finding.memory.having_told(found.guide.passage.id, finding.question)
        return replace(finding, result=result, memory=memory, about=None)

    def _asked(self, reading: Reading[PlaceMention], memory: Memory, off_topic: float) -> Finding:
        knowledge, named = self.knowledge, self.named(reading)
        if finding := again_for_another(reading, named, memory, knowledge):
            return finding
        if asks_again(reading, named):
            return again(reading, named, memory, knowledge)
        is_half = names_nothing(reading)
        if is_half and (about := matters(memory, knowledge)):
            return within_matters(about, reading, named, memory, knowledge)
        alone = searched(reading, memory, knowledge)
        if is_half and not is_known(alone):
            return Finding(None, memory, vague=True)
        if alone.decision == "refuse" and not leans(reading) and is_of_open_matter(alone, memory):
            return replace(staying(alone, reading, memory), about=knowledge.passage(memory.last_passage))
        if not leans_on_ours(alone, reading, named, memory, off_topic, knowledge):
            if is_nobodys(alone, reading, memory, off_topic, self.searcher):
                return Finding(None, replace(memory, pending_question=None, choices=()), off_topic=True)
            if alone.decision == "refuse" and may_be_off_topic(reading, off_topic, self.searcher):
                alone = replace(alone, hits=())
        context = knowledge.passage(memory.last_passage)
        if context and leans(reading) and not stands_alone(alone, context, reading, knowledge):
            finding = leant(alone, context, reading, named, memory, knowledge)
            is_strange = off_topic >= SURELY_OFF and finding.found_nothing
            return replace(finding, about=None) if is_strange else finding
        if context and leans(reading) and (goes_on := continued_instead(alone, context, reading, memory, knowledge)):
            return goes_on
        return remember(reading.plain, alone, named, memory)


def chosen(memory: Memory, ordinal: int, dialogue: Dialogue) -> tuple[Hit, Memory] | None:
    """The passage that was offered under a number, and the memory after giving it; None when there is none."""
    at = ordinal - 1
    if not 0 <= at < len(memory.choices):
        return None
    passage = dialogue.told(memory.choices[at], memory)
    if passage is None:
        return None
    return Hit(passage, 1.0), memory.having_told(passage.id, passage.question)
