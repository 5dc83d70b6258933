"""Passages taken in together, with all that is needed to compare a question with them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import Vectors
from knowledge.language.normalise import letters_only
from knowledge.language.spelling import pairs_of
from knowledge.library.content import Passage
from knowledge.ragged import Numbers, Ragged
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.encoding import PassageVectors, Texts
from knowledge.retrieval.features import gives, numbers_in, wants
from knowledge.retrieval.inverted import index_of
from knowledge.retrieval.late import TokenTexts
from knowledge.retrieval.lexical import Mask, Postings, Vocabulary, character_terms, sound_terms
from knowledge.retrieval.topics import Topics
from knowledge.retrieval.vectors import VectorIndex


@dataclass(frozen=True)
class Adapted:
    """What a version makes of vectors: as the adapter sees them those of the variants, of the answers, and of the answers'
    tokens; and what each import is about (``Topics.of_imports``)."""

    questions: Vectors
    answers: Vectors
    tokens: Ragged[np.void]
    topics: Ragged[np.float16]

    @classmethod
    def of(
        cls,
        passages: Sequence[Passage],
        variants: Sequence[str],
        vectors: PassageVectors,
        adapter: Adapter,
        topics: Topics,
    ) -> Adapted:
        tokens = Ragged(adapter.passage_tokens(vectors.tokens.values), vectors.tokens.offsets)
        about = topics.of_imports(passages, variants, vectors.questions)
        return cls(adapter.questions(vectors.questions), adapter.answers(vectors.answers), tokens, about)

    @classmethod
    def joined(cls, parts: Sequence[Adapted]) -> Adapted:
        """Those of all parts (at least one), one part after another."""
        return cls(
            np.vstack([part.questions for part in parts]),
            np.vstack([part.answers for part in parts]),
            Ragged.joined([part.tokens for part in parts]),
            Ragged.joined([part.topics for part in parts]),
        )

    def only(self, variants: Numbers, passages: Numbers) -> Adapted:
        """Those of some passages, in some variants of these."""
        return Adapted(
            self.questions[variants],
            self.answers[passages],
            self.tokens.take(passages),
            self.topics.take(passages),
        )


@dataclass(frozen=True)
class Lexicon:
    """The vocabularies that all segments of a catalogue share."""

    words: Vocabulary
    answers: Vocabulary
    sounds: Vocabulary

    @classmethod
    def of(cls, words: Iterable[str] = (), answers: Iterable[str] = (), sounds: Iterable[str] = ()) -> Lexicon:
        """Of these terms, by number."""
        return cls(
            Vocabulary(character_terms, words), Vocabulary(character_terms, answers), Vocabulary(sound_terms, sounds)
        )


@dataclass(frozen=True)
class Segment:
    """Passages, every way of asking for them (``variants``; row i of ``rows`` numbers those of passage i) and what a question
    is compared with. Never changes: what is taken out again is masked by the catalogue (as in Lucene's segments).

    ``texts``: what each passage is found by beside its questions; ``by_wording``: the passages asked for in some bare words;
    ``lengths`` and ``wants``: of each variant; ``gives`` and ``figures`` (numbers named): of each passage.
    """

    passages: tuple[Passage, ...]
    variants: tuple[str, ...]
    texts: tuple[str, ...]
    rows: Ragged[np.int64]
    vectors: Adapted
    nearest: VectorIndex
    words: Postings
    sounds: Postings
    answers: Postings
    tokens: TokenTexts
    by_wording: Mapping[str, tuple[int, ...]]
    pairs: Counter[str]
    is_import: Mask
    is_local: Mask
    lengths: tuple[int, ...]
    wants: tuple[frozenset[str], ...]
    gives: tuple[frozenset[str], ...]
    figures: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, passages: Sequence[Passage], texts: Texts, vectors: Adapted, lexicon: Lexicon) -> Segment:
        """``texts`` and ``vectors``: of these passages. Takes the terms of the texts into the lexicon."""
        variants, answers = texts
        wordings = [letters_only(variant) for variant in variants]
        return cls.assembled(
            passages,
            variants=tuple(variants),
            texts=tuple(answers),
            vectors=vectors,
            nearest=index_of(vectors.questions),
            words=Postings.of(variants, lexicon.words),
            sounds=Postings.of(variants, lexicon.sounds),
            answers=Postings.of(answers, lexicon.answers),
            tokens=TokenTexts.of(vectors.tokens),
            by_wording=_by_wording(wordings, _rows(passages).owner),
            pairs=pairs_of([*variants, *answers]),
            lengths=tuple(map(len, wordings)),
            wants=tuple(map(wants, variants)),
            gives=tuple(gives(passage.answer) for passage in passages),
            figures=tuple(map(numbers_in, answers)),
        )

    @classmethod
    def assembled(cls, passages: Sequence[Passage], **made: Any) -> Segment:
        """Of passages and what was ``made`` of their texts."""
        return cls(
            passages=tuple(passages),
            rows=_rows(passages),
            is_import=np.array([passage.origin == "import" for passage in passages], np.bool_),
            is_local=np.array([passage.region.depth >= 2 for passage in passages], np.bool_),
            **made,
        )

    def adapted(self, vectors: Adapted) -> Segment:
        """The same passages as another adapter sees them; all else is shared."""
        tokens = TokenTexts(vectors.tokens, self.tokens.distinct)
        return replace(self, vectors=vectors, nearest=index_of(vectors.questions), tokens=tokens)

    def __len__(self) -> int:
        return len(self.passages)

    def pairs_among(self, live: Mask) -> Counter[str]:
        """The pairs of characters of the passages that are ``live``."""
        if live.all():
            return self.pairs
        gone = np.flatnonzero(~live)
        variants = [self.variants[row] for row in self.rows.take(gone).values.tolist()]
        return self.pairs - pairs_of([*variants, *(self.texts[number] for number in gone.tolist())])


def joined(segments: Sequence[Segment], live: Sequence[Mask], lexicon: Lexicon) -> Segment:
    """One segment of the passages of some segments (at least one) that are ``live``."""
    kept = [np.flatnonzero(mask) for mask in live]
    pairs = list(zip(segments, kept, strict=True))
    rows = [segment.rows.take(numbers).values for segment, numbers in pairs]
    variants = [segment.variants[row] for segment, own in zip(segments, rows, strict=True) for row in own.tolist()]
    return Segment.of(
        [segment.passages[number] for segment, numbers in pairs for number in numbers.tolist()],
        Texts(variants, [segment.texts[number] for segment, numbers in pairs for number in numbers.tolist()]),
        Adapted.joined(
            [segment.vectors.only(own, numbers) for (segment, numbers), own in zip(pairs, rows, strict=True)]
        ),
        lexicon,
    )


def _rows(passages: Sequence[Passage]) -> Ragged[np.int64]:
    """The numbers of the variants of each passage."""
    counts = [len(passage.questions) for passage in passages]
    return Ragged.counted(np.arange(sum(counts)), counts)


def _by_wording(wordings: Sequence[str], owner: NDArray[np.int32]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for wording, number in zip(wordings, owner.tolist(), strict=True):
        found[wording].append(number)
    return {wording: tuple(numbers) for wording, numbers in found.items()}
