"""Find the passages that a question asks for: the encoder's cosine and the words they share, weighed together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import Encoder
from knowledge.language.normalise import normalise, standard_words
from knowledge.papers.storing import Library, Stored
from knowledge.places.regions import Region, RegionTree
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.lexical import Bm25, character_terms

WORDS = 0.12  # what the share of the question's words that a passage meets counts beside the cosine


class Quotation(NamedTuple):
    """A passage found, with its score."""

    passage: Stored
    score: float


@dataclass(frozen=True)
class Quotations:
    """The passages of all papers, indexed. Never changes."""

    library: Library
    encoder: Encoder
    adapter: Adapter
    words: Bm25
    regions: RegionTree

    @classmethod
    def of(cls, library: Library, encoder: Encoder, adapter: Adapter, regions: RegionTree) -> Quotations:
        words = Bm25.of([passage.searched for passage in library.passages], character_terms)
        adapted = library._replace(vectors=adapter.answers(library.vectors))
        return cls(adapted, encoder, adapter, words, regions)

    def find(self, question: str, region: Region | None = None, limit: int = 3) -> list[Quotation]:
        """The best passages that hold in the region (None: of all papers), the best first."""
        asked = standard_words(normalise(question))
        scores = np.where(self._holding(region), self._scores(asked), -np.inf)
        best = np.argsort(-scores, kind="stable")[:limit]
        return [Quotation(self.library.passages[at], float(scores[at])) for at in best if np.isfinite(scores[at])]

    def _scores(self, asked: str) -> NDArray[np.float32]:
        query = self.words.read(asked)
        vector = self.adapter.questions(self.encoder.vectors([asked]))[0]
        scores: NDArray[np.float32] = self.library.vectors @ vector + WORDS * self.words.scores(query) / query.weight
        return scores

    def _holding(self, region: Region | None) -> NDArray[np.bool_]:
        if region is None:
            return np.ones(len(self.library.passages), np.bool_)
        names = {passage.paper.region for passage in self.library.passages}
        holding = {name for name in names if not name or self.regions.get(name).holds_for(region)}
        return np.array([passage.paper.region in holding for passage in self.library.passages], np.bool_)
