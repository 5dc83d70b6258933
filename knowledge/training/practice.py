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

from knowledge.encoder import Encoded, Encoder, Progress, Vectors, no_progress
from knowledge.library.content import Content, Passage
from knowledge.places.regions import Region
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.catalogue import Catalogue
from knowledge.retrieval.choice import ChoiceModel
from knowledge.retrieval.encoding import PassageVectors, comparable
from knowledge.retrieval.unanswered import Unanswered
from knowledge.training import adapter as adapters
from knowledge.training.choice import Example
from knowledge.training.examples import Colloquial, ExampleMaker
from knowledge.training.followups import FollowUpMaker
from knowledge.training.offices import Office

SEED = 7
# Two questions nearer than that are one: a batch of other company alters a vector a little.
ITSELF = 0.97

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Material:
    """What practice starts from. ``content`` is what is served; ``passages``: its passages, and behind them those of the
    ``offices``; ``variants`` and ``answers``: what the encoder makes of all of them; ``owner``: the passage of each variant;
    ``kept_back``: which variants the adapter does not learn from; ``taught``: colloquial questions that it does learn from,
    with what the encoder makes of them; ``practised``: others; ``hopeless``: what the encoder makes of questions
    without an answer; ``hopeless_where``: the code of the region that each was asked in, empty for none."""

    content: Content
    offices: tuple[Office, ...]
    passages: tuple[Passage, ...]
    variants: Encoded
    answers: Encoded
    encoder_folder: Path
    owner: NDArray[np.int64]
    kept_back: NDArray[np.bool_]
    taught: tuple[Colloquial, ...]
    taught_encoded: Encoded
    practised: tuple[Colloquial, ...]
    hopeless: Vectors
    hopeless_where: NDArray[np.str_]

    def adapter(self, without: Sequence[Region] = ()) -> Adapter:
        """Learned from all that may be learned from (but what is asked in the cities ``without``)."""
        unseen = self.of_cities(without)
        variants = np.flatnonzero(~self.kept_back & ~unseen[self.owner])
        answers = np.array([item.answers[0] for item in self.taught])
        chatty = np.flatnonzero(~unseen[answers])
        questions = Encoded(
            np.vstack([self.variants.vectors[variants], self.taught_encoded.vectors[chatty]]),
            [self.variants.tokens[n] for n in variants] + [self.taught_encoded.tokens[n] for n in chatty],
        )
        return adapters.learn(questions, np.concatenate([self.owner[variants], answers[chatty]]), self.answers, SEED)

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
        return np.diff(self.owner, prepend=-1) > 0

    def vectors(self, variants: NDArray[np.bool_], passages: NDArray[np.bool_]) -> PassageVectors:
        """Those of some passages in some variants of these."""
        return PassageVectors.of(self.variants, self.answers).only(variants, passages)

    def unanswered(self, adapter: Adapter, known: PassageVectors) -> Unanswered:
        """The questions without an answer, beside the passages that are ``known``."""
        return Unanswered.of(self.hopeless, self.hopeless_where, adapter, known.questions)

    @property
    def served(self) -> PassageVectors:
        """The vectors of the content alone."""
        return self.vectors(self.is_served[self.owner], self.is_served)


class _Recalling(Encoder):
    """An encoder that knows the material's variants by heart: most practice questions are among them, word for word."""

    def __init__(self, material: Material) -> None:
        super().__init__(material.encoder_folder)
        regions = material.content.regions.serving_also(office.region for office in material.offices)
        texts = (
            comparable(question, material.content.regions if is_served else regions)
            for passage, is_served in zip(material.passages, material.is_served, strict=True)
            for question in passage.questions
        )
        self._numbers = {text: number for number, text in enumerate(texts)}
        self._variants = material.variants

    def queries(self, texts: list[str], progress: Progress = no_progress) -> Encoded:
        numbers = [self._numbers.get(text, -1) for text in texts]
        is_new = np.array(numbers, np.int64) < 0
        new = super().queries([text for text, number in zip(texts, numbers, strict=True) if number < 0], progress)
        vectors, unused = self._variants.vectors[numbers], iter(new.tokens)
        vectors[is_new] = new.vectors
        return Encoded(vectors, [next(unused) if number < 0 else self._variants.tokens[number] for number in numbers])


