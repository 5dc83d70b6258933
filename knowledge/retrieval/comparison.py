"""A question compared with passages: the evidence that its words and vectors give, and the features of each candidate."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from rapidfuzz import fuzz, process

from knowledge.language.normalise import letters_only
from knowledge.library.content import Passage
from knowledge.ragged import Numbers
from knowledge.retrieval.adapter import QueryTokens
from knowledge.retrieval.eligibility import Scope
from knowledge.retrieval.features import FEATURES, numbers_in, wants
from knowledge.retrieval.gaps import ELSEWHERE_UNKNOWN, Elsewhere, fill_gaps
from knowledge.retrieval.indexes import Indexes, Part
from knowledge.retrieval.lexical import Mask, Query
from knowledge.retrieval.topics import UNKNOWN, About

# A year is no number like others: a passage may hold for it by its dates, without naming it.
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?=年)")
# Less likely than this, a topic is as good as none; and what an unknown one is taken for, which most are.
LEAST_LIKELY_TOPIC, UNKNOWN_TOPIC = 5e-5, 2.5e-3


class Candidates(NamedTuple):
    """Passages worth a look and their features, shape (number of passages, ``len(FEATURES)``)."""

    numbers: NDArray[np.int64]
    features: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Question:
    """A question made ready for comparing: its standard wording, its vector and its tokens, both adapted, its cosines with
    the questions that have no answer (``unanswered.py``), and what it is about."""

    text: str
    vector: NDArray[np.float32]
    tokens: QueryTokens
    unanswered: NDArray[np.float32]
    about: About


@dataclass(frozen=True)
class Scores:
    """What the words of a question come to in all texts, whoever may answer: its terms in two indexes; scores of all variants
    (``words``, ``sounds``) and of all ``answers``; what it wants to know, its numbers and years."""

    by_words: Query
    by_answers: Query
    words: NDArray[np.float32]
    sounds: NDArray[np.float32]
    answers: NDArray[np.float32]
    wanted: frozenset[str]
    numbers: frozenset[str]
    years: frozenset[str]
    length: int
    is_pair: Mask

    @classmethod
    def of(cls, text: str, indexes: Indexes) -> Scores:
        """``text``: that of a ``Question``."""
        by_words, by_answers = indexes.words.read(text), indexes.answers.read(text)
        return cls(
            by_words=by_words,
            by_answers=by_answers,
            words=indexes.words.scores(by_words),
            sounds=indexes.sounds.scores(indexes.sounds.read(text)),
            answers=indexes.answers.scores(by_answers),
            wanted=wants(text),
            numbers=numbers_in(_YEAR.sub("", text)),
            years=frozenset(_YEAR.findall(text)),
            length=len(letters_only(text)),
            is_pair=np.array([len(term) == 2 for term in by_words.terms], bool),
        )


@dataclass(frozen=True)
class Evidence:
    """What a question brings along to be compared with each passage.

    ``open_variants``: the variants to look at; ``elsewhere``: what fits best of what holds in other places only, None where
    nothing does; cosines with the nearest question that nobody answers ``anywhere``, and ``here``; ``topic_of``: the topic of
    every passage.
    """

    question: Question
    scores: Scores
    open_variants: Mask
    elsewhere: Elsewhere | None
    anywhere: float
    here: float
    topic_of: NDArray[np.int64]


def weigh(indexes: Indexes, evidence: Evidence, chosen: set[int], scope: Scope) -> Candidates:
    """Compare the question with each of the passages ``chosen``, each of which has a variant to look at."""
    numbers = np.array(sorted(chosen), np.int64)
    features = np.zeros((len(numbers), len(FEATURES)), np.float32)
    if len(numbers):
        compared = [_Comparison(indexes, part, evidence, own) for part, own in indexes.within(numbers)]
        np.concatenate([one.features(scope) for one in compared], out=features)
        fill_gaps(features, evidence.elsewhere or ELSEWHERE_UNKNOWN)
    return Candidates(numbers, features)


def best_elsewhere(indexes: Indexes, question: Question, scores: Scores, outside: Mask) -> Elsewhere | None:
    """The best fit among the variants that hold in other places only (``outside``), None where there are none."""
    if not outside.any():
        return None
    _, cosines = indexes.nearest.search(question.vector, 1, outside)
    return Elsewhere(float(cosines[0]), float(np.where(outside, scores.words, 0).max()) / scores.by_words.weight)


class _Comparison:
    """A question beside some passages of one segment, ``numbers``, numbered as there."""

    def __init__(self, indexes: Indexes, part: Part, evidence: Evidence, numbers: Numbers) -> None:
        self._indexes, self._part, self._segment = indexes, part, part.segment
        self._evidence, self._numbers = evidence, numbers
        self._in_answers = indexes.answers.has(evidence.scores.by_answers, part.number, numbers)

    def features(self, scope: Scope) -> NDArray[np.float32]:
        """Shape (numbers, FEATURES), the gaps still empty."""
        features = np.zeros((len(self._numbers), len(FEATURES)), np.float32)
        for name, column in (self._by_variants() | self._by_passages(scope)).items():
            features[:, FEATURES.index(name)] = column
        return features

    def _by_variants(self) -> dict[str, ArrayLike]:
        """What comes of the ways of asking for the passages."""
        evidence, segment, numbers = self._evidence, self._segment, self._numbers
        rows = segment.rows.places(numbers)
        rows = rows[evidence.open_variants[self._part.variants][rows]]
        owner = segment.rows.owner[rows]
        start = np.searchsorted(owner, numbers)
        counts = np.diff(np.append(start, len(rows)))
        whole = evidence.scores.by_words.weight
        scores = evidence.scores
        words, sounds = scores.words[self._part.variants][rows], scores.sounds[self._part.variants][rows]
        cosines = segment.vectors.questions[rows] @ evidence.question.vector
        in_order = cosines[np.lexsort((-cosines, owner))]
        nearest = [in_order[start + np.minimum(rank, counts - 1)] for rank in range(3)]
        best = rows[np.lexsort((-(cosines + words / (words + 10)), owner))[start]]
        has = self._indexes.words.has(evidence.scores.by_words, self._part.number, best)
        shared = has @ evidence.scores.by_words.idf
        variants = [segment.variants[row] for row in rows.tolist()]
        alike = process.cdist([evidence.question.text], variants, scorer=fuzz.ratio)
        offered = [segment.wants[row] for row in best.tolist()]
        missing = evidence.scores.is_pair & ~has & ~self._in_answers
        return self._figures(best) | {
            "dense_best": nearest[0],
            "dense_second": nearest[1],
            "dense_third": sum(near * (counts > rank) for rank, near in enumerate(nearest)) / np.minimum(counts, 3),
            "dense_main": cosines[start],
            "words_best": np.maximum.reduceat(words, start) / whole,
            "sound_best": np.maximum.reduceat(sounds, start) / whole,
            "covered_by_best": shared / whole,
            "covers_best": shared / self._indexes.words.weights(self._part.number, best),
            "rare_missing": np.where(missing, evidence.scores.by_words.idf, 0).max(axis=1, initial=0),
            "wants_shared": [len(evidence.scores.wanted & kinds) for kinds in offered],
            "wants_missed": [len(evidence.scores.wanted - kinds) for kinds in offered],
            "length_ratio": [evidence.scores.length / max(1, segment.lengths[row]) for row in best.tolist()],
            "edit_best": np.maximum.reduceat(alike[0], start) / 100,
            "variants": np.log2(counts),
        }

    def _figures(self, best: Numbers) -> dict[str, ArrayLike]:
        """Numbers and years of the question that a passage names; ``best``: the variant nearest to the question of each."""
        evidence, segment = self._evidence, self._segment
        pairs = list(zip(self._numbers.tolist(), best.tolist(), strict=True))
        known = [segment.figures[number] | numbers_in(segment.variants[row]) for number, row in pairs]
        years = [
            sum(year in names or _is_dated_to(segment.passages[number], int(year)) for year in evidence.scores.years)
            for (number, _), names in zip(pairs, known, strict=True)
        ]
        return {
            "numbers_found": [len(evidence.scores.numbers & names) for names in known],
            "numbers_missing": [len(evidence.scores.numbers - names) for names in known],
            "years_found": years,
            "years_missing": [len(evidence.scores.years) - found for found in years],
        }

    def _by_passages(self, scope: Scope) -> dict[str, ArrayLike]:
        """What comes of the answers of the passages, their places and their kinds."""
        evidence, segment, numbers = self._evidence, self._segment, self._numbers
        levels = scope.levels[self._part.passages][numbers]
        kinds = [segment.passages[number].kind for number in numbers.tolist()]
        given = [segment.gives[number] for number in numbers.tolist()]
        is_amount = "amount" in evidence.scores.wanted
        tokens = self._indexes.tokens.compare(evidence.question.tokens, self._part.number, numbers)
        topic_of = evidence.topic_of[self._part.passages][numbers]
        has_topic = topic_of != UNKNOWN
        topics = np.where(has_topic, evidence.question.about.topics[topic_of], 0)
        return {
            "dense_answer": segment.vectors.answers[numbers] @ evidence.question.vector,
            "tokens_met": tokens.met,
            "token_missed": tokens.missed,
            "words_answer": evidence.scores.answers[self._part.passages][numbers] / evidence.scores.by_words.weight,
            "covered_by_passage": self._in_answers @ evidence.scores.by_answers.idf / evidence.scores.by_answers.weight,
            "level_up": np.maximum(levels, 0),
            "level_down": np.maximum(-levels, 0),
            "length_query": np.full(len(numbers), min(evidence.scores.length, 40)),
            "offers_shared": [len(evidence.scores.wanted & kinds) for kinds in given],
            "offers_missed": [len(evidence.scores.wanted - kinds) for kinds in given],
            "level_for_amount": [is_amount and kind == "level" for kind in kinds],
            "rule_for_amount": [is_amount and kind == "rule" for kind in kinds],
            "is_statistic": [kind == "statistic" for kind in kinds],
            "local_import": (evidence.elsewhere is not None) & segment.is_import[numbers] & segment.is_local[numbers],
            "unanswered_anywhere": np.full(len(numbers), evidence.anywhere),
            "unanswered_here": np.full(len(numbers), evidence.here),
            "topic": np.log(np.where(has_topic, np.maximum(topics, LEAST_LIKELY_TOPIC), UNKNOWN_TOPIC)),
            "topic_share": topics,
            "topic_unknown": ~has_topic,
            "off_topic": np.full(len(numbers), evidence.question.about.off_topic),
            "topics_shared": self._topics_shared(),
        }

    def _topics_shared(self) -> NDArray[np.float32]:
        """How much of what the question is about each import is about too, both by all that was ever asked about the topics:
        the sum of the square roots of the products of probabilities (Bhattacharyya 1943). 0 of what was not imported."""
        topics = np.sqrt(self._evidence.question.about.topics)
        known = self._segment.vectors.topics.take(self._numbers)
        shared = np.zeros(len(self._numbers), np.float32)
        shared[known.counts > 0] = known.values.reshape(-1, len(topics)) @ topics
        return shared


def _is_dated_to(passage: Passage, year: int) -> bool:
    """Whether the passage has dates of effect and they hold some of the year."""
    is_dated = passage.effective_from is not None or passage.effective_to is not None
    return is_dated and passage.in_force(dt.date(year, 1, 1), dt.date(year, 12, 31))
