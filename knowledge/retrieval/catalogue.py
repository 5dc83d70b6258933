"""All passages with what is needed to compare a question with them."""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from rapidfuzz import fuzz, process

from knowledge.encoder import Encoded, Encoder, Tokens, Vectors
from knowledge.language.normalise import bare, normalise, standard_words
from knowledge.language.spelling import Speller
from knowledge.library.content import Passage
from knowledge.places.regions import RegionTree
from knowledge.retrieval.adapter import Adapter, AskedTokens
from knowledge.retrieval.eligibility import Scope
from knowledge.retrieval.features import ELSEWHERE_UNKNOWN, FEATURES, Elsewhere, fill_gaps, gives, wants
from knowledge.retrieval.late import TokenIndex, in_a_row
from knowledge.retrieval.lexical import Bm25, Query, character_terms, ranges, sound_terms
from knowledge.retrieval.unanswered import Unanswered
from knowledge.retrieval.vectors import FlatIndex, VectorIndex

CANDIDATES_EACH = 16  # taken from each of the three searches
# The same among the passages of the city alone: it has few ways of asking beside the nation's many.
CANDIDATES_LOCAL = 6
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# A year is no number like others: a passage may hold for it by its dates, without naming it.
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?=年)")


class Candidates(NamedTuple):
    """Passages worth a look and their features, shape (number of passages, ``len(FEATURES)``)."""

    numbers: NDArray[np.int64]
    features: NDArray[np.float32]


@dataclass(frozen=True)
class Question:
    """A question made ready for comparing: its standard wording, its vector and its tokens, both adapted, and its cosines
    with the questions that have no answer (``unanswered.py``)."""

    text: str
    vector: NDArray[np.float32]
    tokens: AskedTokens
    unanswered: NDArray[np.float32]


class PassageVectors(NamedTuple):
    """The encoder's vectors of all variants and of all answers, shapes (variants, size) and (passages, size); the tokens of
    all answers, one after another, and where each answer's end, shape (passages + 1,), the first of them 0."""

    questions: Vectors
    answers: Vectors
    tokens: Tokens
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, variants: Encoded, answers: Encoded) -> PassageVectors:
        return cls(variants.vectors, answers.vectors, *in_a_row(answers.tokens))

    @classmethod
    def encode(cls, passages: Sequence[Passage], encoder: Encoder, regions: RegionTree) -> PassageVectors:
        return cls.of(*encode(passages, encoder, regions))

    def only(self, variants: NDArray[np.bool_], passages: NDArray[np.bool_]) -> PassageVectors:
        """Those of some passages, in some variants of these."""
        numbers = np.flatnonzero(passages)
        first, last = self.ends[numbers], self.ends[numbers + 1]
        ends = np.cumsum([0, *(last - first)], dtype=np.int64)
        return PassageVectors(self.questions[variants], self.answers[passages], self.tokens[ranges(first, last)], ends)