class Apprentice:
    """One process of those that practise."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._encoder = _Recalling(material)
        self._known: Catalogue | None = None

    def ask_known(self, adapter: Adapter, part: int, parts: int) -> list[Example]:
        """Examples from every ``parts``-th of the questions: those kept back, the colloquial, the unanswerable."""
        maker = ExampleMaker(self._material.content.regions, self._everything(adapter), self._encoder, SEED + part)
        variants = np.flatnonzero(self._material.kept_back)[part::parts]
        return maker.make(variants.tolist(), self._material.practised[part::parts], slice(part, None, parts))

    def ask_imported(self, cities: Sequence[Region], offices: Sequence[Office]) -> list[Example]:
        """Examples from questions about the passages of ``cities`` and of ``offices``, as if these had just been imported and
        neither the index nor the adapter knew another wording."""
        material = self._material
        of_offices = [office.region for office in offices]
        places = [*cities, *of_offices]
        bare = material.of_cities(places)
        is_served = material.is_served
        there = bare | is_served
        # Of what was imported the main question only.
        kept = there[material.owner] & (material.is_main | ~bare[material.owner])
        regions = material.content.regions.serving_also(of_offices)
        catalogue = self._catalogue(
            [
                replace(passage, similar=(), origin="import") if is_bare else passage
                for passage, is_bare in zip(material.content.passages, bare[is_served], strict=True)
            ],
            material.vectors(kept & is_served[material.owner], is_served),
            material.adapter(places),
        ).extended(
            [replace(passage, similar=()) for office in offices for passage in office.passages],
            material.vectors(kept & ~is_served[material.owner], there & ~is_served),
            regions,
        )
        maker = ExampleMaker(regions, catalogue, self._encoder, SEED)
        # Numbers in this catalogue, which has fewer passages and variants.
        numbers, variants = np.cumsum(there) - 1, np.cumsum(kept) - 1

        def unknown(region: Sequence[Region]) -> list[tuple[int, str]]:
            asked = np.flatnonzero(material.of_cities(region))
            return [(int(numbers[number]), text) for number in asked for text in material.passages[number].similar]

        is_wider = ~catalogue.is_local
        chatty = [item for item in (*material.taught, *material.practised) if bare[item.answers[0]]]
        chatty += [item for item in material.practised if is_wider[item.answers[0]]]
        wider = variants[kept & material.kept_back & is_wider[numbers[material.owner]]]
        examples = maker.make_imported(cities, unknown(cities), chatty, wider.tolist())
        for office in offices:
            examples += maker.make_office(office, unknown([office.region]))
        return examples

    def follow_up(self, adapter: Adapter, model: ChoiceModel, part: int, parts: int) -> list[Example]:
        """Examples from every ``parts``-th of the half sentences."""
        catalogue = self._everything(adapter)
        maker = ExampleMaker(self._material.content.regions, catalogue, self._encoder, SEED)
        return FollowUpMaker(self._material.content, catalogue, maker.read, model, SEED).make(slice(part, None, parts))

    def _everything(self, adapter: Adapter) -> Catalogue:
        """The catalogue of everything; ``adapter`` is the same in all tasks."""
        if self._known is None:
            self._known = self._catalogue(self._material.content.passages, self._material.served, adapter)
        return self._known

    def _catalogue(self, passages: Sequence[Passage], vectors: PassageVectors, adapter: Adapter) -> Catalogue:
        """A catalogue to practise on: of the questions without an answer the one that is asked does not count."""
        unanswered = replace(self._material.unanswered(adapter, vectors), limit=ITSELF)
        return Catalogue(passages, vectors, adapter, unanswered, self._material.content.regions)


_here: list[Apprentice] = []


def begin(material: Material) -> None:
    """Make this process an apprentice."""
    _here.append(Apprentice(material))


def practise(task: Callable[Concatenate[Apprentice, P], T], *arguments: P.args, **named: P.kwargs) -> T:
    """Have the apprentice of this process do ``task``."""
    return task(_here[0], *arguments, **named)
