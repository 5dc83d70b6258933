"""Learn what questions are about: every way of asking for what a guide covers is an example of its topic, and what is asked of
other offices is one of none.

Practice asks the very lines that are off topic. So that none meets a model that has learned from it, the lines are parted in
two by their numbers among the unanswerable, and practice has a model for each half, which has learned from the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from typing import NamedTuple

import numpy as np

from knowledge.encoder import Vectors
from knowledge.language.normalise import letters_only
from knowledge.ngrams.fitting import common, fit_terms
from knowledge.ngrams.fitting import Recipe as FitRecipe
from knowledge.ngrams.model import ngrams
from knowledge.retrieval.encoding import comparable
from knowledge.retrieval.guides import Guides
from knowledge.retrieval.topics import OFF_TOPIC, Topics
from knowledge.training.material import Material
from knowledge.training.recipe import TopicRecipe

HALVES = 2


class _Example(NamedTuple):
    text: str
    vector: Vectors
    topic: str
    weight: float


class LearnedTopics(NamedTuple):
    """``unseen``: for each half of the lines that are off topic, the topics that have not learned from it; ``all``: those that
    have learned from everything."""

    unseen: tuple[Topics, ...]
    all: Topics


def learn_topics(material: Material, pool: Executor) -> LearnedTopics:
    """The topics of each half and of all, each in a process of its own."""
    sets = [list(_examples(material, half)) for half in (*range(HALVES), None)]
    *unseen, whole = (pool.submit(fit_topics, examples, material.recipe.topics) for examples in sets)
    return LearnedTopics(tuple(fitted.result() for fitted in unseen), whole.result())


def fit_topics(examples: list[_Example], recipe: TopicRecipe) -> Topics:
    """The model of these examples."""
    bags = [ngrams(letters_only(example.text)) for example in examples]
    return Topics(
        fit_terms(
            bags,
            [example.topic for example in examples],
            FitRecipe(recipe.strength, vector_length=recipe.vector_length, iterations=recipe.iterations),
            common(bags, recipe.least_examples),
            np.array([example.weight for example in examples]),
            np.vstack([example.vector for example in examples]),
        )
    )


def _examples(material: Material, unseen: int | None) -> Iterator[_Example]:
    """Those of what is served; of the lines that are off topic none of the half that stays ``unseen``."""
    yield from _covered(material)
    encodings, data = material.encodings, material.data
    first = len(data.unanswerable) - len(data.off_topic)
    for number, item in enumerate(data.off_topic, start=first):
        if number % HALVES != unseen:
            text = comparable(item.text, material.content.regions)
            yield _Example(text, encodings.unanswerable[number], OFF_TOPIC, material.recipe.topics.spoken_weight)


def _covered(material: Material) -> Iterator[_Example]:
    """Ways of asking for what a guide covers, but for those kept back for practice."""
    passages, parts, encodings = material.content.passages, material.split, material.encodings
    guides = Guides.of(passages).guide_of.tolist()
    wordings = [wording for passage in passages for wording in passage.questions]
    for row, wording in enumerate(wordings):
        guide = guides[parts.owner[row]]
        if guide >= 0 and not parts.kept_back[row]:
            text = comparable(wording, material.content.regions)
            yield _Example(text, encodings.variants.vectors[row], passages[guide].id, 1.0)
    for item, vector in zip(parts.taught, encodings.colloquial.vectors, strict=True):
        guide = guides[item.answers[0]]
        if guide >= 0:
            text = comparable(item.text, material.content.regions)
            yield _Example(text, vector, passages[guide].id, material.recipe.topics.spoken_weight)
