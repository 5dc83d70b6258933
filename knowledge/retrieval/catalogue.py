"""All passages with what is needed to compare a question with them."""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from knowledge.content import Passage
from knowledge.encoder import Encoder, Vectors
from knowledge.language.normalise import bare, normalise, standard_words
from knowledge.language.spelling import Speller
from knowledge.regions import RegionTree
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.eligibility import Scope
from knowledge.retrieval.lexical import Bm25, Query, character_terms, sound_terms
from knowledge.retrieval.vectors import FlatIndex, VectorIndex

CANDIDATES_EACH = 16  # taken from each of the three searches
# The same among the passages of the city alone: it has few ways of asking beside the nation's many.
CANDIDATES_LOCAL = 6
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# A year is no number like others: a passage may hold for it by its dates, without naming it.
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?=年)")
# What kind of thing a question wants to know; a question about "where" is rarely answered by "how many".
_WANTS = {
    "amount": re.compile(r"多少|几[个家人天年月次项座所名张万百种条]|数量|总数|总共|金额|标准|比例|百分"),
    "place": re.compile(r"哪里|哪儿|在哪|地址|位置|哪个地方|什么地方|去哪|上哪|找谁|哪个部门"),
    "time": re.compile(r"什么时候|几点|几号|哪天|哪年|多久|多长时间|几天|几个月|期限|时限|星期几|周几"),
    "manner": re.compile(r"怎么|如何|流程|步骤|手续|材料|申请|办理"),
    "meaning": re.compile(r"是什么|什么是|啥叫|什么叫|什么意思|指的是|介绍"),
    "yes_no": re.compile(r"吗|能不能|可不可以|是不是|有没有|要不要|行不行|会不会|合法|可以"),
}

# What an answer gives, by the same kinds: a "how much" wants a figure in the answer.
_GIVES = {
    "amount": re.compile(r"\d"),
    "place": re.compile(
        r"在[^，。]{1,12}(?:社区|市场|路|站|窗口|中心|大道|村|镇|学校|小程序)|到[^，。]{0,12}(?:部门|机构|局|院|委员会|窗口|社区)"
    ),
    "time": re.compile(
        r"周[一二三四五六日末]|\d+\s*(?:个工作日|日|天|个月|年|小时|周岁|岁)|每[天日周月年]|长期|随时|以内|之内"
    ),
    "manner": re.compile(r"申请|材料|手续|提交|填|报名|带上|先|携带|免申|不用|自动|直接"),
    "meaning": re.compile(r"是[^，。]{4,}|指|就是"),
    "yes_no": re.compile(
        r"^[^，。]{0,12}(?:可以|能|不能|不可以|不行|要|不用|不要|不得|合法|违法|有|没有|是|不是|算|不算|免费|会|不会)"
    ),
}

FEATURES = [
    "dense_best",
    "dense_second",
    "dense_main",
    "dense_answer",
    "dense_best_gap",
    "dense_answer_gap",
    "words_best",
    "words_answer",
    "words_best_gap",
    "sound_best",
    "sound_best_gap",
    "covered_by_best",
    "covers_best",
    "covered_by_passage",
    "rare_missing",
    "numbers_found",
    "numbers_missing",
    "years_found",
    "years_missing",
    "wants_shared",
    "wants_missed",
    "level_up",
    "level_down",
    "length_query",
    "length_ratio",
    "edit_best",
    "edit_best_gap",
    "dense_third",
    "offers_shared",
    "offers_missed",
    "dense_elsewhere_gap",
    "words_elsewhere_gap",
    "level_for_amount",
    "rule_for_amount",
    "is_statistic",
    "variants",
    "local_bare",
]


class Elsewhere(NamedTuple):
    """How well passages that hold only in other places fit the question, at best: when one of them fits far better than
    all that hold here, the question is likely about something that exists only there."""

    dense: float
    words: float


class Candidates(NamedTuple):
    """Passages worth a look and their features, shape (number of passages, ``len(FEATURES)``)."""

    numbers: NDArray[np.int64]
    features: NDArray[np.float32]


@dataclass(frozen=True)
class Question:
    """A question made ready for comparing: its standard wording and its adapted vector."""

    text: str
    vector: NDArray[np.float32]


# Nothing elsewhere to compare with: what an unrelated passage comes to.
ELSEWHERE_UNKNOWN = Elsewhere(0.5, 0.1)


