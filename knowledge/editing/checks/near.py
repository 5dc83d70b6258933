"""Other entries that an FAQ may be confused with: those that hold at its place and time, by the vectors of the search.

The thresholds were read off the shipped content (docs/adr/0022), whose entries are told apart on purpose.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.editing.checks.amounts import differing
from knowledge.editing.checks.findings import Finding, Kind, finding
from knowledge.encoder import Vectors
from knowledge.language.normalise import letters_only
from knowledge.library.checks import LEAST_SIMILAR
from knowledge.library.content import Passage
from knowledge.retrieval.encoding import Texts
from knowledge.retrieval.features import numbers_in
from knowledge.retrieval.searcher import Searcher

# Cosines of adapted vectors of questions.
SAME_QUESTION, SAME_MATTER = 0.93, 0.85
# A wording belongs elsewhere when it is this near to another entry, and nearer than to its own by so much.
NEAR_ELSEWHERE, FURTHER_FROM_OWN = 0.75, 0.2
_LOOKED_AT = 32  # nearest wordings of others


@dataclass(frozen=True)
class Other:
    """Another entry, and how near its nearest wording is to one of the FAQ's."""

    passage: Passage
    cosine: float


@dataclass(frozen=True)
class Neighbourhood:
    """An FAQ among what is told; entries of the same id are the FAQ itself."""

    passage: Passage
    searcher: Searcher

    @cached_property
    def own(self) -> Vectors:
        """The adapted vectors of its wordings, the question first."""
        texts = Texts.of([self.passage], self.searcher.regions).variants
        return self.searcher.catalogue.adapter.questions(self.searcher.encoder.vectors(texts))

    def others(self, wording: int) -> Sequence[Other]:
        """The entries nearest to one of its wordings, each once, the nearest first."""
        catalogue = self.searcher.catalogue
        rows, cosines = catalogue.indexes.nearest.search(self.own[wording], _LOOKED_AT, self._open)
        best: dict[int, float] = {}
        for number, cosine in zip(catalogue.owner[rows].tolist(), cosines.tolist(), strict=True):
            best.setdefault(number, cosine)
        return [Other(catalogue.passages[number], cosine) for number, cosine in best.items()]

    @cached_property
    def _open(self) -> NDArray[np.bool_]:
        """Which wordings of others may be meant at its place and time."""
        catalogue = self.searcher.catalogue
        passages = zip(catalogue.passages, catalogue.live.tolist(), strict=True)
        may = [is_live and self._may_be_meant(passage) for passage, is_live in passages]
        return np.array(may, np.bool_)[catalogue.owner]

    def _may_be_meant(self, other: Passage) -> bool:
        first, last = self.passage.effective_from or dt.date.min, self.passage.effective_to or dt.date.max
        one, there = self.passage.region, other.region
        is_placed = one.holds_for(there) or there.holds_for(one)
        return other.id != self.passage.id and is_placed and other.in_force(first, last)


def duplicate_findings(around: Neighbourhood) -> Iterator[Finding]:
    """Entries that answer the same question; those of the same region whose figures are others contradict it."""
    own = around.passage
    for other in around.others(0):
        passage = other.passage
        if numbers_in(passage.question) != numbers_in(own.question):
            continue
        said = {"other": passage.question, "place": passage.region.name}
        apart = differing(own.answer, passage.answer) if passage.region == own.region else None
        if apart and other.cosine >= SAME_MATTER:
            ours, theirs = apart
            yield finding(Kind.CONTRADICTION, "answer", passage.id, other.cosine, **said, ours=ours, theirs=theirs)
        elif other.cosine >= SAME_QUESTION and not _is_on_purpose(own, passage):
            kind = Kind.NEAR_DUPLICATE if passage.region == own.region else Kind.OTHER_LEVEL
            yield finding(kind, "question", passage.id, other.cosine, **said)


def wording_findings(around: Neighbourhood) -> Iterator[Finding]:
    """Similar questions that belong to another entry, stand twice, or are few."""
    own = around.passage
    seen: set[str] = set()
    for number, wording in enumerate(own.questions):
        if (letters := letters_only(wording)) in seen:
            yield finding(Kind.REPEATED, "similar_questions", wording=wording)
        elif number and (other := _belonging(around, number)):
            said = {"wording": wording, "other": other.passage.question}
            yield finding(Kind.FOREIGN_WORDING, "similar_questions", other.passage.id, other.cosine, **said)
        seen.add(letters)
    if len(own.similar) < LEAST_SIMILAR:
        yield finding(Kind.FEW_WORDINGS, "similar_questions", count=len(own.similar), least=LEAST_SIMILAR)


def _is_on_purpose(one: Passage, other: Passage) -> bool:
    """Whether one replaces the other, or is the guide to it."""
    return any(of.id in (*to.replaces, *to.covers) for of, to in ((one, other), (other, one)))


def _belonging(around: Neighbourhood, number: int) -> Other | None:
    """The entry of the same region to which one of the wordings belongs rather than to its own."""
    own = around.passage
    others = (other for other in around.others(number) if other.passage.region == own.region)
    nearest = next((other for other in others if not _is_on_purpose(own, other.passage)), None)
    if nearest is None or nearest.cosine < NEAR_ELSEWHERE:
        return None
    cosines = around.own @ around.own[number]
    nearest_own = float(np.delete(cosines, number).max(initial=0.0))
    return nearest if nearest.cosine - nearest_own >= FURTHER_FROM_OWN else None
