"""Make the examples that the decision is learned from."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from knowledge.content import Content
from knowledge.encoder import Encoder
from knowledge.language.dates import find_period, full_years
from knowledge.language.normalise import normalise, standard_words
from knowledge.regions import Region
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.catalogue import Catalogue, PassageVectors, Question
from knowledge.retrieval.eligibility import Eligibility
from knowledge.training.choice import Example
from knowledge.training.slips import SlipMaker

UNANSWERABLE_FILE = Path(__file__).parent / "unanswerable.yml"
COLLOQUIAL_FILE = Path(__file__).parent / "colloquial.yml"
SLIPPED_SHARE = 0.4
ELSEWHERE_SHARE = 0.25
# How much an example counts beside a question left out of the index. Natural questions are few and like those to come.
ELSEWHERE_WEIGHT = 1.5
# Two thirds of the passages are law, but people ask about their own city first.
LOCAL_WEIGHT = 3.0
COLLOQUIAL_WEIGHT = 4.0
UNANSWERABLE_WEIGHT = 4.0
# How many questions are asked as of imported passages, and how much each counts.
IMPORTED, IMPORTED_WEIGHT = 1500, 1.0


@dataclass(frozen=True)
class Colloquial:
    """A chatty question, where it was asked, and the numbers of the passages that answer it."""

    text: str
    region: Region | None
    answers: tuple[int, ...]


def read_colloquial(content: Content) -> list[Colloquial]:
    """The items of ``colloquial.yml`` whose answers the content has."""
    numbers = {passage.id: number for number, passage in enumerate(content.passages)}
    items = yaml.load(COLLOQUIAL_FILE.read_text("utf-8"), yaml.CSafeLoader)
    read = [
        Colloquial(
            item["text"],
            content.regions.get(item["region"]) if item["region"] else None,
            tuple(numbers[answer] for answer in item["answers"] if answer in numbers),
        )
        for item in items
    ]
    return [item for item in read if item.answers]


@dataclass(frozen=True)
class AsImported:
    """The content as if its cities' passages had just been imported: with their main question only. ``unknown``: the
    similar questions that went, each with the number of its passage."""

    content: Content
    vectors: PassageVectors
    unknown: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, content: Content, vectors: PassageVectors) -> AsImported:
        passages, kept, unknown, first = [], [], [], 0
        for number, passage in enumerate(content.passages):
            count = len(passage.questions)
            if passage.region.depth >= 2:
                passages.append(replace(passage, similar=()))
                kept.append(first)
                unknown += [(number, question) for question in passage.similar]
            else:
                passages.append(passage)
                kept += range(first, first + count)
            first += count
        bare = replace(content, passages=tuple(passages))
        return cls(bare, PassageVectors(vectors.questions[kept], vectors.answers), tuple(unknown))


def read_unanswerable() -> list[dict[str, str]]:
    """The items of ``unanswerable.yml``: text and region."""
    items: list[dict[str, str]] = yaml.load(UNANSWERABLE_FILE.read_text("utf-8"), yaml.CSafeLoader)
    return items


class ExampleMaker:
    """Asks the catalogue questions whose answers are known."""

    def __init__(self, content: Content, catalogue: Catalogue, encoder: Encoder, adapter: Adapter, seed: int) -> None:
        self._content, self._catalogue, self._encoder, self._adapter = content, catalogue, encoder, adapter
        self._eligibility = Eligibility(catalogue.passages)
        self._random = random.Random(seed)
        self._slips = SlipMaker(catalogue.variants, seed)
        regions = {p.region for p in catalogue.passages if p.region.depth >= 2}
        self._cities = sorted((r for r in regions if r.parent not in regions), key=lambda r: r.code)

    def make(
        self,
        kept_back: NDArray[np.bool_],
        colloquial: Sequence[Colloquial],
        progress: Callable[[int, int], None] | None = None,
    ) -> list[Example]:
        """Examples from the variants ``kept_back`` from the adapter, ``colloquial`` and unanswerable questions."""
        tasks: list[Callable[[], Iterable[Example]]] = []
        tasks += [partial(self._of_variant, int(variant)) for variant in np.flatnonzero(kept_back)]
        return self._all(tasks + self._natural(colloquial, UNANSWERABLE_WEIGHT), progress)

    def make_imported(
        self,
        unknown: Sequence[tuple[int, str]],
        colloquial: Sequence[Colloquial],
        progress: Callable[[int, int], None] | None = None,
    ) -> list[Example]:
        """Examples from questions that a catalogue without them is asked (``AsImported``)."""
        tasks: list[Callable[[], Iterable[Example]]] = []
        tasks += [partial(self._of_unknown, *item) for item in self._random.sample(unknown, IMPORTED)]
        local = [item for item in colloquial if self._catalogue.passages[item.answers[0]].region.depth >= 2]
        examples = self._all(tasks + self._natural(local, IMPORTED_WEIGHT), progress)
        return [example._replace(natural=False) for example in examples]  # thresholds are for the content as it is

    def _natural(self, colloquial: Sequence[Colloquial], unanswerable: float) -> list[Callable[[], Iterable[Example]]]:
        """Questions in words of their own; ``unanswerable``: the weight of those without an answer."""
        tasks: list[Callable[[], Iterable[Example]]] = [partial(self._of_colloquial, item) for item in colloquial]
        items = enumerate(read_unanswerable())
        return tasks + [partial(self._of_unanswerable, item, fold, unanswerable) for fold, item in items]

    @staticmethod
    def _all(
        tasks: Sequence[Callable[[], Iterable[Example]]], progress: Callable[[int, int], None] | None
    ) -> list[Example]:
        examples: list[Example] = []
        for done, task in enumerate(tasks):
            examples += task()
            if progress and done % 100 == 0:
                progress(done, len(tasks))
        return examples

    def _of_variant(self, variant: int) -> Iterator[Example]:
        """A question left out of the index: as it is, perhaps with slips, perhaps asked in another city."""
        number = int(self._catalogue.owner[variant])
        text, home = self._catalogue.variants[variant], self._catalogue.passages[number].region
        here = self._named(text) or self._city_of(home)
        asked = Question(text, self._catalogue.question_vectors[variant])
        if self._random.random() < SLIPPED_SHARE:
            yield from self._ask(self.read(self._slips.slip(text)), here, (number,), 1.0, number, variant)
        yield from self._ask(asked, here, (number,), 1.0, number, variant)
        if home.depth >= 2 and not self._named(text) and self._random.random() < ELSEWHERE_SHARE:
            yield from self._ask(asked, self._another_city(home), (), ELSEWHERE_WEIGHT, number, variant)

    def _of_unknown(self, number: int, text: str) -> Iterator[Example]:
        """A question that the catalogue does not know, perhaps with slips, perhaps asked in another city too."""
        home, here = self._catalogue.passages[number].region, self._named(text)
        if self._random.random() < SLIPPED_SHARE:
            text = self._slips.slip(text)
        asked = self.read(text)
        yield from self._ask(asked, here or self._city_of(home), (number,), IMPORTED_WEIGHT, number)
        if not here and self._random.random() < ELSEWHERE_SHARE:
            yield from self._ask(asked, self._another_city(home), (), ELSEWHERE_WEIGHT, number)

    def _another_city(self, home: Region) -> Region:
        return self._random.choice([city for city in self._cities if not city.holds_for(home)])

    def _of_colloquial(self, item: Colloquial) -> Iterable[Example]:
        region = (
            self._named(item.text) or item.region or self._city_of(self._catalogue.passages[item.answers[0]].region)
        )
        return self._ask(self.read(item.text), region, item.answers, COLLOQUIAL_WEIGHT, item.answers[0])

    def _of_unanswerable(self, item: dict[str, str], fold: int, weight: float) -> Iterable[Example]:
        region = self._content.regions.get(item["region"]) if item["region"] else self._random.choice(self._cities)
        where = self._named(item["text"]) or region
        return self._ask(self.read(item["text"]), where, (), weight, fold)

    def _ask(
        self,
        question: Question,
        region: Region,
        right: tuple[int, ...],
        weight: float,
        fold: int,
        without: int | None = None,
    ) -> Iterator[Example]:
        """One example, or none where no right passage holds (replaced nearer by) or is among the candidates."""
        today = dt.date.today()
        scope = self._eligibility.scope(region, find_period(question.text, today), today)
        found = self._catalogue.candidates(question, scope, without)
        where = tuple(np.flatnonzero(np.isin(found.numbers, right)).tolist())
        if any(self._catalogue.passages[number].region.depth >= 2 for number in right):
            weight *= LOCAL_WEIGHT
        if len(found.numbers) and bool(where) == bool(right):
            yield Example(found.features, where, weight, fold, without is None)

    def read(self, text: str) -> Question:
        """The question as the searcher would read it."""
        typed = self._catalogue.speller.correct(full_years(standard_words(normalise(text))))
        plain = Question.read(typed, self._encoder, self._content.regions)
        return Question(plain.text, self._adapter.questions(plain.vector))

    def _named(self, text: str) -> Region | None:
        mentions = self._content.regions.find(text)
        return mentions[0].region if mentions and not mentions[0].is_origin else None

    def _city_of(self, home: Region) -> Region:
        return self._random.choice([c for c in self._cities if home.holds_for(c) or c.holds_for(home)])
