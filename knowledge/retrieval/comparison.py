"""A question compared with passages: the evidence that its words and vectors give, and the features of each candidate."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from rapidfuzz import fuzz, process

from knowledge.language.normalise import bare
from knowledge.library.content import Passage
from knowledge.retrieval.adapter import AskedTokens
from knowledge.retrieval.eligibility import Scope
from knowledge.retrieval.features import ELSEWHERE_UNKNOWN, FEATURES, Elsewhere, fill_gaps, wants
from knowledge.retrieval.lexical import Query, ranges

if TYPE_CHECKING:
    from knowledge.retrieval.catalogue import Catalogue

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


@dataclass(frozen=True)
class Evidence:
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


def gather(catalogue: Catalogue, question: Question, scope: Scope, without: int | None = None) -> Evidence:
    """What a question brings along to be compared with the passages in scope; ``without``: a variant to leave out."""
    open_variants = scope.allowed[catalogue.owner]
    if without is not None:
        open_variants[without] = False
    by_words, by_answers = catalogue.words.read(question.text), catalogue.answers.read(question.text)
    all_words = catalogue.words.scores(by_words)
    return Evidence(
        question=question,
        open_variants=open_variants,
        by_words=by_words,
        by_answers=by_answers,
        all_words=all_words,
        words=np.where(open_variants, all_words, 0),
        sounds=np.where(open_variants, catalogue.sounds.scores(catalogue.sounds.read(question.text)), 0),
        answers=np.where(scope.allowed, catalogue.answers.scores(by_answers), 0),
        wanted=wants(question.text),
        numbers=frozenset(_NUMBER.findall(_YEAR.sub("", question.text))),
        years=frozenset(_YEAR.findall(question.text)),
        length=len(bare(question.text)),
        is_pair=np.array([len(term) == 2 for term in by_words.terms], bool),
        has_place=bool(scope.elsewhere.any()),
    )


def weigh(
    catalogue: Catalogue, evidence: Evidence, chosen: set[int], scope: Scope, without: int | None = None
) -> Candidates:
    """Compare the question with each of the passages ``chosen``."""
    numbers = np.array(sorted(chosen), np.int64)
    features = np.zeros((len(numbers), len(FEATURES)), np.float32)
    if len(numbers):
        in_answers = catalogue.answers.has(evidence.by_answers, numbers)
        compared = _by_variants(catalogue, evidence, numbers, in_answers, without)
        compared |= _by_passages(catalogue, evidence, numbers, in_answers, scope)
        for name, column in compared.items():
            features[:, FEATURES.index(name)] = column
        fill_gaps(features, _elsewhere(catalogue, evidence, scope))
    return Candidates(numbers, features)


def _elsewhere(catalogue: Catalogue, evidence: Evidence, scope: Scope) -> Elsewhere:
    """The best fit among the passages that hold in other places only."""
    if not scope.elsewhere.any():
        return ELSEWHERE_UNKNOWN
    outside = scope.elsewhere[catalogue.owner]
    _, cosines = catalogue.nearest.search(evidence.question.vector, 1, outside)
    return Elsewhere(float(cosines[0]), float(evidence.all_words[outside].max()) / evidence.by_words.weight)


def _by_variants(
    catalogue: Catalogue,
    evidence: Evidence,
    numbers: NDArray[np.int64],
    in_answers: NDArray[np.bool_],
    without: int | None,
) -> dict[str, ArrayLike]:
    """Features of the passages ``numbers`` that come of their variants; ``in_answers``: the terms in their answers."""
    rows = ranges(catalogue.first[numbers], catalogue.first[numbers + 1])
    rows = rows[rows != without] if without is not None else rows
    owner = catalogue.owner[rows]
    start = np.searchsorted(owner, numbers)
    counts = np.diff(np.append(start, len(rows)))
    vector, words, whole = evidence.question.vector, evidence.words[rows], evidence.by_words.weight
    cosines = catalogue.question_vectors[rows] @ vector
    in_order = cosines[np.lexsort((-cosines, owner))]
    nearest = [in_order[start + np.minimum(rank, counts - 1)] for rank in range(3)]
    best = rows[np.lexsort((-(cosines + words / (words + 10)), owner))[start]]
    has = catalogue.words.has(evidence.by_words, best)
    shared = has @ evidence.by_words.idf
    alike = process.cdist(
        [evidence.question.text], [catalogue.variants[row] for row in rows.tolist()], scorer=fuzz.ratio
    )
    offered = [catalogue.wants[row] for row in best.tolist()]
    missing = evidence.is_pair & ~has & ~in_answers
    columns = {
        "dense_best": nearest[0],
        "dense_second": nearest[1],
        "dense_third": sum(near * (counts > rank) for rank, near in enumerate(nearest)) / np.minimum(counts, 3),
        "dense_main": catalogue.question_vectors[catalogue.first[numbers]] @ vector,
        "words_best": np.maximum.reduceat(words, start) / whole,
        "sound_best": np.maximum.reduceat(evidence.sounds[rows], start) / whole,
        "covered_by_best": shared / whole,
        "covers_best": shared / catalogue.words.weights(best),
        "rare_missing": np.where(missing, evidence.by_words.idf, 0).max(axis=1, initial=0),
        "wants_shared": [len(evidence.wanted & kinds) for kinds in offered],
        "wants_missed": [len(evidence.wanted - kinds) for kinds in offered],
        "length_ratio": [evidence.length / max(1, catalogue.lengths[row]) for row in best.tolist()],
        "edit_best": np.maximum.reduceat(alike[0], start) / 100,
        "variants": np.log2(counts),
    }
    known = [
        catalogue.numbers[number] | frozenset(_NUMBER.findall(catalogue.variants[row]))
        for number, row in zip(numbers.tolist(), best.tolist(), strict=True)
    ]
    years = [
        sum(year in names or _is_dated_to(catalogue.passages[number], int(year)) for year in evidence.years)
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
    catalogue: Catalogue, evidence: Evidence, numbers: NDArray[np.int64], in_answers: NDArray[np.bool_], scope: Scope
) -> dict[str, ArrayLike]:
    """Features of the passages ``numbers`` that come of their answers, their places and their kinds."""
    levels, kinds = scope.levels[numbers], [catalogue.passages[number].kind for number in numbers.tolist()]
    given = [catalogue.gives[number] for number in numbers.tolist()]
    is_amount = "amount" in evidence.wanted
    covered = in_answers @ evidence.by_answers.idf
    tokens = catalogue.tokens.compare(evidence.question.tokens, numbers)
    anywhere, here = catalogue.unanswered.nearest(evidence.question.unanswered, scope.region)
    return {
        "dense_answer": catalogue.answer_vectors[numbers] @ evidence.question.vector,
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
        "local_import": evidence.has_place & catalogue.is_import[numbers] & catalogue.is_local[numbers],
        "unanswered_anywhere": np.full(len(numbers), anywhere),
        "unanswered_here": np.full(len(numbers), here),
    }


def numbers_in(text: str) -> frozenset[str]:
    """The numbers that a text names."""
    return frozenset(_NUMBER.findall(text))


def _is_dated_to(passage: Passage, year: int) -> bool:
    """Whether the passage has dates of effect and they hold some of the year."""
    is_dated = passage.effective_from is not None or passage.effective_to is not None
    return is_dated and passage.in_force(dt.date(year, 1, 1), dt.date(year, 12, 31))
