"""Make the examples that the decisions about what leans on an answer are learned from: ``followups*.yml``, for what
continues a matter ``continuations*.yml``, ``callers*.yml`` and ``talks*.yml`` too, and questions about something else
altogether said in the middle of a conversation.

A conversation knows what a half sentence leans on by the person's own words where those were a whole question, and else by
the question of the entry (``actions/half_sentences.py``): practice has some of both.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from knowledge.language.dates import find_period
from knowledge.language.reading import read_words
from knowledge.library.content import Content, Passage
from knowledge.places.regions import Region
from knowledge.retrieval.catalogue import Catalogue
from knowledge.retrieval.comparison import Candidates, Question
from knowledge.retrieval.eligibility import Eligibility, Scope
from knowledge.retrieval.followup import with_topic
from knowledge.training.choice import Example
from knowledge.training.data import Next, PracticeData
from knowledge.training.recipe import Recipe

Read = Callable[[str], Question]


class Weigh(Protocol):
    """The candidates for what leans on a passage, with the features that a decision looks at."""

    def __call__(
        self,
        query: str,
        context: Passage,
        scope: Scope,
        *,
        read: Read,
        said: str,
        caller: int | None,
    ) -> Candidates: ...


class _Ask(NamedTuple):
    """What leans on an answer as ``Reading.query`` gives it, what was told before it and what had been said (empty: nothing
    whole), where it is said, the numbers of the passages that answer it, its fold, who says it (None: nobody whose other
    lines are known)."""

    query: str
    context: Passage
    said: str
    region: Region
    right: list[int]
    fold: int
    caller: int | None = None


class FollowUpMaker:
    """Says what leans on an answer, and whose answers are known, after that passage."""

    def __init__(
        self,
        content: Content,
        catalogue: Catalogue,
        read: Callable[[list[str]], list[Question]],
        weigh: Weigh,
        data: PracticeData,
        recipe: Recipe,
    ) -> None:
        self._content, self._catalogue, self._read, self._weigh = content, catalogue, read, weigh
        self._data, self._recipe = data, recipe
        self._eligibility = Eligibility(catalogue.passages)
        self._numbers = {passage.id: number for number, passage in enumerate(catalogue.passages)}
        self._random = random.Random(recipe.seed)
        self._wordings: dict[int, list[str]] = defaultdict(list)
        for item in data.colloquial:
            self._wordings[item.answers[0]].append(item.text)

    def make(self, items: Sequence[Next], some: slice) -> list[Example]:
        """Examples from some of these and of the unanswerable questions, said after any passage; what is said after one
        passage is in one fold; where it is known what a caller had said, what he says is."""
        asks: list[_Ask] = []
        for item in items[some]:
            if (number := self._numbers.get(item.after)) is not None:
                context = self._catalogue.passages[number]
                said, fold = (self._said(context), number) if item.said is None else (item.said, item.caller)
                answers = [self._numbers[answer] for answer in item.answers if answer in self._numbers]
                region = self._content.regions.get(item.region) if item.region else context.region
                if answers or not item.answers:
                    query = read_words(item.text).query
                    asks.append(_Ask(query, context, said, region, answers, fold, item.caller))
        most = self._recipe.practice.short_characters
        short = [item.text for item in self._data.unanswerable if len(item.text) <= most]
        foreign = min(self._recipe.practice.foreign_half_sentences, len(short))
        for fold, text in list(enumerate(self._random.sample(short, foreign)))[some]:
            context = self._random.choice(self._catalogue.passages)
            asks.append(_Ask(read_words(text).query, context, self._said(context), context.region, [], fold))
        texts = [reading for ask in asks for reading in (ask.query, with_topic(ask.query, ask.context, ask.said))]
        read = dict(zip(texts, self._read(texts), strict=True))
        return [example for ask in asks for example in self._compare(ask, read)]

    def _said(self, context: Passage) -> str:
        """How somebody may have asked for this passage, as people speak; now and then it was found by half a sentence."""
        if self._random.random() >= self._recipe.practice.whole_questions:
            return ""
        spoken = self._wordings[self._numbers[context.id]]
        return self._random.choice(spoken or context.questions)

    def _compare(self, ask: _Ask, read: dict[str, Question]) -> Iterator[Example]:
        today = self._recipe.today
        scope = self._eligibility.scope(ask.region, find_period(ask.query, today), today)
        found = self._weigh(ask.query, ask.context, scope, read=read.__getitem__, said=ask.said, caller=ask.caller)
        where = tuple(np.flatnonzero(np.isin(found.numbers, ask.right)).tolist())
        if len(found.numbers) and bool(where) == bool(ask.right):
            yield Example(found.features, where, 1.0, ask.fold, independent=True)
