"""Practice questions, asked in as many processes as there are cores.

Each process gets the material once and builds what it needs from it; after that only tasks and examples travel.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.content import Content
from knowledge.encoder import Encoder, Vectors
from knowledge.regions import Region
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.catalogue import Catalogue, PassageVectors
from knowledge.retrieval.choice import ChoiceModel
from knowledge.training import adapter as adapters
from knowledge.training.choice import Example
from knowledge.training.examples import Colloquial, ExampleMaker
from knowledge.training.followups import FollowUpMaker

SEED = 7

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Material:
    """What practice starts from. ``owner``: the passage of each variant; ``kept_back``: which variants the adapter does not
    learn from; ``taught``: colloquial questions that it does learn from, with their vectors; ``practised``: others."""

    content: Content
    vectors: PassageVectors
    encoder_folder: Path
    owner: NDArray[np.int64]
    kept_back: NDArray[np.bool_]
    taught: tuple[Colloquial, ...]
    taught_vectors: Vectors
    practised: tuple[Colloquial, ...]

    def adapter(self, without: Sequence[Region] = ()) -> Adapter:
        """Learned from all that may be learned from (but what is asked in the cities ``without``)."""
        unseen = self.of_cities(without)
        variants = ~self.kept_back & ~unseen[self.owner]
        answers = np.array([item.answers[0] for item in self.taught])
        chatty = ~unseen[answers]
        return adapters.learn(
            np.vstack([self.vectors.questions[variants], self.taught_vectors[chatty]]),
            np.concatenate([self.owner[variants], answers[chatty]]),
            self.vectors.answers,
            SEED,
        )

    def of_cities(self, cities: Sequence[Region]) -> NDArray[np.bool_]:
        """Which passages are those of these cities."""
        return np.array([any(city.holds_for(p.region) for city in cities) for p in self.content.passages])

    def as_imported(self, cities: Sequence[Region]) -> tuple[Content, PassageVectors, NDArray[np.bool_]]:
        """The content as if the passages of ``cities`` had just been imported, with their main question only; and which
        variants are kept."""
        bare = self.of_cities(cities)
        is_main = np.diff(self.owner, prepend=-1) > 0
        passages = [replace(p, similar=()) if b else p for p, b in zip(self.content.passages, bare, strict=True)]
        kept = is_main | ~bare[self.owner]
        return (
            replace(self.content, passages=tuple(passages)),
            self.vectors._replace(questions=self.vectors.questions[kept]),
            kept,
        )


class Apprentice:
    """One process of those that practise."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._encoder = Encoder(material.encoder_folder)
        self._known: Catalogue | None = None

    def ask_known(self, adapter: Adapter, part: int, parts: int) -> list[Example]:
        """Examples from every ``parts``-th of the questions: those kept back, the colloquial, the unanswerable."""
        maker = ExampleMaker(self._material.content, self._catalogue(adapter), self._encoder, SEED + part)
        variants = np.flatnonzero(self._material.kept_back)[part::parts]
        return maker.make(variants.tolist(), self._material.practised[part::parts], slice(part, None, parts))

    def ask_imported(self, cities: Sequence[Region]) -> list[Example]:
        """Examples from questions about the passages of ``cities``, as if these had just been imported and neither the index
        nor the adapter knew another wording."""
        material = self._material
        content, vectors, kept = material.as_imported(cities)
        catalogue = Catalogue(content.passages, vectors, material.adapter(cities), content.regions)
        maker = ExampleMaker(content, catalogue, self._encoder, SEED)
        asked = np.flatnonzero(material.of_cities(cities)).tolist()
        unknown = [(number, text) for number in asked for text in material.content.passages[number].similar]
        is_wider = ~catalogue.is_local
        chatty = [item for item in (*material.taught, *material.practised) if item.answers[0] in asked]
        chatty += [item for item in material.practised if is_wider[item.answers[0]]]
        # Numbers in this catalogue, which has fewer variants.
        numbers = np.cumsum(kept) - 1
        wider = numbers[kept & material.kept_back & is_wider[material.owner]]
        return maker.make_imported(cities, unknown, chatty, wider.tolist())

    def follow_up(self, adapter: Adapter, model: ChoiceModel, part: int, parts: int) -> list[Example]:
        """Examples from every ``parts``-th of the half sentences."""
        catalogue = self._catalogue(adapter)
        maker = ExampleMaker(self._material.content, catalogue, self._encoder, SEED)
        return FollowUpMaker(self._material.content, catalogue, maker.read, model, SEED).make(slice(part, None, parts))

    def _catalogue(self, adapter: Adapter) -> Catalogue:
        """The catalogue of everything; ``adapter`` is the same in all tasks."""
        if self._known is None:
            content = self._material.content
            self._known = Catalogue(content.passages, self._material.vectors, adapter, content.regions)
        return self._known


_here: list[Apprentice] = []


def begin(material: Material) -> None:
    """Make this process an apprentice."""
    _here.append(Apprentice(material))


def practise(task: Callable[Concatenate[Apprentice, P], T], *arguments: P.args, **named: P.kwargs) -> T:
    """Have the apprentice of this process do ``task``."""
    return task(_here[0], *arguments, **named)
