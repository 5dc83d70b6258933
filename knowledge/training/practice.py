"""Practice questions, asked in as many processes as there are cores.

Each process gets the material once and builds what it needs from it; after that only tasks and examples travel.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.caching import CachingEncoder
from knowledge.encoder import Encoder, Vectors
from knowledge.library.content import Passage
from knowledge.places.regions import Region, RegionTree
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.catalogue import Catalogue
from knowledge.retrieval.choice import ChoiceModel
from knowledge.retrieval.comparison import Candidates
from knowledge.retrieval.continuation import continuation_candidates
from knowledge.retrieval.eligibility import Scope
from knowledge.retrieval.encoding import PassageVectors
from knowledge.retrieval.followup import follow_up_candidates
from knowledge.retrieval.said_next import KnownNext
from knowledge.retrieval.topics import Topics
from knowledge.retrieval.unanswered import Unanswered
from knowledge.settings import KnowledgeSettings
from knowledge.training.choice import Example
from knowledge.training.data import Colloquial, Next
from knowledge.training.examples import ExampleMaker
from knowledge.training.followups import FollowUpMaker, Read, Weigh
from knowledge.training.material import Material
from knowledge.training.offices import Office
from knowledge.training.topics import HALVES, LearnedTopics

# The number of a variant that a catalogue does not have.
NOWHERE = -1

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class WithoutItself(Unanswered):
    """Practice asks the very questions that nothing answers: one nearer than ``limit`` (cosine) is the question asked itself
    and does not count."""

    limit: float

    def compare(self, vectors: Vectors) -> NDArray[np.float32]:
        cosines = super().compare(vectors)
        cosines[cosines > self.limit] = 0
        return cosines


class Worker:
    """One process of those that practise."""

    def __init__(self, material: Material, encoder: Encoder) -> None:
        self._material, self._encoder = material, encoder
        self._known: dict[int, Catalogue] = {}

    def ask_known(self, adapter: Adapter, topics: LearnedTopics, part: int, parts: int) -> list[Example]:
        """Examples from every ``parts``-th of the questions: those kept back, the colloquial, the unanswerable. ``parts`` is
        even, so that the last are all of one half."""
        split = self._material.split
        maker = self._maker(self._material.content.regions, self._everything(adapter, topics, part % HALVES), part)
        variants = np.flatnonzero(split.written)[part::parts]
        return maker.make(variants.tolist(), split.practised[part::parts], slice(part, None, parts))

    def ask_imported(
        self, topics: LearnedTopics, half: int, cities: Sequence[Region], offices: Sequence[Office]
    ) -> list[Example]:
        """Examples from questions about the passages of ``cities`` and of ``offices``, as if these had just been imported and
        neither the index nor the adapter knew another wording; and from what is off topic of one ``half``."""
        material, split = self._material, self._material.split
        of_offices = [office.region for office in offices]
        places = [*cities, *of_offices]
        is_import = material.of_cities(places)
        is_served = material.is_served
        there = is_import | is_served
        # Of what was imported the main question only.
        kept = there[split.owner] & (material.is_main | ~is_import[split.owner])
        regions = material.content.regions.serving_also(of_offices)
        catalogue = self._catalogue(
            [
                replace(passage, similar=(), asked=(), origin="import") if imported else passage
                for passage, imported in zip(material.content.passages, is_import[is_served], strict=True)
            ],
            material.vectors(kept & is_served[split.owner], is_served),
            material.adapter(places),
            topics.unseen[half],
        ).extended(
            [replace(passage, similar=()) for office in offices for passage in office.passages],
            material.vectors(kept & ~is_served[split.owner], there & ~is_served),
            regions,
        )
        maker = self._maker(regions, catalogue)
        # Numbers in this catalogue, which has fewer passages and variants.
        numbers, variants = np.cumsum(there) - 1, np.where(kept, np.cumsum(kept) - 1, NOWHERE)

        def unknown(region: Sequence[Region]) -> list[tuple[int, str]]:
            asked = np.flatnonzero(material.of_cities(region))
            return [(int(numbers[number]), text) for number in asked for text in material.passages[number].similar]

        def there_now(item: Colloquial) -> Colloquial:
            variant = NOWHERE if item.variant is None else int(variants[item.variant])
            return replace(item, variant=None if variant == NOWHERE else variant)

        is_wider = ~catalogue.is_local
        chatty = [item for item in (*split.taught, *split.practised) if is_import[item.answers[0]]]
        chatty += [item for item in split.practised if is_wider[item.answers[0]]]
        chatty = [there_now(item) for item in chatty]
        wider = variants[kept & split.written & is_wider[numbers[split.owner]]]
        examples = maker.make_imported(cities, unknown(cities), chatty, wider.tolist(), slice(half, None, HALVES))
        for office in offices:
            examples += maker.make_office(office, unknown([office.region]))
        return examples

    def follow_up(
        self, adapter: Adapter, topics: LearnedTopics, model: ChoiceModel, part: int, parts: int
    ) -> list[Example]:
        """Examples from every ``parts``-th of the half sentences."""
        catalogue = self._everything(adapter, topics, part % HALVES)

        def weigh(
            query: str, context: Passage, scope: Scope, *, read: Read, said: str, caller: int | None
        ) -> Candidates:
            return follow_up_candidates(query, context, scope, catalogue, read, model, said)

        return self._leaning(catalogue, weigh, self._material.data.half_sentences, slice(part, None, parts))

    def continued(
        self,
        adapter: Adapter,
        topics: LearnedTopics,
        models: tuple[ChoiceModel, ChoiceModel],
        part: int,
        parts: int,
    ) -> list[Example]:
        """Examples from every ``parts``-th of what continues a matter, asked or told."""
        catalogue, data = self._everything(adapter, topics, part % HALVES), self._material.data
        known = KnownNext(self._material.said_next(adapter), catalogue)
        weigh = partial(continuation_candidates, catalogue=catalogue, models=models, known=known)
        items = (*data.half_sentences, *data.continuations)
        return self._leaning(catalogue, weigh, items, slice(part, None, parts))

    def _leaning(self, catalogue: Catalogue, weigh: Weigh, items: Sequence[Next], some: slice) -> list[Example]:
        material, read = self._material, self._maker(self._material.content.regions, catalogue).read
        maker = FollowUpMaker(material.content, catalogue, read, weigh, material.data, material.recipe)
        return maker.make(items, some)

    def _maker(self, regions: RegionTree, catalogue: Catalogue, part: int = 0) -> ExampleMaker:
        material = self._material
        unanswerable, recipe = material.data.unanswerable, material.recipe
        return ExampleMaker(regions, catalogue, self._encoder, unanswerable, recipe, recipe.seed + part)

    def _everything(self, adapter: Adapter, topics: LearnedTopics, half: int) -> Catalogue:
        """The catalogue of everything, to ask what is off topic of one half; all else is the same in all tasks."""
        if half not in self._known:
            material = self._material
            unseen = topics.unseen[half]
            self._known[half] = self._catalogue(material.content.passages, material.served, adapter, unseen)
        return self._known[half]

    def _catalogue(
        self, passages: Sequence[Passage], vectors: PassageVectors, adapter: Adapter, topics: Topics
    ) -> Catalogue:
        """A catalogue to practise on: of the questions without an answer the one that is asked does not count."""
        known = self._material.unanswered(adapter, vectors)
        unanswered = WithoutItself(**vars(known), limit=self._material.recipe.practice.itself)
        return Catalogue.of(passages, vectors, adapter, unanswered, topics, self._material.content.regions)


_workers: list[Worker] = []


def start_worker(material: Material, settings: KnowledgeSettings) -> None:
    """Make this process a worker; it recalls what was encoded before."""
    _workers.append(Worker(material, CachingEncoder(settings.encoder, settings.encoded)))


def run(task: Callable[Concatenate[Worker, P], T], *arguments: P.args, **named: P.kwargs) -> T:
    """Have the worker of this process do ``task``."""
    return task(_workers[0], *arguments, **named)
