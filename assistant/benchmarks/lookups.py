"""A whole look-up among a hundred thousand FAQs, from what was typed to what is told, beside the common way: BM25 of bm25s
over words and FAISS that compares each vector, both over all wordings, their ranks fused. Same encoder, same questions, same
run.

The FAQs are made up. Their vectors are the content's own, each turned a little: to encode so many takes half an hour.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import bm25s
import numpy as np
import rjieba
from numpy.typing import NDArray

from assistant.benchmarks.made_up_faqs import made_up_faqs
from assistant.benchmarks.vectors import TURNED, turned
from assistant.evaluation.heldout import Case, load_cases
from assistant.settings import Settings
from knowledge.editing.passages import passage_of
from knowledge.encoder import Encoder
from knowledge.library.content import Passage
from knowledge.live.opening import open_searcher
from knowledge.places.regions import Region, all_regions
from knowledge.retrieval.encoding import PassageVectors
from knowledge.retrieval.searcher import Searcher
from knowledge.retrieval.segment import Segment
from knowledge.retrieval.vectors import FlatIndex, JoinedIndex

# Each of the first is asked from the place of one of the others: who asks first from a place waits some milliseconds longer.
BEFORE, QUESTIONS, LIMIT = 100, 200, 10
# Of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009).
_FUSED, _RANKED = 60, 64


@dataclass(frozen=True)
class Way:
    """Milliseconds of the processor a look-up: what else the machine does changes them little."""

    name: str
    p50: float
    p95: float


@dataclass(frozen=True)
class Report:
    """``recall``: the share of the nearest ten of all wordings in scope that our index finds; ``publish``: seconds of the
    processor until one more FAQ is found."""

    wordings: int
    common: Way
    own: Way
    recall: float
    publish: float

    @property
    def ratio(self) -> float:
        return self.own.p95 / self.common.p95


def bench_lookup(settings: Settings, faqs: int, questions: int = QUESTIONS) -> Report:
    """Raises VersionError."""
    searcher, draw = open_searcher(settings), np.random.default_rng(0)
    *many, one = [passage_of(row, searcher.regions, {}) for row in made_up_faqs(faqs + 1, all_regions())]
    content = searcher.catalogue.segments[0]
    searcher = searcher.extended(many, _vectors(many, content, draw))
    more = _vectors([one], content, draw)
    began = time.thread_time()
    searcher = searcher.extended([one], more)
    took = time.thread_time() - began
    assert (one.origin, one.id) in searcher.catalogue.number_of
    cases = [case for case in load_cases() if len(case.turns) == 1][: BEFORE + questions]
    common = _timed("常见做法", _common(searcher, Encoder(settings.encoder)), cases)
    own = _timed("暖驿", _own(searcher), cases)
    return Report(len(searcher.catalogue.owner), common, own, _recall(searcher, cases), took)


def _vectors(passages: Sequence[Passage], content: Segment, draw: np.random.Generator) -> PassageVectors:
    own, wordings = content.vectors, sum(len(passage.questions) for passage in passages)
    return PassageVectors(
        turned(np.asarray(own.questions), wordings, TURNED, draw),
        turned(np.asarray(own.answers), len(passages), TURNED, draw),
        own.tokens.take(draw.integers(len(own.tokens), size=len(passages))),
    )


def _place(searcher: Searcher, case: Case) -> Region | None:
    return searcher.regions.get(case.region) if case.region else None


def _own(searcher: Searcher) -> Callable[[Case], object]:
    return lambda case: searcher.search(searcher.reading(case.turns[0]), _place(searcher, case))


def _common(searcher: Searcher, encoder: Encoder) -> Callable[[Case], object]:
    words = bm25s.BM25()
    words.index([list(rjieba.cut(variant)) for variant in searcher.catalogue.variants], show_progress=False)
    flat = _flat(searcher)

    def look_up(case: Case) -> list[int]:
        text = case.turns[0]
        scores = words.get_scores(list(rjieba.cut(text)))
        by_words = np.argpartition(-scores, _RANKED)[:_RANKED]
        by_words = by_words[np.argsort(-scores[by_words])]
        near, _ = flat.search(encoder.queries([text]).vectors[0], _RANKED)
        fused: dict[int, float] = {}
        for ranked in (by_words, near):
            for rank, row in enumerate(ranked.tolist()):
                fused[row] = fused.get(row, 0.0) + 1 / (_FUSED + rank)
        return sorted(fused, key=lambda row: -fused[row])[:LIMIT]

    return look_up


def _flat(searcher: Searcher) -> JoinedIndex:
    return JoinedIndex([FlatIndex(segment.vectors.questions) for segment in searcher.catalogue.segments])


def _recall(searcher: Searcher, cases: Sequence[Case]) -> float:
    flat, catalogue, found = _flat(searcher), searcher.catalogue, []
    for case in cases:
        reading, place = searcher.reading(case.turns[0]), _place(searcher, case)
        where = searcher.place(reading, place)
        there = np.array([where is None or _meet(where, passage.region) for passage in catalogue.passages], np.bool_)
        vector, open_ = searcher.read(reading.query).vector, there[catalogue.owner]
        exact, ours = (index.search(vector, LIMIT, open_)[0] for index in (flat, catalogue.indexes.nearest))
        found.append(_share(ours, exact))
    return float(np.mean(found))


def _meet(one: Region, other: Region) -> bool:
    return one.holds_for(other) or other.holds_for(one)


def _share(ours: NDArray[np.int64], exact: NDArray[np.int64]) -> float:
    return len(np.intersect1d(ours, exact)) / max(1, len(exact))


def _timed(name: str, look_up: Callable[[Case], object], cases: Sequence[Case]) -> Way:
    taken = []
    for case in cases:
        began = time.thread_time()
        look_up(case)
        taken.append(time.thread_time() - began)
    p50, p95 = (float(value) * 1000 for value in np.percentile(taken[BEFORE:], (50, 95)))
    return Way(name, p50, p95)
