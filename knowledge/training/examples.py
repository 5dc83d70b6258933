"""Make the examples that the decision is learned from."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from knowledge.encoder import Encoder
from knowledge.language.dates import find_period
from knowledge.language.reading import read_words
from knowledge.library.content import cities_of
from knowledge.places.regions import Region, RegionTree
from knowledge.retrieval.catalogue import Catalogue
from knowledge.retrieval.comparison import Question
from knowledge.retrieval.eligibility import Eligibility
from knowledge.retrieval.features import FEATURES
from knowledge.training.choice import Example
from knowledge.training.data import Colloquial, Unanswerable
from knowledge.training.offices import Office
from knowledge.training.recipe import Recipe
from knowledge.training.slips import SlipMaker


def named_in(text: str, regions: RegionTree) -> Region | None:
    """The region that a question names first, unless somebody only comes from there."""
    mentions = regions.find(text)
    return mentions[0].region if mentions and not mentions[0].is_origin else None


class _Ask(NamedTuple):
    """A question in the words that are compared, where it is asked, the numbers of the passages that answer it, what its
    example weighs, its fold, a variant to leave out of the index, and whether it was made from one that is ``written``."""

    wording: str
    region: Region
    right: tuple[int, ...]
    weight: float
    fold: int
    without: int | None = None
    is_written: bool = False


class ExampleMaker:
    """Asks the catalogue questions whose answers are known."""

    def __init__(
        self,
        regions: RegionTree,
        catalogue: Catalogue,
        encoder: Encoder,
        unanswerable: Sequence[Unanswerable],
        recipe: Recipe,
        seed: int,
    ) -> None:
        """``unanswerable``: all questions that nothing answers; ``seed``: of what is drawn here."""
        self._regions, self._catalogue, self._encoder = regions, catalogue, encoder
        self._unanswerable, self._recipe, self._today = unanswerable, recipe.practice, recipe.today
        self._eligibility = Eligibility(catalogue.passages)
        self._random = random.Random(seed)
        self._slips = SlipMaker(catalogue.variants, seed)
        self._cities = cities_of(catalogue.passages)

    def make(self, variants: Sequence[int], colloquial: Sequence[Colloquial], unanswerable: slice) -> list[Example]:
        """Examples from ``variants`` left out of the index, from ``colloquial`` questions and from some without an answer."""
        asks = [ask for variant in variants for ask in self._of_variant(variant)]
        asks += [self._of_colloquial(item) for item in colloquial]
        weight = self._recipe.unanswerable_weight
        numbered = list(enumerate(self._unanswerable))[unanswerable]
        asks += [self._of_unanswerable(fold, item, weight) for fold, item in numbered]
        return self._examples(asks)

    def make_imported(
        self,
        cities: Sequence[Region],
        unknown: Sequence[tuple[int, str]],
        colloquial: Sequence[Colloquial],
        wider: Sequence[int],
        unanswerable: slice,
    ) -> list[Example]:
        """Examples from questions asked in ``cities`` of the content, whose passages the catalogue has in one wording only.
        ``unknown``: other wordings of these, each with the number of its passage; ``wider``: variants of passages that hold
        in wider places, to be left out of the index. ``unanswerable``: which of the others are asked here too."""
        recipe, weight = self._recipe, self._recipe.import_weight
        asked = self._random.sample(unknown, min(len(unknown), recipe.imports_per_city * len(cities)))
        asks = [self._of_unknown(*item, weight) for item in asked]
        asks += [self._of_colloquial(item, cities) for item in colloquial]
        left_out = self._random.sample(wider, min(len(wider), recipe.wider_per_city * len(cities)))
        asks += [ask for variant in left_out for ask in self._of_wider(variant, cities)]
        names = {city.name for city in cities}
        for fold, item in enumerate(self._unanswerable):
            if item.region in names:
                asks.append(self._of_unanswerable(fold, item, weight))
        elsewhere = [item for item in self._unanswerable[unanswerable] if item.region not in names]
        drawn = self._random.sample(elsewhere, min(len(elsewhere), recipe.foreign_per_city * len(cities)))
        for fold, item in enumerate(drawn):
            here = item.model_copy(update={"region": self._random.choice(cities).name})
            asks.append(self._of_unanswerable(fold, here, weight))
        return self._examples(asks)

    def make_office(self, office: Office, unknown: Sequence[tuple[int, str]]) -> list[Example]:
        """Examples from the questions asked at an office: ``unknown``, each with the number of the passage that answers it,
        and those without an answer, its own and what is no office's business."""
        weight, foreign = self._recipe.office_weight, self._recipe.foreign_per_office
        asks = [self._of_unknown(*item, weight) for item in unknown]
        nobodys = [item.text for item in self._unanswerable if not item.region]
        without = [*office.unanswerable, *self._random.sample(nobodys, min(len(nobodys), foreign))]
        for fold, text in enumerate(without):
            here = Unanswerable(text=text, region=office.region.name)
            asks.append(self._of_unanswerable(fold, here, weight))
        return self._examples(asks)

    def read(self, texts: list[str]) -> list[Question]:
        """The questions as the searcher would read them."""
        return self._catalogue.as_worded([self._worded(text) for text in texts], self._encoder)

    def _of_variant(self, variant: int) -> Iterator[_Ask]:
        """A question left out of the index: as it is, perhaps with slips, perhaps asked in another city."""
        number = int(self._catalogue.owner[variant])
        text, home = self._catalogue.variants[variant], self._catalogue.passages[number].region
        here = named_in(text, self._regions) or self._city_of(home)
        if self._random.random() < self._recipe.slipped_share:
            yield _Ask(self._worded(self._slips.slip(text)), here, (number,), 1.0, number, variant, is_written=True)
        yield _Ask(text, here, (number,), 1.0, number, variant, is_written=True)
        if (
            home.depth >= 2
            and not named_in(text, self._regions)
            and self._random.random() < self._recipe.elsewhere_share
        ):
            yield _Ask(
                text, self._another_city(home), (), self._recipe.elsewhere_weight, number, variant, is_written=True
            )

    def _of_unknown(self, number: int, text: str, weight: float) -> _Ask:
        """A question that the catalogue does not know, perhaps with slips."""
        home = self._catalogue.passages[number].region
        region = named_in(text, self._regions) or self._city_of(home)
        typed = self._slips.slip(text) if self._random.random() < self._recipe.slipped_share else text
        return _Ask(self._worded(typed), region, (number,), weight, number)

    def _of_wider(self, variant: int, cities: Sequence[Region]) -> Iterator[_Ask]:
        """A question left out of the index, asked in one of ``cities`` where its passage holds."""
        number = int(self._catalogue.owner[variant])
        here = [city for city in cities if self._catalogue.passages[number].region.holds_for(city)]
        if here:
            text = self._catalogue.variants[variant]
            yield _Ask(text, self._random.choice(here), (number,), 1.0, number, variant, is_written=True)

    def _of_colloquial(self, item: Colloquial, cities: Sequence[Region] = ()) -> _Ask:
        """A chatty question; one about a wider place's passage is asked in one of ``cities``, if any are given."""
        home = self._catalogue.passages[item.answers[0]].region
        region = named_in(item.text, self._regions) or item.region or self._city_of(home)
        if home.depth < 2 and any(home.holds_for(city) for city in cities):
            region = self._random.choice([city for city in cities if home.holds_for(city)])
        weight = self._recipe.colloquial_weight
        return _Ask(self._worded(item.text), region, item.answers, weight, item.answers[0], item.variant)

    def _of_unanswerable(self, fold: int, item: Unanswerable, weight: float) -> _Ask:
        region = self._regions.get(item.region) if item.region else self._random.choice(self._cities)
        return _Ask(self._worded(item.text), named_in(item.text, self._regions) or region, (), weight, fold)

    def _examples(self, asks: Sequence[_Ask]) -> list[Example]:
        """What the catalogue has for all of these, encoded together."""
        questions = self._catalogue.as_worded([ask.wording for ask in asks], self._encoder)
        return [
            example for ask, question in zip(asks, questions, strict=True) for example in self._compare(ask, question)
        ]

    def _compare(self, ask: _Ask, question: Question) -> Iterator[Example]:
        """One example, or none where no right passage holds (replaced nearer by) or is among the candidates, or where what
        has no answer here asks nearly for what is known here."""
        scope = self._eligibility.scope(ask.region, find_period(question.text, self._today), self._today)
        known = self._catalogue if ask.without is None else self._catalogue.masked(variants=[ask.without])
        found = known.candidates(question, scope)
        where = tuple(np.flatnonzero(np.isin(found.numbers, ask.right)).tolist())
        weight = ask.weight
        if any(self._catalogue.passages[number].region.depth >= 2 for number in ask.right):
            weight *= self._recipe.local_weight
        if not len(found.numbers) or bool(where) != bool(ask.right):
            return
        is_asked_elsewhere = ask.is_written and not ask.right
        if (
            is_asked_elsewhere
            and found.features[:, FEATURES.index("dense_best")].max() >= self._recipe.answered_elsewhere
        ):
            return
        yield Example(found.features, where, weight, ask.fold, independent=not ask.is_written)

    def _worded(self, text: str) -> str:
        return self._catalogue.worded(read_words(text).query, self._regions)

    def _another_city(self, home: Region) -> Region:
        return self._random.choice([city for city in self._cities if not city.holds_for(home)])

    def _city_of(self, home: Region) -> Region:
        return self._random.choice([c for c in self._cities if home.holds_for(c) or c.holds_for(home)])
