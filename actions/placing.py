"""Where questions lie among each other and among the entries: for what people asked in vain, to be grouped by meaning."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

import numpy as np

from actions.contract.queries import PlacedQuestion, Placing
from knowledge.encoder import Vectors
from knowledge.retrieval.encoding import comparable
from knowledge.retrieval.searcher import Searcher


def place(searcher: Searcher, texts: Sequence[str]) -> Placing:
    """The vectors that the search compares questions by, and the entry nearest to each."""
    return Placing(
        made_by=_made_by(searcher), placed=tuple(_placed(searcher, one) for one in _vectors(searcher, texts))
    )


def _vectors(searcher: Searcher, texts: Sequence[str]) -> Vectors:
    plain = [comparable(text, searcher.regions) for text in texts]
    return searcher.catalogue.adapter.questions(searcher.encoder.vectors(plain))


def _placed(searcher: Searcher, vector: Vectors) -> PlacedQuestion:
    catalogue = searcher.catalogue
    rows, cosines = catalogue.indexes.nearest.search(vector, 1, catalogue.live[catalogue.owner])
    nearest = catalogue.passages[catalogue.owner[rows[0]]].id if len(rows) else ""
    return PlacedQuestion(
        vector=base64.b64encode(vector.astype(np.float32).tobytes()).decode(),
        nearest=nearest,
        cosine=float(cosines[0]) if len(rows) else 0.0,
    )


def _made_by(searcher: Searcher) -> str:
    """Names the encoder and the matrix behind it: vectors of others lie elsewhere."""
    matrix = hashlib.sha256(searcher.catalogue.adapter.question_matrix.tobytes()).hexdigest()
    return f"{searcher.encoder.name}/{matrix[:16]}"