class PassageVectors(NamedTuple):
    """The encoder's vectors of all variants and of all answers, shapes (variants, size) and (passages, size)."""

    questions: Vectors
    answers: Vectors

    @classmethod
    def encode(
        cls,
        passages: Sequence[Passage],
        encoder: Encoder,
        regions: RegionTree,
        progress: Callable[[int, int], None] | None = None,
    ) -> PassageVectors:
        """Encode the passages; ``progress`` is told (done, total)."""
        questions = [comparable(q, regions) for p in passages for q in p.questions]
        answers = [_answer_text(p, regions) for p in passages]
        total, done, parts = len(questions) + len(answers), 0, []
        for texts, encode in ((questions, encoder.queries), (answers, encoder.passages)):
            vectors = np.empty((len(texts), encoder.size), np.float32)
            order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
            for start in range(0, len(order), 256):
                some = order[start : start + 256]
                vectors[some] = encode([texts[i] for i in some])
                done += len(some)
                if progress:
                    progress(done, total)
            parts.append(vectors)
        return cls(*parts)


class Catalogue:
    """Passages, every way of asking for them ("variants", grouped by passage) and three indexes over these."""

    def __init__(
        self, passages: Sequence[Passage], vectors: PassageVectors, adapter: Adapter, regions: RegionTree
    ) -> None:
        self._adapter = adapter
        self.passages: tuple[Passage, ...] = ()
        self.variants: list[str] = []
        self.first = np.zeros(1, np.int64)
        self.question_vectors = self.answer_vectors = np.zeros((0, vectors.answers.shape[1]), np.float32)
        self.by_wording: dict[str, tuple[int, ...]] = {}
        self.speller = Speller(())
        self._words, self._answers = Bm25((), character_terms), Bm25((), character_terms)
        self._sounds = Bm25((), sound_terms)
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
        self._lengths = self._lengths + [len(bare(variant)) for variant in variants]
        self._gives = self._gives + [_kinds(_GIVES, passage.answer) for passage in passages]
        self._wants = self._wants + [wants(variant) for variant in variants]
        self._numbers = self._numbers + [frozenset(_NUMBER.findall(text)) for text in texts]

    def read(self, text: str, encoder: Encoder, regions: RegionTree) -> Question:
        """The question with slips mended and its adapted vector. A district that no variant names is left out: it would be
        found in addresses only."""
        typed = self.speller.correct(standard_words(normalise(text)))
        plain = regions.without_served(typed, lambda name: any(name in variant for variant in self.variants))
        return Question(plain, self._adapter.questions(encoder.queries([plain])[0]))

    def knows_imports_alone(self, scope: Scope) -> bool:
        """Whether all passages of the city in scope are known in one wording only: the office has imported its own."""
        local = scope.allowed & self.is_local
        return bool(local.any() and self.is_bare[local].all())

    def candidates(self, question: Question, scope: Scope, without: int | None = None) -> Candidates:
        """The passages worth a look among those in scope, with their features.

        ``without``: a variant to leave out, so that a known question can be asked as if it were new.
        """
        open_variants = scope.allowed[self.owner]
        if without is not None:
            open_variants[without] = False
        evidence = self._gather(question, scope, open_variants)
        chosen = self._worth_a_look(evidence)
        if without is not None and self.is_bare[self.owner[without]]:
            chosen.discard(int(self.owner[without]))
        return self._weigh(evidence, chosen, scope, without)

    def candidates_of_both(self, one: Question, other: Question, scope: Scope) -> tuple[Candidates, Candidates]:
        """The candidates of two readings of a message: for each reading the same passages, with its features."""
        first, second = (self._gather(question, scope, scope.allowed[self.owner]) for question in (one, other))
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
        numbers = np.array(sorted(chosen), np.int64)
        rows = [self._compare(evidence, int(n), int(scope.levels[n]), without) for n in numbers]
        features = np.array(rows, np.float32).reshape(len(rows), len(FEATURES))
        fill_gaps(features, self._elsewhere(evidence, scope) if len(rows) else ELSEWHERE_UNKNOWN)
        return Candidates(numbers, features)

    def _gather(self, question: Question, scope: Scope, open_variants: NDArray[np.bool_]) -> _Evidence:
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

    def _compare(self, evidence: _Evidence, number: int, level: int, without: int | None) -> list[float]:
        """The features of one passage, in the order of FEATURES; the gaps to the best are filled in later."""
        rows = np.arange(self.first[number], self.first[number + 1])
        if without is not None:
            rows = rows[rows != without]
        vector, words = evidence.question.vector, evidence.words[rows]
        cosines = self.question_vectors[rows] @ vector
        in_order = np.sort(cosines)[::-1]
        best = int(rows[np.argmax(cosines + words / (words + 10))])
        by_words, by_answers = evidence.by_words, evidence.by_answers
        in_best, in_passage = self._words.has(by_words, best), self._answers.has(by_answers, number)
        shared = float(by_words.idf[in_best].sum())
        missing = by_words.idf[evidence.is_pair & ~in_best & ~in_passage]
        known = self._numbers[number] | frozenset(_NUMBER.findall(self.variants[best]))
        years = sum(year in known or _is_dated_to(self.passages[number], int(year)) for year in evidence.years)
        offered, kind = self._wants[best], self.passages[number].kind
        whole = by_words.weight
        return [
            float(in_order[0]),
            float(in_order[min(1, len(in_order) - 1)]),
            float(self.question_vectors[self.first[number]] @ vector),
            float(self.answer_vectors[number] @ vector),
            0.0,
            0.0,
            float(words.max()) / whole,
            float(evidence.answers[number]) / whole,
            0.0,
            float(evidence.sounds[rows].max()) / whole,
            0.0,
            shared / whole,
            shared / self._words.weight(best),
            float(by_answers.idf[in_passage].sum()) / by_answers.weight,
            float(missing.max(initial=0.0)),
            float(len(evidence.numbers & known)),
            float(len(evidence.numbers - known)),
            float(years),
            float(len(evidence.years) - years),
            float(len(evidence.wanted & offered)),
            float(len(evidence.wanted - offered)),
            float(max(level, 0)),
            float(max(-level, 0)),
            float(min(evidence.length, 40)),
            evidence.length / max(1, self._lengths[best]),
            max(fuzz.ratio(evidence.question.text, self.variants[row]) for row in rows.tolist()) / 100,
            0.0,
            float(in_order[:3].mean()),
            float(len(evidence.wanted & self._gives[number])),
            float(len(evidence.wanted - self._gives[number])),
            0.0,
            0.0,
            float("amount" in evidence.wanted and kind == "level"),
            float("amount" in evidence.wanted and kind == "rule"),
            float(kind == "statistic"),
            float(np.log2(len(rows))),
            float(evidence.has_place and self.is_bare[number] and self.is_local[number]),
        ]


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


