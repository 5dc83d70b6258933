"""What was found for a message, what is remembered of it, and what of the knowledge one needs to see for that.

All that completes, repeats or refuses a question ends here, so that a conversation remembers the same however something was
found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from actions.memory import Memory
from knowledge.language.dates import Period
from knowledge.language.reading import Reading
from knowledge.library.content import Passage
from knowledge.places.regions import PlaceMention, Region, UnknownRegion
from knowledge.retrieval.result import Result
from knowledge.retrieval.searcher import Searcher

# What has such a share of all that may answer is sure enough to be told beside what else is told, or in its place.
SURE_BESIDES = 0.5
# Or one entry is so far ahead of all others that something may be a little less sure to answer.
HARDLY_NONE, CLEARLY_ONE = 0.2, 0.95


@dataclass(frozen=True)
class Finding:
    """What to say, and what to remember. ``result`` is None when there was a city but no question, when the question was
    ``off_topic``, or when it named no matter and none was spoken of (``vague``). ``about``: the entry whose matter a half
    sentence was looked for in; ``said``: the sentence of it that answers. ``meant``: the words that a message was taken for,
    which is to be asked, where nothing else found anything. ``besides``: the answer to anybody that an employer is told
    after the one that is written to employers."""

    result: Result | None
    memory: Memory
    question: str = ""
    off_topic: bool = False
    vague: bool = False
    about: Passage | None = None
    said: str | None = None
    meant: str | None = None
    besides: Result | None = None

    @property
    def is_literal(self) -> bool:
        """Whether an entry has just these words."""
        return self.result is not None and self.result.decision == "answer" and self.result.hits[0].score == 1.0

    def tells(self, passage: Passage) -> bool:
        """Whether this entry is told, whole or a sentence of it."""
        told = self.about if self.said else self.result.hits[0].passage if self.result and self.result.hits else None
        return told is not None and told.id == passage.id

    @property
    def found_nothing(self) -> bool:
        is_refused = self.result is not None and self.result.decision == "refuse" and self.said is None
        return self.off_topic or self.vague or is_refused


@dataclass(frozen=True)
class Knowledge:
    """The version in use, as a dialogue sees it: its searcher, and its passages by their ids."""

    searcher: Searcher
    passages: Mapping[str, Passage]

    @classmethod
    def of(cls, searcher: Searcher) -> Knowledge:
        return cls(searcher, {passage.id: passage for passage in searcher.catalogue.live_passages})

    def passage(self, id: str | None) -> Passage | None:
        """The passage of this id, if the version in use has it."""
        return self.passages.get(id or "")

    def told(self, id: str, memory: Memory) -> Passage | None:
        """A passage for the place and the time of the last question; None when there is none, or its figures are not known
        there."""
        return self.told_in(id, self.spoken_of(memory), self.searcher.reading(memory.last_question or "").period)

    def told_in(self, id: str, region: Region | None, period: Period | None) -> Passage | None:
        """A passage for a place and a time, in the same way."""
        passage = self.passage(id)
        return self.searcher.told(passage, region, period) if passage else None

    def named(self, reading: Reading[PlaceMention]) -> Region | None:
        """The place that a message itself names."""
        return self.searcher.place(reading, None)

    def spoken_of(self, memory: Memory) -> Region | None:
        """The place of the last question, or else where the person is."""
        return self._region(memory.last_region) or self.home(memory)

    def home(self, memory: Memory) -> Region | None:
        """Where the person is, as far as is known."""
        return self._region(memory.region) or self._region(memory.page_region)

    def _region(self, name: str | None) -> Region | None:
        try:
            return self.searcher.regions.get(name) if name else None
        except UnknownRegion:
            return None


def remember(question: str, result: Result, named: Region | None, memory: Memory) -> Finding:
    """What was found for a question, which is what is spoken of from now on; a place that was ``named`` is where the person
    is, unless the page knows."""
    memory = replace(
        memory, pending_question=None, choices=(), last_region=result.region.name if result.region else None
    )
    if named and not memory.page_region:
        memory = replace(memory, region=named.name)
    if result.decision == "ask_region":
        return Finding(
            result, replace(memory, pending_question=question, last_question=question, last_passage=None), question
        )
    if result.decision == "answer":
        memory = memory.having_told(result.hits[0].passage.id, question)
    elif result.decision == "guide" and result.guide:
        ids = tuple(hit.passage.id for hit in result.choices)
        memory = replace(memory.having_told(result.guide.passage.id, question), choices=ids)
    elif result.decision == "choose":
        ids = tuple(hit.passage.id for hit in result.choices)
        memory = replace(memory, last_question=question, choices=ids)
    else:
        memory = replace(memory, last_question=question, last_passage=None, matter=None)
    return Finding(result, memory, question)


def completed(
    found: Result, reading: Reading[PlaceMention], named: Region | None, memory: Memory, knowledge: Knowledge
) -> Finding:
    """What is remembered of a half sentence is the question of the entry that answers it; as long as that is of the same
    category, the matter stays the same."""
    if found.decision != "answer":
        return remember(reading.plain, found, named, memory)
    entry, matter = found.hits[0].passage, knowledge.passage(memory.matter)
    finding = remember(entry.question, found, named, memory)
    if matter is None or matter.category != entry.category:
        return finding
    kept = replace(finding.memory, matter=memory.matter, matter_question=memory.matter_question)
    return replace(finding, memory=kept)


def staying(found: Result, reading: Reading[PlaceMention], memory: Memory) -> Finding:
    """Nothing was found; the last question and its answer are still what is talked about."""
    return Finding(found, replace(memory, pending_question=None, choices=()), reading.plain)


def score(found: Result) -> float:
    """How likely the best of what is told, offered or asked back for answers; 0 where nothing is."""
    return found.hits[0].score if found.hits and found.decision in ("answer", "choose", "ask_region") else 0.0


def is_sure_besides(found: Result) -> bool:
    """Whether an entry answers surely enough to be told beside another."""
    return found.decision == "answer" and found.share >= SURE_BESIDES


def is_clearly_one(found: Result) -> bool:
    """Whether one entry answers, and no other may."""
    return found.decision == "answer" and found.none < HARDLY_NONE and found.share >= CLEARLY_ONE
