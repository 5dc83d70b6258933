"""What is asked of any matter, and answered by the way that such matters go: where to claim, with which papers, how long it
takes, until when. "去哪说" after what severance comes to asks for the arbitration (``knowledge/library/procedures.py``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from actions.finding import Finding, Knowledge, remember
from actions.memory import Memory
from knowledge.language.aspects import Aspect, aspects_asked
from knowledge.language.reading import Reading
from knowledge.library.content import Passage
from knowledge.library.procedures import Procedure, procedure_of
from knowledge.places.regions import PlaceMention, Region
from knowledge.retrieval.result import Hit, Result


@dataclass(frozen=True)
class OnTheWay:
    """The entry of the usual way that tells an aspect."""

    aspect: Aspect
    passage: Passage

    @property
    def goes_first(self) -> bool:
        """Whether it is surer than a sentence of an answer before: any number of days there looks like the one asked for."""
        return self.aspect in ("time", "deadline")


def on_the_way(
    about: Sequence[Passage], found: Result, reading: Reading[PlaceMention], region: Region | None, knowledge: Knowledge
) -> OnTheWay | None:
    """What tells of the usual way what a half sentence asks of a matter; None where what was ``found`` asks just this
    of such a matter."""
    way = next(_ways(about, knowledge), None)
    if way is None:
        return None
    for aspect in aspects_asked(reading.standard):
        if _tells_itself(found, aspect, way, knowledge):
            return None
        if aspect == "refused" and (own := _of_a_refusal(about, reading, region, knowledge)):
            return OnTheWay(aspect, own)
        if passage := _in(region, way, aspect, reading, knowledge):
            return OnTheWay(aspect, passage)
    return None


def told_on_the_way(
    next_one: OnTheWay, about: Sequence[Passage], found: Result, named: Region | None, memory: Memory
) -> Finding:
    """What is said, and remembered: the matter stays what it was."""
    passage = next_one.passage
    result = replace(found, decision="answer", hits=(Hit(passage, 1.0),), guide=None)
    finding = remember(passage.question, result, named, memory)
    kept = replace(finding.memory, matter=about[0].id, matter_question=memory.matter_question)
    return replace(finding, memory=kept)


def _ways(about: Sequence[Passage], knowledge: Knowledge) -> Iterator[Procedure]:
    guides = filter(None, map(knowledge.searcher.guide_of, about))
    return filter(None, (procedure_of(guide.id) for guide in guides))


def _tells_itself(found: Result, aspect: Aspect, way: Procedure, knowledge: Knowledge) -> bool:
    """Whether an entry was found that asks for this of a matter that goes that way, perhaps at a place."""
    entry = found.hits[0].passage if found.decision == "answer" else None
    guide = knowledge.searcher.guide_of(entry) if entry else None
    return bool(entry and guide and guide.id in way.matters and aspect in aspects_asked(entry.question))


def _of_a_refusal(
    about: Sequence[Passage], reading: Reading[PlaceMention], region: Region | None, knowledge: Knowledge
) -> Passage | None:
    """The entry of the matter itself that asks what to do where just that is refused: overtime that is not paid."""
    guides = filter(None, map(knowledge.searcher.guide_of, about))
    ids = dict.fromkeys(id for guide in guides for id in guide.covers)
    told = filter(None, (knowledge.told_in(id, region, reading.period) for id in ids))
    asks = [each for each in told if "refused" in aspects_asked(each.question) and _holds_in(region, each)]
    return knowledge.searcher.nearest(reading, asks) if asks else None


def _in(
    region: Region | None, way: Procedure, aspect: Aspect, reading: Reading[PlaceMention], knowledge: Knowledge
) -> Passage | None:
    """What tells it in a region: a province's own before the nation's."""
    for id in reversed(way.answers.get(aspect, ())):
        passage = knowledge.told_in(id, region, reading.period)
        if passage and _holds_in(region, passage):
            return passage
    return None


def _holds_in(region: Region | None, passage: Passage) -> bool:
    """Whether it is the nation's, or of this region or one above it."""
    return passage.region.holds_for(region) if region else passage.region.depth == 0
