"""Learn what questions are about: every way of asking for what a guide covers is an example of its topic, and what is asked
of other offices is one of none.

Practice asks the very lines that are off topic. So that none meets a model that has learned from it, the lines are parted in
two by their numbers among the unanswerable, and practice has a model for each half, which has learned from the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import cross_entropy

from knowledge.language.normalise import letters_only
from knowledge.ngrams.fitting import common, taught, untaught
from knowledge.ngrams.model import Floats, ngrams
from knowledge.retrieval.encoding import comparable
from knowledge.retrieval.guides import Guides
from knowledge.retrieval.topics import OFF_TOPIC, Topics
from knowledge.training.material import Material
from knowledge.training.recipe import TopicRecipe

HALVES = 2


class Example(NamedTuple):
    """A text in standard words with its sentence vector, its topic, and how much it counts."""

    text: str
    vector: Floats
    topic: str
    weight: float


class LearnedTopics(NamedTuple):
    """``unseen``: for each half of the lines that are off topic, the topics that have not learned from it; ``all``: those
    that have learned from everything."""

    unseen: tuple[Topics, ...]
    all: Topics


def learn_topics(material: Material, pool: Executor) -> LearnedTopics:
    """The topics of each half and of all, each in a process of its own."""
    recipe = material.recipe
    sets = [list(topic_examples(material, half)) for half in (*range(HALVES), None)]
    *unseen, whole = (pool.submit(fit_topics, examples, recipe.topics, recipe.seed) for examples in sets)
    return LearnedTopics(tuple(fitted.result() for fitted in unseen), whole.result())


def fit_topics(examples: Sequence[Example], recipe: TopicRecipe, seed: int) -> Topics:
    """Minimise the weighted cross entropy of the topics, smoothed (Szegedy et al. 2016), with Adam over batches: with 150
    topics L-BFGS over the whole (``knowledge/ngrams/fitting.py``) takes ten times as long."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # others learn beside it
    bags = [ngrams(letters_only(example.text)) for example in examples]
    vectors = np.vstack([example.vector for example in examples])
    labels = [example.topic for example in examples]
    model = untaught(bags, labels, common(bags, recipe.least_examples), vectors, recipe.vector_length)
    assert model.vector
    inputs = _Inputs([model.weighed(bag) for bag in bags], torch.from_numpy(model.vector.centred(vectors)))
    truth = torch.from_numpy(np.searchsorted(model.classes, labels))
    weights = torch.tensor([example.weight for example in examples])
    of_terms = torch.nn.EmbeddingBag(len(model.terms), len(model.classes), mode="sum", sparse=True)
    torch.nn.init.zeros_(of_terms.weight)
    of_vector = torch.nn.Linear(vectors.shape[1], len(model.classes))
    optimisers = (
        torch.optim.SparseAdam(of_terms.parameters(), lr=recipe.term_rate),
        torch.optim.Adam(of_vector.parameters(), lr=recipe.vector_rate),
    )
    draw = np.random.default_rng(seed)
    for _ in range(recipe.epochs):
        for batch in np.array_split(draw.permutation(len(examples)), max(1, len(examples) // recipe.batch)):
            logits = of_terms(*inputs.terms(batch)) + of_vector(inputs.vectors[batch])
            losses = cross_entropy(logits, truth[batch], reduction="none", label_smoothing=recipe.smoothing)
            for optimiser in optimisers:
                optimiser.zero_grad()
            torch.autograd.backward((losses * weights[batch]).mean())
            for optimiser in optimisers:
                optimiser.step()  # type: ignore[no-untyped-call]
    learned = torch.vstack([of_terms.weight, of_vector.weight.T]).detach().numpy()
    return Topics(taught(model, learned, of_vector.bias.detach().numpy().copy()))


class _Inputs(NamedTuple):
    """What the model weighs of each example: numbers and values of its terms, and its sentence vector."""

    weighed: Sequence[tuple[NDArray[np.int64], Floats]]
    vectors: torch.Tensor

    def terms(self, batch: NDArray[np.int64]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Of some examples, one after another: the numbers, where each example begins, and the values."""
        numbers, values = zip(*(self.weighed[at] for at in batch), strict=True)
        starts = np.cumsum([0, *map(len, numbers[:-1])])
        return tuple(map(torch.from_numpy, (np.concatenate(numbers), starts, np.concatenate(values))))  # type: ignore[return-value]


def topic_examples(material: Material, unseen: int | None) -> Iterator[Example]:
    """Those of what is served, without what practice asks; of the lines that are off topic none of the half that stays
    ``unseen``. None: everything."""
    yield from _covered(material, is_whole=unseen is None)
    encodings, data = material.encodings, material.data
    first = len(data.unanswerable) - len(data.off_topic)
    for number, item in enumerate(data.off_topic, start=first):
        if number % HALVES != unseen:
            text = comparable(item.text, material.content.regions)
            yield Example(text, encodings.unanswerable[number], OFF_TOPIC, material.recipe.topics.spoken_weight)


def _covered(material: Material, is_whole: bool) -> Iterator[Example]:
    """Ways of asking for what a guide covers; not ``is_whole``: but for those kept back for practice."""
    passages, parts, encodings = material.content.passages, material.split, material.encodings
    guides = Guides.of(passages).guide_of.tolist()
    wordings = [(wording, wording in passage.asked) for passage in passages for wording in passage.questions]
    for row, (wording, is_spoken) in enumerate(wordings):
        guide = guides[parts.owner[row]]
        if guide >= 0 and not is_spoken and (is_whole or not parts.kept_back[row]):
            text = comparable(wording, material.content.regions)
            yield Example(text, encodings.variants.vectors[row], passages[guide].id, 1.0)
    spoken = list(zip(parts.taught, encodings.colloquial.vectors, strict=True))
    spoken += zip(parts.practised, encodings.practised, strict=True) if is_whole else ()
    for item, vector in spoken:
        guide = guides[item.answers[0]]
        if guide >= 0:
            text = comparable(item.text, material.content.regions)
            yield Example(text, vector, passages[guide].id, material.recipe.topics.spoken_weight)
