"""What the encoder makes of passages: the texts that stand for a passage, and their vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import TOKEN, Encoded, Encoder, Vectors
from knowledge.language.normalise import normalise, standard_words
from knowledge.library.content import Passage
from knowledge.places.regions import RegionTree
from knowledge.ragged import Ragged


class Texts(NamedTuple):
    """What stands for some passages when they are compared: every way of asking for them, passage by passage, and what each
    is found by beside that."""

    variants: list[str]
    answers: list[str]

    @classmethod
    def of(cls, passages: Sequence[Passage], regions: RegionTree) -> Texts:
        """``regions``: the tree whose names are left out."""
        variants = [comparable(question, regions) for passage in passages for question in passage.questions]
        return cls(variants, [answer_text(passage, regions) for passage in passages])


class PassageVectors(NamedTuple):
    """The encoder's vectors of all variants and of all answers, shapes (variants, size) and (passages, size), and the tokens
    of each answer."""

    questions: Vectors
    answers: Vectors
    tokens: Ragged[np.void]

    @classmethod
    def of(cls, variants: Encoded, answers: Encoded) -> PassageVectors:
        return cls(variants.vectors, answers.vectors, Ragged.of(answers.tokens, TOKEN))

    @classmethod
    def encode(
        cls,
        passages: Sequence[Passage],
        encoder: Encoder,
        regions: RegionTree,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> PassageVectors:
        """``progress`` is told (done, total) of the texts."""
        return cls.of(*encode(Texts.of(passages, regions), encoder, progress))

    def only(self, variants: NDArray[np.bool_], passages: NDArray[np.bool_]) -> PassageVectors:
        """Those of some passages, in some variants of these."""
        tokens = self.tokens.take(np.flatnonzero(passages))
        return PassageVectors(self.questions[variants], self.answers[passages], tokens)


def encode(
    texts: Texts, encoder: Encoder, progress: Callable[[int, int], None] = lambda done, total: None
) -> tuple[Encoded, Encoded]:
    """All variants and all answers, the variants with their tokens too; ``progress`` is told (done, total)."""
    first, total = len(texts.variants), len(texts.variants) + len(texts.answers)
    return (
        encoder.queries(texts.variants, lambda done: progress(done, total)),
        encoder.passages(texts.answers, lambda done: progress(first + done, total)),
    )


def comparable(text: str, regions: RegionTree) -> str:
    """The form in which questions are compared: plain, in standard words, without the names of the places served."""
    return regions.without_served(standard_words(normalise(text)))


def answer_text(passage: Passage, regions: RegionTree) -> str:
    """What a passage is found by beside its questions, in the form in which texts are compared."""
    return comparable(f"{passage.question} {passage.answer}", regions)
