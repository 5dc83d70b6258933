"""The segments of a catalogue, searched as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.ragged import Numbers
from knowledge.retrieval.late import TokenIndex
from knowledge.retrieval.lexical import Bm25, Mask
from knowledge.retrieval.segment import Lexicon, Segment
from knowledge.retrieval.vectors import JoinedIndex


@dataclass(frozen=True)
class Part:
    """A segment among others: which one it is, and where its passages and variants begin when all are numbered through."""

    number: int
    segment: Segment
    first_passage: int
    first_variant: int

    @property
    def passages(self) -> slice:
        """Its passages among all."""
        return slice(self.first_passage, self.first_passage + len(self.segment))

    @property
    def variants(self) -> slice:
        """Its variants among all."""
        return slice(self.first_variant, self.first_variant + len(self.segment.variants))


@dataclass(frozen=True)
class Indexes:
    """Scores count through the passages and variants of all parts; how rare a word is, those that are live tell alone."""

    parts: tuple[Part, ...]
    words: Bm25
    sounds: Bm25
    answers: Bm25
    tokens: TokenIndex
    nearest: JoinedIndex

    @classmethod
    def of(cls, segments: Sequence[Segment], live: Sequence[Mask], lexicon: Lexicon) -> Indexes:
        """``live``: for each segment, which of its passages count."""
        variants = [mask[segment.rows.owner] for segment, mask in zip(segments, live, strict=True)]
        return cls(
            parts_of(segments),
            Bm25(lexicon.words, [segment.words for segment in segments], variants),
            Bm25(lexicon.sounds, [segment.sounds for segment in segments], variants),
            Bm25(lexicon.answers, [segment.answers for segment in segments], live),
            TokenIndex([segment.tokens for segment in segments], live),
            JoinedIndex([segment.nearest for segment in segments]),
        )

    def variant(self, number: int) -> str:
        """A variant, by its number among all."""
        part = next(part for part in self.parts if number < part.variants.stop)
        return part.segment.variants[number - part.first_variant]

    def within(self, numbers: Numbers) -> list[tuple[Part, Numbers]]:
        """Some passages, in order of their numbers, by the parts that they are in, numbered as there."""
        starts = [part.first_passage for part in self.parts]
        ends = np.searchsorted(numbers, [*starts[1:], starts[-1] + len(self.parts[-1].segment)])
        shares = zip(self.parts, np.split(numbers, ends)[: len(self.parts)], strict=True)
        return [(part, own - part.first_passage) for part, own in shares if len(own)]


def parts_of(segments: Sequence[Segment]) -> tuple[Part, ...]:
    passages = np.cumsum([0, *map(len, segments)]).tolist()
    variants = np.cumsum([0, *(len(segment.variants) for segment in segments)]).tolist()
    return tuple(Part(number, *place) for number, place in enumerate(zip(segments, passages, variants, strict=False)))
