"""What there is: all passages, every way of asking for them, and which of them are worth a look for a question.

Passages come in segments that never change (``segment.py``); what was taken out or replaced is masked. A catalogue itself
never changes either: each change gives another one, which shares the segments.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import Encoder, Vectors
from knowledge.language.spelling import Speller
from knowledge.library.content import Origin, Passage
from knowledge.places.regions import RegionTree
from knowledge.ragged import Numbers
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.comparison import Candidates, Evidence, Question, Scores, best_elsewhere, weigh
from knowledge.retrieval.eligibility import Place, Scope
from knowledge.retrieval.encoding import PassageVectors, Texts
from knowledge.retrieval.gaps import Elsewhere
from knowledge.retrieval.guides import Guides
from knowledge.retrieval.indexes import Indexes
from knowledge.retrieval.lexical import Mask, highest
from knowledge.retrieval.segment import Adapted, Lexicon, Segment, joined
from knowledge.retrieval.topics import Topics
from knowledge.retrieval.unanswered import Unanswered

CANDIDATES_EACH = 16  # taken from each of the three searches
# The same among the passages of the city alone: it has few ways of asking beside the nation's many.
CANDIDATES_LOCAL = 6
# The same among what its office imported: thousands, or so few that all of them are worth a look.
CANDIDATES_IMPORTED = 24
# Questions whose scores are kept: those of a few turns that go on side by side; some 400 kB each.
SCORES_KEPT = 16
# Scopes and places whose variants are kept: those of a few people who ask side by side; up to some 2 MB each.
OPEN_KEPT = 8
# With more segments the smaller half becomes one; a larger share of masked passages, and all are put together anew.
MOST_SEGMENTS, MOST_MASKED = 8, 1 / 3

# An imported FAQ may have the id of an entry of the content.
Key = tuple[Origin, str]


class Variants(NamedTuple):
    """Some variants, by number and as a mask."""

    rows: Numbers
    mask: Mask

    @classmethod
    def of(cls, mask: Mask) -> Variants:
        return cls(np.flatnonzero(mask), mask)


@dataclass(frozen=True)
class Open:
    """What of a scope is there: its passages, by number, its variants, those of them that are a city's, and of these those
    that its office imported."""

    passages: Numbers
    variants: Variants
    local: Variants
    imported: Variants


class Catalogue:
    """Passages, and every way of asking for them ("variants", grouped by passage), both numbered through all segments.

    ``live``: which of the passages are still there; the others keep their numbers until the segments are put together.
    ``guides``: which guide covers which of them.
    """

    def __init__(
        self, first: Segment, lexicon: Lexicon, adapter: Adapter, unanswered: Unanswered, topics: Topics
    ) -> None:
        self.adapter, self.unanswered, self.topics = adapter, unanswered, topics
        self._lexicon = lexicon
        self._hold((first,), [np.ones(len(first), np.bool_)])

    @classmethod
    def of(
        cls,
        passages: Sequence[Passage],
        vectors: PassageVectors,
        adapter: Adapter,
        unanswered: Unanswered,
        topics: Topics,
        regions: RegionTree,
    ) -> Catalogue:
        """``vectors``: what the encoder makes of the passages; ``regions``: the tree whose names are left out of texts."""
        lexicon = Lexicon.of()
        texts = Texts.of(passages, regions)
        adapted = Adapted.of(passages, texts.variants, vectors, adapter, topics)
        first = Segment.of(passages, texts, adapted, lexicon)
        return cls(first, lexicon, adapter, unanswered, topics)

    def adapted(self, first: Segment, adapter: Adapter, unanswered: Unanswered, topics: Topics) -> Catalogue:
        """A catalogue of the first segment alone as another version sees it; this one stays as it is."""
        return Catalogue(first, self._lexicon, adapter, unanswered, topics)

    def extended(self, passages: Sequence[Passage], vectors: PassageVectors, regions: RegionTree) -> Catalogue:
        """With these passages in place of those of the same origin and id, or added; this one stays as it is."""
        if not passages:
            return self
        texts = Texts.of(passages, regions)
        adapted = Adapted.of(passages, texts.variants, vectors, self.adapter, self.topics)
        new = Segment.of(passages, texts, adapted, self._lexicon)
        kept = self._kept_without({(passage.origin, passage.id) for passage in passages})
        return self._holding((*self.segments, new), [*kept, np.ones(len(new), np.bool_)])

    def without(self, keys: Collection[Key]) -> Catalogue:
        """Without these passages, as if they had never been there; this one stays as it is."""
        if not any(key in self.number_of for key in keys):
            return self
        return self._holding(self.segments, self._kept_without(keys))

    def with_those_of(self, other: Catalogue, keys: Collection[Key]) -> Catalogue:
        """With these passages of another catalogue, which shares the lexicon; both stay as they are."""
        wanted = [number for key in keys if (number := other.number_of.get(key)) is not None]
        if not wanted:
            return self
        chosen = np.zeros(len(other.live), np.bool_)
        chosen[wanted] = True
        new = joined(other.segments, [chosen[part.passages] for part in other.indexes.parts], self._lexicon)
        return self._holding((*self.segments, new), [*self._kept_without(keys), np.ones(len(new), np.bool_)])

    def beside(self, segments: Sequence[Segment], live: Sequence[Mask]) -> Catalogue:
        """With what is ``live`` of these segments too, which share the lexicon and the adapter; this one stays as it is."""
        own = [self.live[part.passages] for part in self.indexes.parts]
        return self._holding((*self.segments, *segments), [*own, *live])

    def masked(self, variants: Sequence[int] = (), passages: Sequence[int] = ()) -> Catalogue:
        """A view in which these variants and passages are not found, to ask a known question as if it were new. It costs next
        to nothing, for what is counted over all texts (how rare a word is) stays as it was."""
        view = copy.copy(self)
        view._keep_some()
        view.live, view._live_variants = self.live.copy(), self._live_variants.copy()
        view.live[list(passages)] = False
        view._live_variants[list(variants)] = False
        view._live_variants &= view.live[self.owner]
        for number in self.owner[list(variants)].tolist():
            view.live[number] &= view._live_variants[self._rows_of(number)].any()
        return view

    def _kept_without(self, keys: Collection[Key]) -> list[Mask]:
        """For each segment, which of its passages are live and not among these."""
        gone = set(keys)
        return [
            self.live[part.passages] & [(passage.origin, passage.id) not in gone for passage in part.segment.passages]
            for part in self.indexes.parts
        ]

    def _holding(self, segments: Sequence[Segment], live: Sequence[Mask]) -> Catalogue:
        other = copy.copy(self)
        for name in ("variants", "number_of"):
            other.__dict__.pop(name, None)
        other._hold(*_compacted(segments, live, self._lexicon))
        return other

    def _hold(self, segments: Sequence[Segment], live: Sequence[Mask]) -> None:
        """Number the passages of these segments through and count over those that are ``live``."""
        self.segments = tuple(segments)
        self.indexes = Indexes.of(segments, live, self._lexicon)
        self.passages = tuple(passage for segment in segments for passage in segment.passages)
        self.live = np.concatenate(live)
        self.owner: NDArray[np.int32] = np.concatenate(
            [part.first_passage + part.segment.rows.owner for part in self.indexes.parts]
        )
        self._live_variants = self.live[self.owner]
        self._local_variants = np.concatenate([segment.is_local for segment in segments])[self.owner]
        self._imported_variants = np.concatenate([segment.is_import for segment in segments])[self.owner]
        self.guides = Guides.of(self.passages, self.live)
        self._topic_of = self.topics.of_passages(self.passages, self.guides)
        self.is_import = np.concatenate([segment.is_import for segment in segments])
        self.is_local = np.concatenate([segment.is_local for segment in segments])
        pairs: Counter[str] = Counter()
        for segment, mask in zip(segments, live, strict=True):
            pairs.update(segment.pairs_among(mask))
        self.speller = Speller(pairs)
        # A turn may look for the same words among several scopes.
        self._scores = lru_cache(SCORES_KEPT)(partial(Scores.of, indexes=self.indexes))
        self._keep_some()

    def _keep_some(self) -> None:
        """What depends on which passages and variants are there."""
        self._best_elsewhere = lru_cache(SCORES_KEPT)(self._best_elsewhere_of)
        self._open, self._outside = lru_cache(OPEN_KEPT)(self._open_of), lru_cache(OPEN_KEPT)(self._outside_of)

    @property
    def live_passages(self) -> tuple[Passage, ...]:
        """The passages that are there."""
        return tuple(passage for passage, there in zip(self.passages, self.live.tolist(), strict=True) if there)

    @cached_property
    def variants(self) -> tuple[str, ...]:
        """All variants, by number."""
        return tuple(variant for segment in self.segments for variant in segment.variants)

    @cached_property
    def number_of(self) -> Mapping[Key, int]:
        """The numbers of the passages that are there."""
        there = zip(self.passages, self.live.tolist(), strict=True)
        return {(p.origin, p.id): number for number, (p, is_live) in enumerate(there) if is_live}

    def answer_vectors(self, numbers: Numbers) -> Vectors:
        """The adapted vectors of the answers of some passages, in order of their numbers."""
        none = self.segments[0].vectors.answers[:0]  # of no passages there are none
        return np.vstack([none, *(part.segment.vectors.answers[own] for part, own in self.indexes.within(numbers))])

    def share_said(self, query: str, number: int) -> float:
        """How much of one of a passage's wordings the words of a question cover at best: the share of its idf, 0..1."""
        return float(self.shares_said(query, np.array([number]))[0])

    def shares_said(self, query: str, numbers: Numbers) -> NDArray[np.float32]:
        """The same of passages in order of their numbers: a question is read once for all of them."""
        words = self.indexes.words
        by_words = words.read(query)
        shares = [np.zeros(0, np.float32)]
        for part, own in self.indexes.within(numbers):
            rows, offsets = part.segment.rows.places(own), part.segment.rows.offsets
            covered = words.has(by_words, part.number, rows) @ by_words.idf / words.weights(part.number, rows)
            counts = offsets[own + 1] - offsets[own]
            shares.append(np.maximum.reduceat(covered, np.cumsum(counts) - counts))
        return np.concatenate(shares)

    def worded_so(self, wording: str) -> list[int]:
        """The passages asked for in just these bare words."""
        return [
            part.first_passage + number
            for part in self.indexes.parts
            for number in part.segment.by_wording.get(wording, ())
            if self.live[part.first_passage + number]
        ]

    def nearest_wording(self, question: Question, key: Key) -> tuple[str, float]:
        """Of a passage that is there, the way of asking that is nearest to a question, and its cosine."""
        number = self.number_of[key]
        rows, cosines = self.indexes.nearest.search(question.vector, 1, self.owner == number)
        return self.passages[number].questions[int(rows[0] - self._rows_of(number)[0])], float(cosines[0])

    def read(self, query: str, encoder: Encoder, regions: RegionTree) -> Question:
        """The question as it is compared with the variants; ``query``: what ``Reading.query`` makes of it."""
        return self.as_worded([self.worded(query, regions)], encoder)[0]

    def worded(self, query: str, regions: RegionTree) -> str:
        """The question with slips mended, without a district that no variant names: it would be found in addresses only."""
        return regions.without_served(self.speller.correct(query), self._is_named)

    def _is_named(self, name: str) -> bool:
        """Whether a variant has this name of a place."""
        having = self.indexes.words.having_all(name)
        return any(self._live_variants[row] and name in self.indexes.variant(row) for row in having.tolist())

    def as_worded(self, texts: list[str], encoder: Encoder) -> list[Question]:
        """Questions in just these words."""
        encoded = encoder.queries(texts)
        vectors = self.adapter.questions(encoded.vectors)
        return [
            Question(text, vector, self.adapter.query_tokens(tokens), unanswered, self.topics.about(text, raw))
            for text, vector, tokens, unanswered, raw in zip(
                texts, vectors, encoded.tokens, self.unanswered.compare(vectors), encoded.vectors, strict=True
            )
        ]

    def knows_imports_alone(self, scope: Scope) -> bool:
        """Whether all passages of the city in scope were imported by its office."""
        local = scope.allowed & self.is_local & self.live
        return bool(local.any() and self.is_import[local].all())

    def candidates(self, question: Question, scope: Scope) -> Candidates:
        """The passages worth a look among those in scope, with their features."""
        evidence = self._gather(question, scope)
        return weigh(self.indexes, evidence, self._worth_a_look(evidence, scope), scope)

    def candidates_of_both(
        self, one: Question, other: Question, scope: Scope, also: Collection[int] = ()
    ) -> tuple[Candidates, Candidates]:
        """The candidates of two readings of a message, and ``also`` these passages, where they are in scope: for each reading
        the same passages, with its features."""
        first, second = (self._gather(question, scope) for question in (one, other))
        chosen = self._worth_a_look(first, scope) | self._worth_a_look(second, scope)
        chosen |= {number for number in also if scope.allowed[number] and self.live[number]}
        return weigh(self.indexes, first, chosen, scope), weigh(self.indexes, second, chosen, scope)

    def _gather(self, question: Question, scope: Scope) -> Evidence:
        anywhere, here = self.unanswered.nearest(question.unanswered, scope.region)
        return Evidence(
            question=question,
            scores=self._scores(question.text),
            open_variants=self._open(scope).variants.mask,
            elsewhere=self._best_elsewhere(question, scope.place),
            anywhere=anywhere,
            here=here,
            topic_of=self._topic_of,
        )

    def _best_elsewhere_of(self, question: Question, place: Place) -> Elsewhere | None:
        return best_elsewhere(self.indexes, question, self._scores(question.text), self._outside(place))

    def _outside_of(self, place: Place) -> Mask:
        return place.elsewhere[self.owner] & self._live_variants

    def _open_of(self, scope: Scope) -> Open:
        allowed = scope.allowed & self.live
        variants = allowed[self.owner] & self._live_variants
        local = variants & self._local_variants
        imported = local & self._imported_variants
        return Open(np.flatnonzero(allowed), *map(Variants.of, (variants, local, imported)))

    def _worth_a_look(self, evidence: Evidence, scope: Scope) -> set[int]:
        """The passages that any of the searches ranks high."""
        scores, there = evidence.scores, self._open(scope)
        within = (
            (there.variants, CANDIDATES_EACH),
            (there.local, CANDIDATES_LOCAL),
            (there.imported, CANDIDATES_IMPORTED),
        )
        near = self.indexes.nearest.search_each(
            evidence.question.vector, [(4 * limit, variants.mask) for variants, limit in within]
        )
        chosen = set(highest(scores.answers, there.passages, CANDIDATES_EACH).tolist())
        for (variants, limit), (nearest, _) in zip(within, near, strict=True):
            by_terms = (highest(some, variants.rows, 4 * limit) for some in (scores.words, scores.sounds))
            for ranked in (nearest, *by_terms):
                chosen |= _first_distinct(self.owner[ranked], limit)
        return chosen

    def _rows_of(self, number: int) -> Numbers:
        """The variants of a passage."""
        return np.flatnonzero(self.owner == number)


def _compacted(
    segments: Sequence[Segment], live: Sequence[Mask], lexicon: Lexicon
) -> tuple[tuple[Segment, ...], list[Mask]]:
    """The segments, put together where they are many or much of them is masked."""
    sizes = [int(np.count_nonzero(mask)) for mask in live]
    masked = sum(map(len, segments)) - sum(sizes)
    if masked > MOST_MASKED * sum(map(len, segments)):
        chosen = set(range(len(segments)))
    elif len(segments) > MOST_SEGMENTS:
        chosen = set(np.argsort(sizes, kind="stable")[: len(segments) // 2 + 1].tolist())
    else:
        return tuple(segments), list(live)
    together = sorted(chosen)
    new = joined([segments[n] for n in together], [live[n] for n in together], lexicon)
    kept = [n for n in range(len(segments)) if n not in chosen]
    return (*(segments[n] for n in kept), new), [*(live[n] for n in kept), np.ones(len(new), np.bool_)]


def _first_distinct(owners: NDArray[np.int32], limit: int) -> set[int]:
    """The first ``limit`` different passages."""
    return set(list(dict.fromkeys(owners.tolist()))[:limit])
