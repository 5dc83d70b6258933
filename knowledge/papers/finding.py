"""Find the excerpts that a question asks for, by three measures weighed together: the encoder's cosine, the words they share,
and how well each token of the question is met (late interaction, for the best candidates of the other two)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import Encoded, Encoder
from knowledge.language.normalise import normalise, standard_words
from knowledge.papers.storing import Library, Stored
from knowledge.places.regions import Region, RegionTree
from knowledge.ragged import Ragged
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.late import TokenIndex
from knowledge.retrieval.lexical import Bm25, character_terms

WORDS = 0.3  # what the share of the question's words that an excerpt meets counts beside cosines
CANDIDATES = 50  # excerpts that are compared token by token


class Quotation(NamedTuple):
    """An excerpt found, with its score."""

    excerpt: Stored
    score: float


@dataclass(frozen=True)
class Quotations:
    """The excerpts of all papers, indexed. Never changes."""

    excerpts: list[Stored]
    vectors: NDArray[np.float32]
    tokens: TokenIndex
    words: Bm25
    encoder: Encoder
    adapter: Adapter
    regions: RegionTree

    @classmethod
    def of(cls, library: Library, encoder: Encoder, adapter: Adapter, regions: RegionTree) -> Quotations:
        words = Bm25.of([excerpt.searched for excerpt in library.excerpts], character_terms)
        adapted = Ragged(adapter.passage_tokens(library.tokens.values), library.tokens.offsets)
        vectors = adapter.answers(library.vectors)
        return cls(library.excerpts, vectors, TokenIndex.of(adapted), words, encoder, adapter, regions)

    def find(self, question: str, region: Region | None = None, limit: int = 3) -> list[Quotation]:
        """The best excerpts that hold in the region (None: of all papers), the best first."""
        holding = np.flatnonzero(self._holding(region))
        if not len(holding):
            return []
        asked = standard_words(normalise(question))
        encoded = self.encoder.queries([asked])
        rough = self._rough(asked, encoded)[holding]
        best = np.argsort(-rough, kind="stable")[:CANDIDATES]
        candidates, scores = holding[best], rough[best] + self._met(encoded, holding[best])
        order = np.argsort(-scores, kind="stable")[:limit]
        return [Quotation(self.excerpts[candidates[at]], float(scores[at])) for at in order]

    def _rough(self, asked: str, encoded: Encoded) -> NDArray[np.float32]:
        """The scores of all excerpts but for their tokens."""
        query = self.words.read(asked)
        shared = WORDS * self.words.scores(query) / query.weight
        scores: NDArray[np.float32] = self.vectors @ self.adapter.questions(encoded.vectors)[0] + shared
        return scores

    def _met(self, encoded: Encoded, candidates: NDArray[np.int64]) -> NDArray[np.float32]:
        return self.tokens.compare(self.adapter.query_tokens(encoded.tokens[0]), 0, candidates).met

    def _holding(self, region: Region | None) -> NDArray[np.bool_]:
        if region is None:
            return np.ones(len(self.excerpts), np.bool_)
        names = {excerpt.paper.region for excerpt in self.excerpts}
        holding = {name for name in names if not name or self.regions.get(name).holds_for(region)}
        return np.array([excerpt.paper.region in holding for excerpt in self.excerpts], np.bool_)
