"""What practice starts from: texts, what the encoder makes of them, and who may learn from which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import Encoded, Encoder, Vectors
from knowledge.language.reading import read_words
from knowledge.library.content import Content, Passage
from knowledge.places.regions import Region, RegionTree
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.encoding import PassageVectors, Texts, comparable, encode
from knowledge.retrieval.said_next import SaidNext
from knowledge.retrieval.unanswered import Unanswered
from knowledge.training import adapter as adapters
from knowledge.training.data import Colloquial, PracticeData, Unanswerable
from knowledge.training.examples import named_in
from knowledge.training.recipe import Recipe

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Encodings:
    """What the encoder makes of every wording (``variants``) and answer of all passages, of the ``colloquial`` questions that
    the adapter learns from and of those ``practised``, of the questions without an answer (``unanswerable``), and of what is
    said after an answer (``said_next``)."""

    variants: Encoded
    answers: Encoded
    colloquial: Encoded
    practised: Vectors
    unanswerable: Vectors
    said_next: Vectors


@dataclass(frozen=True)
class Split:
    """``owner``: the passage of each variant; ``kept_back``: which variants the adapter does not learn from; ``written``:
    those of them that practice asks as they are; ``taught``: colloquial questions that the adapter does learn from;
    ``practised``: the others, which the decision is learned on."""

    owner: NDArray[np.int64]
    kept_back: NDArray[np.bool_]
    written: NDArray[np.bool_]
    taught: tuple[Colloquial, ...]
    practised: tuple[Colloquial, ...]


@dataclass(frozen=True)
class Material:
    """``content`` is what is served; ``passages``: its passages, and behind them those of the offices of ``data``."""

    recipe: Recipe
    content: Content
    data: PracticeData
    passages: tuple[Passage, ...]
    split: Split
    encodings: Encodings

    def adapter(self, without: Sequence[Region] = ()) -> Adapter:
        """Learned from all that may be learned from (but what is asked in the cities ``without``)."""
        unseen, split, encodings = self.of_cities(without), self.split, self.encodings
        variants = np.flatnonzero(~split.kept_back & ~unseen[split.owner])
        answers = np.array([item.answers[0] for item in split.taught], np.int64)
        is_variant = np.array([item.variant is not None for item in split.taught], np.bool_)
        colloquial = np.flatnonzero(~unseen[answers] & ~is_variant)
        questions = Encoded(
            np.vstack([encodings.variants.vectors[variants], encodings.colloquial.vectors[colloquial]]),
            [encodings.variants.tokens[n] for n in variants] + [encodings.colloquial.tokens[n] for n in colloquial],
        )
        owner = np.concatenate([split.owner[variants], answers[colloquial]])
        return adapters.learn(questions, owner, encodings.answers, self.recipe.adapter, self.recipe.seed)

    def of_cities(self, cities: Sequence[Region]) -> NDArray[np.bool_]:
        """Which passages are those of these cities."""
        return np.array([any(city.holds_for(p.region) for city in cities) for p in self.passages])

    @property
    def is_served(self) -> NDArray[np.bool_]:
        """Which passages are the content's."""
        return np.arange(len(self.passages)) < len(self.content.passages)

    @property
    def is_main(self) -> NDArray[np.bool_]:
        """Which variants are the main question of their passage."""
        return np.diff(self.split.owner, prepend=-1) > 0

    def vectors(self, variants: NDArray[np.bool_], passages: NDArray[np.bool_]) -> PassageVectors:
        """Those of some passages in some variants of these."""
        return PassageVectors.of(self.encodings.variants, self.encodings.answers).only(variants, passages)

    @property
    def served(self) -> PassageVectors:
        """The vectors of the content alone."""
        return self.vectors(self.is_served[self.split.owner], self.is_served)

    def unanswered(self, adapter: Adapter, known: PassageVectors) -> Unanswered:
        """The questions without an answer, beside the passages that are ``known``."""
        where = np.array([_asked_in(item, self.content.regions) for item in self.data.unanswerable])
        return Unanswered.of(self.encodings.unanswerable, where, adapter, known.questions)

    def said_next(self, adapter: Adapter) -> SaidNext:
        """What is said after an answer, and what answers it of what is there."""
        lines, there = self.data.said_next, {passage.id for passage in self.content.passages}
        answers = [[id for id in line.answers if id in there] for line in lines]
        return SaidNext.of(
            self.encodings.said_next,
            [line.after for line in lines],
            answers,
            [line.caller for line in lines],
            adapter,
        )


def split(content: Content, passages: Sequence[Passage], data: PracticeData, recipe: Recipe) -> Split:
    """Draw what is kept back from the adapter: of the variants written for what is served, never a main question; and those
    that are practised as colloquial questions."""
    counts = [len(passage.questions) for passage in passages]
    written = np.zeros(sum(counts), bool)
    draw = np.random.default_rng(recipe.seed)
    first = 0
    for passage, count in zip(content.passages, counts, strict=False):
        similar = np.arange(first + 1, first + len(passage.written))
        some = int(len(similar) / recipe.practice.kept_back_every + draw.random())
        written[draw.choice(similar, min(some, len(similar)), replace=False)] = True
        first += count
    every = recipe.practice.taught_every
    practised = tuple(item for number, item in enumerate(data.colloquial) if number % every)
    kept_back = written.copy()
    kept_back[[item.variant for item in practised if item.variant is not None]] = True
    owner = np.repeat(np.arange(len(counts)), counts)
    return Split(owner, kept_back, written, data.colloquial[::every], practised)


def encode_all(content: Content, data: PracticeData, parts: Split, encoder: Encoder, progress: Progress) -> Encodings:
    """Encode every text that practice needs; questions of the offices without the names of their own places too."""
    regions = content.regions
    invented = [passage for office in data.offices for passage in office.passages]
    theirs = Texts.of(invented, regions.serving_also(office.region for office in data.offices))
    served = encode(Texts.of(content.passages, regions), encoder, lambda done, of: progress("编码内容", done, of))
    practice = encode(theirs, encoder, lambda done, of: progress("编码练习材料", done, of))
    variants, answers = (
        Encoded(np.vstack([one.vectors, other.vectors]), one.tokens + other.tokens)
        for one, other in zip(served, practice, strict=True)
    )
    colloquial, practised = (
        encoder.queries([comparable(item.text, regions) for item in some]) for some in (parts.taught, parts.practised)
    )
    unanswerable = encoder.queries(
        [comparable(item.text, regions) for item in data.unanswerable],
        lambda done: progress("编码没有答案的问题", done, len(data.unanswerable)),
    )
    said_next = encoder.queries(
        [comparable(read_words(line.text).query, regions) for line in data.said_next],
        lambda done: progress("编码接着说的话", done, len(data.said_next)),
    )
    return Encodings(variants, answers, colloquial, practised.vectors, unanswerable.vectors, said_next.vectors)


def _asked_in(item: Unanswerable, regions: RegionTree) -> str:
    """The code of the region that an unanswerable question names, or else is asked in; empty for none."""
    region = named_in(item.text, regions) or (regions.get(item.region) if item.region else None)
    return region.code if region else ""
