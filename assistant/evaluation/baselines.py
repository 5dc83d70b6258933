"""The search beside its peers on the same questions in the same run: BM25 over words, BM25 over characters, and the plain
sentence vectors of the questions."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import bm25s
import numpy as np
import rjieba
from numpy.typing import NDArray

from assistant.evaluation.heldout import Case
from knowledge.language.normalise import normalise
from knowledge.library.content import Passage
from knowledge.retrieval.eligibility import Eligibility
from knowledge.retrieval.encoding import comparable
from knowledge.retrieval.lexical import Split, character_terms
from knowledge.retrieval.searcher import Searcher

# A peer: the scores of all variants for a question.
Peer = Callable[[str], NDArray[np.float32]]


@dataclass(frozen=True)
class Score:
    """``first`` and ``five``: shares of questions with a right passage on place 1 and among 5. ``auroc``: how well the best
    score tells answerable from unanswerable, None where there are none of these. ``milliseconds``: median time of a
    question."""

    name: str
    first: float
    five: float
    auroc: float | None
    milliseconds: float


def compare(
    searcher: Searcher, cases: Sequence[Case], is_known: Callable[[Passage], bool] = lambda passage: True
) -> list[Score]:
    """Every peer gets the same place and time filter; they differ in how they compare texts only. ``is_known``: the passages
    that the peers have; the search has all."""
    encoder, regions = searcher.encoder, searcher.regions
    passages = [passage for passage in searcher.catalogue.passages if is_known(passage)]
    questions = [question for passage in passages for question in passage.questions]
    vectors = encoder.vectors([comparable(question, regions) for question in questions])
    single = [case for case in cases if len(case.turns) == 1]
    variants = list(map(normalise, questions))
    peers: dict[str, Peer] = {
        "BM25（jieba 分词）": _bm25(variants, rjieba.cut),
        "BM25（单字与双字）": _bm25(variants, character_terms),
        "问题向量（原编码器）": lambda text: vectors @ encoder.queries([comparable(text, regions)]).vectors[0],
    }
    scores = [_measure(name, _ranker(searcher, passages, peer), single) for name, peer in peers.items()]
    return [*scores, _measure("暖驿检索", _own(searcher), single)]


def _bm25(texts: Sequence[str], split: Split) -> Peer:
    """The library bm25s over the texts."""
    index = bm25s.BM25()
    index.index([split(text) for text in texts], show_progress=False)
    return lambda text: np.asarray(index.get_scores(split(text)), np.float32)


# Ranks: (ids best first, confidence) for a case.
Ranker = Callable[[Case], tuple[list[str], float]]


def _ranker(searcher: Searcher, passages: Sequence[Passage], peer: Peer) -> Ranker:
    eligibility = Eligibility(passages)
    owner = np.repeat(np.arange(len(passages)), [len(passage.questions) for passage in passages])

    def rank(case: Case) -> tuple[list[str], float]:
        reading = searcher.reading(case.turns[0])
        region = searcher.regions.get(case.region) if case.region else None
        scope = eligibility.scope(searcher.place(reading, region), None, searcher.today())
        best = np.full(len(passages), -np.inf, np.float32)
        np.maximum.at(best, owner, peer(reading.plain))
        best[~scope.allowed] = -np.inf
        order = np.argsort(-best)[:5]
        return [passages[int(n)].id for n in order], float(best[order[0]])

    return rank


def _own(searcher: Searcher) -> Ranker:
    def rank(case: Case) -> tuple[list[str], float]:
        found = searcher.search(
            searcher.reading(case.turns[0]), searcher.regions.get(case.region) if case.region else None
        )
        return [hit.passage.id for hit in found.hits], 1 - found.none

    return rank


def _measure(name: str, rank: Ranker, cases: Sequence[Case]) -> Score:
    first = five = answerable = 0
    confident: list[float] = []
    doubtful: list[float] = []
    times: list[float] = []
    for case in cases:
        started = time.perf_counter()
        ids, confidence = rank(case)
        times.append(time.perf_counter() - started)
        (confident if case.expect else doubtful).append(confidence)
        answerable += bool(case.expect)
        first += bool(ids[:1] and ids[0] in case.expect)
        five += bool(case.expect & set(ids[:5]))
    pairs = np.subtract.outer(np.array(confident), np.array(doubtful))
    auroc = float((pairs > 0).mean() + (pairs == 0).mean() / 2) if pairs.size else None
    return Score(name, first / answerable, five / answerable, auroc, sorted(times)[len(times) // 2] * 1000)
