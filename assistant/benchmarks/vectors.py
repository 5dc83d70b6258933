"""Nearest vectors among a hundred thousand and a million: the index that serves beside a flat one of FAISS, same questions,
same run.

The vectors are the content's own, each turned a little time and again: as FAQs of many offices lie about the same matters.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.settings import Settings
from knowledge.encoder import Vectors
from knowledge.live.opening import open_searcher
from knowledge.retrieval.inverted import index_of
from knowledge.retrieval.vectors import FlatIndex, JoinedIndex, VectorIndex

COUNTS, QUESTIONS, LIMIT = (100_000, 1_000_000), 200, 10
# How far a vector is turned from one of the content's (their cosine is 0.8), and a question from one.
TURNED, ASKED = 0.75, 0.5
_AT_ONCE = 50_000


@dataclass(frozen=True)
class Row:
    """One index of so many vectors: milliseconds a question, the share of the nearest ten that it finds, seconds to build it
    and to put one more vector beside it so that it is found."""

    way: str
    count: int
    p50: float
    p95: float
    recall: float
    built: float
    one_more: float


def bench_vectors(settings: Settings, counts: Sequence[int] = COUNTS, questions: int = QUESTIONS) -> Iterator[Row]:
    """Both ways, for each number of vectors. Raises VersionError."""
    own, draw = _own(settings), np.random.default_rng(0)
    asked = turned(own, questions, ASKED, draw)
    for count in counts:
        vectors = turned(own, count, TURNED, draw)
        exact: list[NDArray[np.int64]] = []
        for way, make in (("FAISS 逐个比较", FlatIndex), ("暖驿", index_of)):
            started = time.perf_counter()
            index: VectorIndex = make(vectors)
            built = time.perf_counter() - started
            found, taken = _timed(index, asked)
            exact = exact or found
            recall = float(np.mean([len(np.intersect1d(*pair)) / LIMIT for pair in zip(found, exact, strict=True)]))
            p50, p95 = (float(value) * 1000 for value in np.percentile(taken, (50, 95)))
            yield Row(way, count, p50, p95, recall, built, _one_more(index, asked[:1]))


def _own(settings: Settings) -> Vectors:
    return np.asarray(open_searcher(settings).catalogue.segments[0].vectors.questions)


def turned(own: Vectors, count: int, by: float, draw: np.random.Generator) -> Vectors:
    """So many unit vectors, each one of ``own`` turned by a random step of that length."""
    made = np.empty((count, own.shape[1]), np.float32)
    for start in range(0, count, _AT_ONCE):
        part = made[start : start + _AT_ONCE]
        noise = draw.standard_normal(part.shape, np.float32) * np.float32(by / own.shape[1] ** 0.5)
        part[:] = own[draw.integers(len(own), size=len(part))] + noise
        part /= np.linalg.norm(part, axis=1, keepdims=True)
    return made


def _timed(index: VectorIndex, asked: Vectors) -> tuple[list[NDArray[np.int64]], list[float]]:
    found, taken = [], []
    for question in asked:
        started = time.perf_counter()
        found.append(index.search(question, LIMIT)[0])
        taken.append(time.perf_counter() - started)
    return found, taken


def _one_more(index: VectorIndex, vector: Vectors) -> float:
    """As a publication does it: a small index beside the large one."""
    started = time.perf_counter()
    numbers, _ = JoinedIndex([index, index_of(vector)]).search(vector[0], 1)
    took = time.perf_counter() - started
    assert numbers.tolist() == [len(index)], "it is found"
    return took