def comparable(text: str, regions: RegionTree) -> str:
    """The form in which questions are compared: plain, in standard words, without the names of the places served."""
    return regions.without_served(standard_words(normalise(text)))


def _answer_text(passage: Passage, regions: RegionTree) -> str:
    return comparable(f"{passage.question} {passage.answer}", regions)


def _is_dated_to(passage: Passage, year: int) -> bool:
    """Whether the passage has dates of effect and they hold some of the year."""
    is_dated = passage.effective_from is not None or passage.effective_to is not None
    return is_dated and passage.in_force(dt.date(year, 1, 1), dt.date(year, 12, 31))


def wants(text: str) -> frozenset[str]:
    """What kinds of thing a question wants to know."""
    return _kinds(_WANTS, text)


def _kinds(patterns: dict[str, re.Pattern[str]], text: str) -> frozenset[str]:
    return frozenset(kind for kind, pattern in patterns.items() if pattern.search(text))


def _first_distinct(owners: NDArray[np.int64], limit: int) -> set[int]:
    """The first ``limit`` different passages."""
    return set(list(dict.fromkeys(owners.tolist()))[:limit])


def _ranked(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Numbers of the positive scores, the highest first."""
    positive = np.flatnonzero(scores > 0)
    return positive[np.argsort(-scores[positive])]


def fill_gaps(features: NDArray[np.float32], elsewhere: Elsewhere) -> None:
    """How far each candidate is ahead of (positive) or behind the best of the others, and the best of all is ahead of
    what there is elsewhere."""
    for name in ("dense_best", "dense_answer", "words_best", "sound_best", "edit_best"):
        column = features[:, FEATURES.index(name)]
        second, first = np.sort(column)[-2:] if len(column) > 1 else (column, column)
        features[:, FEATURES.index(f"{name}_gap")] = column - np.where(column == first, second, first)
    for name, outside in (("dense", elsewhere.dense), ("words", elsewhere.words)):
        best = features[:, FEATURES.index(f"{name}_best")].max(initial=0.0)
        features[:, FEATURES.index(f"{name}_elsewhere_gap")] = best - outside


def best_fit(features: NDArray[np.float32]) -> Elsewhere:
    """The best fit among some candidates, to be compared with those of another place."""
    if not len(features):
        return ELSEWHERE_UNKNOWN
    columns = (features[:, FEATURES.index(name)] for name in ("dense_best", "words_best"))
    return Elsewhere(*(float(column.max()) for column in columns))
