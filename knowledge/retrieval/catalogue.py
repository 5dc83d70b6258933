"""What there is: all passages, every way of asking for them, and the indexes that name those worth a look."""

from __future__ import annotations

import copy
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import Encoder
from knowledge.language.normalise import bare, normalise, standard_words
from knowledge.language.spelling import Speller
from knowledge.library.content import Passage
from knowledge.places.regions import RegionTree
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.comparison import Candidates, Evidence, Question, gather, numbers_in, weigh
from knowledge.retrieval.eligibility import Scope
from knowledge.retrieval.encoding import PassageVectors, answer_text, comparable
from knowledge.retrieval.features import gives, wants
from knowledge.retrieval.late import TokenIndex, in_a_row
from knowledge.retrieval.lexical import Bm25, character_terms, sound_terms
from knowledge.retrieval.unanswered import Unanswered
from knowledge.retrieval.vectors import FlatIndex, VectorIndex

CANDIDATES_EACH = 16  # taken from each of the three searches
# The same among the passages of the city alone: it has few ways of asking beside the nation's many.
CANDIDATES_LOCAL = 6


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
        self._adapter, self.unanswered = adapter, unanswered
        self.passages: tuple[Passage, ...] = ()
        self.variants: list[str] = []
        self.first = np.zeros(1, np.int64)
        self.question_vectors = self.answer_vectors = np.zeros((0, vectors.answers.shape[1]), np.float32)
        self.by_wording: dict[str, tuple[int, ...]] = {}
        self.speller = Speller(())
        self.words, self.answers = Bm25((), character_terms), Bm25((), character_terms)
        self.sounds = Bm25((), sound_terms)
        self.tokens = TokenIndex(*in_a_row([]))
        self.lengths: list[int] = []
        self.gives: list[frozenset[str]] = []
        self.wants: list[frozenset[str]] = []
        self.numbers: list[frozenset[str]] = []
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
        texts = [answer_text(p, regions) for p in passages]
        counts = [len(p.questions) for p in passages]
        self.by_wording = dict(self.by_wording)
        for variant, number in zip(variants, np.repeat(np.arange(len(passages)), counts), strict=True):
            wording = bare(variant)
            self.by_wording[wording] = (*self.by_wording.get(wording, ()), len(self.passages) + int(number))
        self.passages = (*self.passages, *passages)
        self.variants = self.variants + variants
        self.first = np.concatenate([self.first, self.first[-1] + np.cumsum(counts, dtype=np.int64)])
        self.owner = np.repeat(np.arange(len(self.passages)), np.diff(self.first))
        self.is_import = np.array([passage.origin == "import" for passage in self.passages], bool)
        self.is_local = np.array([passage.region.depth >= 2 for passage in self.passages], bool)
        self.question_vectors = np.vstack([self.question_vectors, self._adapter.questions(vectors.questions)])
        self.answer_vectors = np.vstack([self.answer_vectors, self._adapter.answers(vectors.answers)])
        self.speller = self.speller.extended([*variants, *texts])
        self.nearest: VectorIndex = FlatIndex(self.question_vectors)
        self.words, self.sounds = self.words.extended(variants), self.sounds.extended(variants)
        self.answers = self.answers.extended(texts)
        self.tokens = self.tokens.extended(self._adapter.told(vectors.tokens), vectors.ends)
        self.lengths = self.lengths + [len(bare(variant)) for variant in variants]
        self.gives = self.gives + [gives(passage.answer) for passage in passages]
        self.wants = self.wants + [wants(variant) for variant in variants]
        self.numbers = self.numbers + [numbers_in(text) for text in texts]

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
                texts, vectors, encoded.tokens, self.unanswered.compare(vectors), strict=True
            )
        ]

    def knows_imports_alone(self, scope: Scope) -> bool:
        """Whether all passages of the city in scope were imported by its office."""
        local = scope.allowed & self.is_local
        return bool(local.any() and self.is_import[local].all())

    def candidates(self, question: Question, scope: Scope, without: int | None = None) -> Candidates:
        """The passages worth a look among those in scope, with their features.

        ``without``: a variant to leave out, so that a known question can be asked as if it were new.
        """
        evidence = gather(self, question, scope, without)
        chosen = self._worth_a_look(evidence)
        if without is not None and np.count_nonzero(self.owner == self.owner[without]) == 1:
            chosen.discard(int(self.owner[without]))
        return weigh(self, evidence, chosen, scope, without)

    def candidates_of_both(self, one: Question, other: Question, scope: Scope) -> tuple[Candidates, Candidates]:
        """The candidates of two readings of a message: for each reading the same passages, with its features."""
        first, second = (gather(self, question, scope) for question in (one, other))
        chosen = self._worth_a_look(first) | self._worth_a_look(second)
        return weigh(self, first, chosen, scope), weigh(self, second, chosen, scope)

    def _worth_a_look(self, evidence: Evidence) -> set[int]:
        """The passages that any of the searches ranks high."""
        local = evidence.open_variants & self.is_local[self.owner]
        rankings = [_ranked(evidence.words), _ranked(evidence.sounds)]
        chosen = set(_ranked(evidence.answers)[:CANDIDATES_EACH].tolist())
        for variants, limit in ((evidence.open_variants, CANDIDATES_EACH), (local, CANDIDATES_LOCAL)):
            near, _ = self.nearest.search(evidence.question.vector, 4 * limit, variants)
            for ranked in (near, *(ranking[variants[ranking]][: 4 * limit] for ranking in rankings)):
                chosen |= _first_distinct(self.owner[ranked], limit)
        return chosen


def _first_distinct(owners: NDArray[np.int64], limit: int) -> set[int]:
    """The first ``limit`` different passages."""
    return set(list(dict.fromkeys(owners.tolist()))[:limit])


def _ranked(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Numbers of the positive scores, the highest first."""
    positive = np.flatnonzero(scores > 0)
    return positive[np.argsort(-scores[positive])]