class Catalogue:
    """Passages, every way of asking for them ("variants", grouped by passage) and the indexes over these."""

    def __init__(
        self,
        passages: Sequence[Passage],
        vectors: PassageVectors,
        adapter: Adapter,
        unanswered: Unanswered,
        regions: RegionTree,
    ) -> None:
        self._adapter, self._unanswered = adapter, unanswered
        self.passages: tuple[Passage, ...] = ()
        self.variants: list[str] = []
        self.first = np.zeros(1, np.int64)
        self.question_vectors = self.answer_vectors = np.zeros((0, vectors.answers.shape[1]), np.float32)
        self.by_wording: dict[str, tuple[int, ...]] = {}
        self.speller = Speller(())
        self._words, self._answers = Bm25((), character_terms), Bm25((), character_terms)
        self._sounds = Bm25((), sound_terms)
        self._tokens = TokenIndex(*in_a_row([]))
        self._lengths: list[int] = []
        self._gives: list[frozenset[str]] = []
        self._wants: list[frozenset[str]] = []
        self._numbers: list[frozenset[str]] = []
        self._append(passages, vectors, regions)

    def extended(self, passages: Sequence[Passage], vectors: PassageVectors, regions: RegionTree) -> Catalogue:
        """A catalogue of the same passages and these behind them, in a time that depends on these alone (and on copying
        arrays); this one stays as it is."""
        larger = copy.copy(self)
        larger._append(passages, vectors, regions)
        return larger

    def _append(self, passages: Sequence[Passage], vectors: PassageVectors, regions: RegionTree) -> None:
        """Takes new lists and arrays in place of the old ones, which another catalogue may share."""
        variants = [comparable(q, regions) for p in passages for q in p.questions]
        texts = [_answer_text(p, regions) for p in passages]
        counts = [len(p.questions) for p in passages]
        self.by_wording = dict(self.by_wording)
        for variant, number in zip(variants, np.repeat(np.arange(len(passages)), counts), strict=True):
            wording = bare(variant)
            self.by_wording[wording] = (*self.by_wording.get(wording, ()), len(self.passages) + int(number))
        self.passages = (*self.passages, *passages)
        self.variants = self.variants + variants
        self.first = np.concatenate([self.first, self.first[-1] + np.cumsum(counts, dtype=np.int64)])
        self.owner = np.repeat(np.arange(len(self.passages)), np.diff(self.first))
        self.is_bare = np.diff(self.first) == 1  # known in one wording only, as imported ones mostly are
        self.is_local = np.array([passage.region.depth >= 2 for passage in self.passages], bool)
        self.question_vectors = np.vstack([self.question_vectors, self._adapter.questions(vectors.questions)])
        self.answer_vectors = np.vstack([self.answer_vectors, self._adapter.answers(vectors.answers)])
        self.speller = self.speller.extended([*variants, *texts])
        self._nearest: VectorIndex = FlatIndex(self.question_vectors)
        self._words, self._sounds = self._words.extended(variants), self._sounds.extended(variants)
        self._answers = self._answers.extended(texts)
        self._tokens = self._tokens.extended(self._adapter.told(vectors.tokens), vectors.ends)
        self._lengths = self._lengths + [len(bare(variant)) for variant in variants]
        self._gives = self._gives + [gives(passage.answer) for passage in passages]
        self._wants = self._wants + [wants(variant) for variant in variants]
        self._numbers = self._numbers + [frozenset(_NUMBER.findall(text)) for text in texts]

    def read(self, text: str, encoder: Encoder, regions: RegionTree) -> Question:
        """The question as it is compared with the variants."""
        return self.as_worded([self.worded(text, regions)], encoder)[0]

    def worded(self, text: str, regions: RegionTree) -> str:
        """The question with slips mended, without a district that no variant names: it would be found in addresses only."""
        typed = self.speller.correct(standard_words(normalise(text)))
        return regions.without_served(typed, lambda name: any(name in variant for variant in self.variants))

    def as_worded(self, texts: list[str], encoder: Encoder) -> list[Question]:
        """Questions in just these words."""
        encoded = encoder.queries(texts)
        vectors = self._adapter.questions(encoded.vectors)
        return [
            Question(text, vector, self._adapter.asked(tokens), unanswered)
            for text, vector, tokens, unanswered in zip(
                texts, vectors, encoded.tokens, self._unanswered.compare(vectors), strict=True
            )
        ]

    def knows_imports_alone(self, scope: Scope) -> bool:
        """Whether all passages of the city in scope are known in one wording only: the office has imported its own."""
        local = scope.allowed & self.is_local
        return bool(local.any() and self.is_bare[local].all())

    def candidates(self, question: Question, scope: Scope, without: int | None = None) -> Candidates:
        """The passages worth a look among those in scope, with their features.

        ``without``: a variant to leave out, so that a known question can be asked as if it were new.
        """
        evidence = self._gather(question, scope, without)
        chosen = self._worth_a_look(evidence)
        if without is not None and self.is_bare[self.owner[without]]:
            chosen.discard(int(self.owner[without]))
        return self._weigh(evidence, chosen, scope, without)

    def candidates_of_both(self, one: Question, other: Question, scope: Scope) -> tuple[Candidates, Candidates]:
        """The candidates of two readings of a message: for each reading the same passages, with its features."""
        first, second = (self._gather(question, scope) for question in (one, other))
        chosen = self._worth_a_look(first) | self._worth_a_look(second)
        return self._weigh(first, chosen, scope), self._weigh(second, chosen, scope)

    def _worth_a_look(self, evidence: _Evidence) -> set[int]:
        """The passages that any of the searches ranks high."""
        local = evidence.open_variants & self.is_local[self.owner]
        rankings = [_ranked(evidence.words), _ranked(evidence.sounds)]
        chosen = set(_ranked(evidence.answers)[:CANDIDATES_EACH].tolist())
        for variants, limit in ((evidence.open_variants, CANDIDATES_EACH), (local, CANDIDATES_LOCAL)):
            near, _ = self._nearest.search(evidence.question.vector, 4 * limit, variants)
            for ranked in (near, *(ranking[variants[ranking]][: 4 * limit] for ranking in rankings)):
                chosen |= _first_distinct(self.owner[ranked], limit)
        return chosen

    def _weigh(self, evidence: _Evidence, chosen: set[int], scope: Scope, without: int | None = None) -> Candidates:
        """Compare the question with each of the passages ``chosen``."""
        numbers = np.array(sorted(chosen), np.int64)
        features = np.zeros((len(numbers), len(FEATURES)), np.float32)
        if len(numbers):
            in_answers = self._answers.has(evidence.by_answers, numbers)
            compared = self._by_variants(evidence, numbers, in_answers, without)
            compared |= self._by_passages(evidence, numbers, in_answers, scope)
            for name, column in compared.items():
                features[:, FEATURES.index(name)] = column
            fill_gaps(features, self._elsewhere(evidence, scope))
        return Candidates(numbers, features)

    def _gather(self, question: Question, scope: Scope, without: int | None = None) -> _Evidence:
        open_variants = scope.allowed[self.owner]
        if without is not None:
            open_variants[without] = False
        by_words, by_answers = self._words.read(question.text), self._answers.read(question.text)
        all_words = self._words.scores(by_words)
        return _Evidence(
            question=question,
            open_variants=open_variants,
            by_words=by_words,
            by_answers=by_answers,
            all_words=all_words,
            words=np.where(open_variants, all_words, 0),
            sounds=np.where(open_variants, self._sounds.scores(self._sounds.read(question.text)), 0),
            answers=np.where(scope.allowed, self._answers.scores(by_answers), 0),
            wanted=wants(question.text),
            numbers=frozenset(_NUMBER.findall(_YEAR.sub("", question.text))),
            years=frozenset(_YEAR.findall(question.text)),
            length=len(bare(question.text)),
            is_pair=np.array([len(term) == 2 for term in by_words.terms], bool),
            has_place=bool(scope.elsewhere.any()),
        )

    def _elsewhere(self, evidence: _Evidence, scope: Scope) -> Elsewhere:
        """The best fit among the passages that hold in other places only."""
        if not scope.elsewhere.any():
            return ELSEWHERE_UNKNOWN
        outside = scope.elsewhere[self.owner]
        _, cosines = self._nearest.search(evidence.question.vector, 1, outside)
        return Elsewhere(float(cosines[0]), float(evidence.all_words[outside].max()) / evidence.by_words.weight)

    def _by_variants(
        self, evidence: _Evidence, numbers: NDArray[np.int64], in_answers: NDArray[np.bool_], without: int | None
    ) -> dict[str, ArrayLike]:
        """Features of the passages ``numbers`` that come of their variants; ``in_answers``: the terms in their answers."""
        rows = ranges(self.first[numbers], self.first[numbers + 1])
        rows = rows[rows != without] if without is not None else rows
        owner = self.owner[rows]
        start = np.searchsorted(owner, numbers)
        counts = np.diff(np.append(start, len(rows)))
        vector, words, whole = evidence.question.vector, evidence.words[rows], evidence.by_words.weight
        cosines = self.question_vectors[rows] @ vector
        in_order = cosines[np.lexsort((-cosines, owner))]
        nearest = [in_order[start + np.minimum(rank, counts - 1)] for rank in range(3)]
        best = rows[np.lexsort((-(cosines + words / (words + 10)), owner))[start]]
        has = self._words.has(evidence.by_words, best)
        shared = has @ evidence.by_words.idf
        alike = process.cdist(
            [evidence.question.text], [self.variants[row] for row in rows.tolist()], scorer=fuzz.ratio
        )
        offered = [self._wants[row] for row in best.tolist()]
        missing = evidence.is_pair & ~has & ~in_answers
        columns = {
            "dense_best": nearest[0],
            "dense_second": nearest[1],
            "dense_third": sum(near * (counts > rank) for rank, near in enumerate(nearest)) / np.minimum(counts, 3),
            "dense_main": self.question_vectors[self.first[numbers]] @ vector,
            "words_best": np.maximum.reduceat(words, start) / whole,
            "sound_best": np.maximum.reduceat(evidence.sounds[rows], start) / whole,
            "covered_by_best": shared / whole,
            "covers_best": shared / self._words.weights(best),
            "rare_missing": np.where(missing, evidence.by_words.idf, 0).max(axis=1, initial=0),
            "wants_shared": [len(evidence.wanted & kinds) for kinds in offered],
            "wants_missed": [len(evidence.wanted - kinds) for kinds in offered],
            "length_ratio": [evidence.length / max(1, self._lengths[row]) for row in best.tolist()],
            "edit_best": np.maximum.reduceat(alike[0], start) / 100,
            "variants": np.log2(counts),
        }
        known = [
            self._numbers[number] | frozenset(_NUMBER.findall(self.variants[row]))
            for number, row in zip(numbers.tolist(), best.tolist(), strict=True)
        ]
        years = [
            sum(year in names or _is_dated_to(self.passages[number], int(year)) for year in evidence.years)
            for number, names in zip(numbers.tolist(), known, strict=True)
        ]
        columns |= {
            "numbers_found": [len(evidence.numbers & names) for names in known],
            "numbers_missing": [len(evidence.numbers - names) for names in known],
            "years_found": years,
            "years_missing": [len(evidence.years) - found for found in years],
        }
        return columns

    def _by_passages(
        self, evidence: _Evidence, numbers: NDArray[np.int64], in_answers: NDArray[np.bool_], scope: Scope
    ) -> dict[str, ArrayLike]:
        """Features of the passages ``numbers`` that come of their answers, their places and their kinds."""
        levels, kinds = scope.levels[numbers], [self.passages[number].kind for number in numbers.tolist()]
        given = [self._gives[number] for number in numbers.tolist()]
        is_amount = "amount" in evidence.wanted
        covered = in_answers @ evidence.by_answers.idf
        tokens = self._tokens.compare(evidence.question.tokens, numbers)
        anywhere, here = self._unanswered.nearest(evidence.question.unanswered, scope.region)
        return {
            "dense_answer": self.answer_vectors[numbers] @ evidence.question.vector,
            "tokens_met": tokens.met,
            "token_missed": tokens.missed,
            "words_answer": evidence.answers[numbers] / evidence.by_words.weight,
            "covered_by_passage": covered / evidence.by_answers.weight,
            "level_up": np.maximum(levels, 0),
            "level_down": np.maximum(-levels, 0),
            "length_query": np.full(len(numbers), min(evidence.length, 40)),
            "offers_shared": [len(evidence.wanted & kinds) for kinds in given],
            "offers_missed": [len(evidence.wanted - kinds) for kinds in given],
            "level_for_amount": [is_amount and kind == "level" for kind in kinds],
            "rule_for_amount": [is_amount and kind == "rule" for kind in kinds],
            "is_statistic": [kind == "statistic" for kind in kinds],
            "local_bare": evidence.has_place & self.is_bare[numbers] & self.is_local[numbers],
            "unanswered_anywhere": np.full(len(numbers), anywhere),
            "unanswered_here": np.full(len(numbers), here),
        }


