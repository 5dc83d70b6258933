"""Make the examples that the decision about half sentences is learned from: ``followups.yml``, and questions about
something else altogether said in the middle of a conversation."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import yaml

from knowledge.content import Content, Passage
from knowledge.language.dates import find_period
from knowledge.regions import Region
from knowledge.retrieval.catalogue import Catalogue, Question
from knowledge.retrieval.choice import ChoiceModel
from knowledge.retrieval.eligibility import Eligibility
from knowledge.retrieval.followup import leaning
from knowledge.training.choice import Example
from knowledge.training.examples import read_unanswerable

FOLLOWUPS_FILE = Path(__file__).parent / "followups.yml"
# Questions of unanswerable.yml that are short enough to be taken for half sentences.
SHORT = 14
FOREIGN = 300


class FollowUpMaker:
    """Says half sentences whose answers are known, after the passage that they lean on."""

    def __init__(
        self, content: Content, catalogue: Catalogue, read: Callable[[str], Question], model: ChoiceModel, seed: int
    ) -> None:
        self._content, self._catalogue, self._read, self._model = content, catalogue, read, model
        self._eligibility = Eligibility(catalogue.passages)
        self._numbers = {passage.id: number for number, passage in enumerate(catalogue.passages)}
        self._random = random.Random(seed)

    def make(self, some: slice) -> list[Example]:
        """Examples from some of ``followups.yml`` and of the unanswerable questions, said after any passage."""
        examples: list[Example] = []
        for fold, item in list(enumerate(yaml.load(FOLLOWUPS_FILE.read_text("utf-8"), yaml.CSafeLoader)))[some]:
            if item["after"] in self._numbers:
                context = self._catalogue.passages[self._numbers[item["after"]]]
                answers = [self._numbers[answer] for answer in item["answers"] if answer in self._numbers]
                region = self._content.regions.get(item["region"]) if item["region"] else context.region
                if answers or not item["answers"]:
                    examples += self._ask(item["text"], context, region, answers, fold)
        short = [item["text"] for item in read_unanswerable() if len(item["text"]) <= SHORT]
        for fold, text in list(enumerate(self._random.sample(short, min(FOREIGN, len(short)))))[some]:
            context = self._random.choice(self._catalogue.passages)
            examples += self._ask(text, context, context.region, [], fold)
        return examples

    def _ask(self, text: str, context: Passage, region: Region, right: list[int], fold: int) -> Iterator[Example]:
        today = dt.date.today()
        scope = self._eligibility.scope(region, find_period(text, today), today)
        found = leaning(text, context, scope, self._catalogue, self._read, self._model)
        where = tuple(np.flatnonzero(np.isin(found.numbers, right)).tolist())
        if len(found.numbers) and bool(where) == bool(right):
            yield Example(found.features, where, 1.0, fold, natural=True)
