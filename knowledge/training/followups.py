"""Make the examples that the decision about half sentences is learned from: ``followups.yml``, and questions about
something else altogether said in the middle of a conversation."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from knowledge.language.dates import find_period
from knowledge.language.reading import read_words
from knowledge.library.content import Content, Passage
from knowledge.places.regions import Region
from knowledge.retrieval.catalogue import Catalogue
from knowledge.retrieval.choice import ChoiceModel
from knowledge.retrieval.comparison import Question
from knowledge.retrieval.eligibility import Eligibility
from knowledge.retrieval.followup import follow_up_candidates, with_topic
from knowledge.training.choice import Example
from knowledge.training.data import PracticeData
from knowledge.training.recipe import Recipe


class _Ask(NamedTuple):
    """A half sentence as ``Reading.query`` gives it, what was told before it, where it is said, the numbers of the passages
    that answer it, its fold."""

    query: str
    context: Passage
    region: Region
    right: list[int]
    fold: int


class FollowUpMaker:
    """Says half sentences whose answers are known, after the passage that they lean on."""

    def __init__(
        self,
        content: Content,
        catalogue: Catalogue,
        read: Callable[[list[str]], list[Question]],
        model: ChoiceModel,
        data: PracticeData,
        recipe: Recipe,
    ) -> None:
        self._content, self._catalogue, self._read, self._model = content, catalogue, read, model
        self._data, self._recipe = data, recipe
        self._eligibility = Eligibility(catalogue.passages)
        self._numbers = {passage.id: number for number, passage in enumerate(catalogue.passages)}
        self._random = random.Random(recipe.seed)

    def make(self, some: slice) -> list[Example]:
        """Examples from some of ``followups.yml`` and of the unanswerable questions, said after any passage."""
        asks: list[_Ask] = []
        for fold, item in list(enumerate(self._data.half_sentences))[some]:
            if item.after in self._numbers:
                context = self._catalogue.passages[self._numbers[item.after]]
                answers = [self._numbers[answer] for answer in item.answers if answer in self._numbers]
                region = self._content.regions.get(item.region) if item.region else context.region
                if answers or not item.answers:
                    asks.append(_Ask(read_words(item.text).query, context, region, answers, fold))
        most = self._recipe.practice.short_characters
        short = [item.text for item in self._data.unanswerable if len(item.text) <= most]
        foreign = min(self._recipe.practice.foreign_half_sentences, len(short))
        for fold, text in list(enumerate(self._random.sample(short, foreign)))[some]:
            context = self._random.choice(self._catalogue.passages)
            asks.append(_Ask(read_words(text).query, context, context.region, [], fold))
        texts = [reading for ask in asks for reading in (ask.query, with_topic(ask.query, ask.context))]
        read = dict(zip(texts, self._read(texts), strict=True))
        return [example for ask in asks for example in self._compare(ask, read)]

    def _compare(self, ask: _Ask, read: dict[str, Question]) -> Iterator[Example]:
        today = self._recipe.today
        scope = self._eligibility.scope(ask.region, find_period(ask.query, today), today)
        found = follow_up_candidates(ask.query, ask.context, scope, self._catalogue, read.__getitem__, self._model)
        where = tuple(np.flatnonzero(np.isin(found.numbers, ask.right)).tolist())
        if len(found.numbers) and bool(where) == bool(ask.right):
            yield Example(found.features, where, 1.0, ask.fold, independent=True)