@dataclass(frozen=True)
class _Evidence:
    """What a question brings along to be compared with each passage: the variants to look at, scores of all variants
    (``words``, ``sounds``: of those to look at) and of all answers, its terms in two indexes, what it wants to know, its
    numbers and years."""

    question: Question
    open_variants: NDArray[np.bool_]
    by_words: Query
    by_answers: Query
    all_words: NDArray[np.float32]
    words: NDArray[np.float32]
    sounds: NDArray[np.float32]
    answers: NDArray[np.float32]
    wanted: frozenset[str]
    numbers: frozenset[str]
    years: frozenset[str]
    length: int
    is_pair: NDArray[np.bool_]
    has_place: bool


def encode(
    passages: Sequence[Passage],
    encoder: Encoder,
    regions: RegionTree,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Encoded, Encoded]:
    """All variants and all answers of some passages; ``progress`` is told (done, total)."""
    variants = [comparable(q, regions) for p in passages for q in p.questions]
    answers = [_answer_text(p, regions) for p in passages]
    total = len(variants) + len(answers)
    return (
        encoder.queries(variants, lambda done: progress(done, total)),
        encoder.passages(answers, lambda done: progress(len(variants) + done, total)),
    )


def comparable(text: str, regions: RegionTree) -> str:
    """The form in which questions are compared: plain, in standard words, without the names of the places served."""
    return regions.without_served(standard_words(normalise(text)))


def _answer_text(passage: Passage, regions: RegionTree) -> str:
    return comparable(f"{passage.question} {passage.answer}", regions)


def _is_dated_to(passage: Passage, year: int) -> bool:
    """Whether the passage has dates of effect and they hold some of the year."""
    is_dated = passage.effective_from is not None or passage.effective_to is not None
    return is_dated and passage.in_force(dt.date(year, 1, 1), dt.date(year, 12, 31))


def _first_distinct(owners: NDArray[np.int64], limit: int) -> set[int]:
    """The first ``limit`` different passages."""
    return set(list(dict.fromkeys(owners.tolist()))[:limit])


def _ranked(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Numbers of the positive scores, the highest first."""
    positive = np.flatnonzero(scores > 0)
    return positive[np.argsort(-scores[positive])]
