"""A linear step behind the encoder that learns which of its directions matter for our questions.

The encoder was trained on the whole web; labour law fills a small corner of its space. Two matrices (one for questions,
one for answers), learned from the content's similar questions and held close to the identity, spread that corner out; two
more do the same for the vectors of tokens, beside a weight that tells the tokens that matter from chatter. They also help
passages that they have not seen, so imported FAQs need no retraining (docs/adr/0004, 0008).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import STEPS, TOKEN_SIZE, Tokens, Vectors

Floats = NDArray[np.float32]
# So many that what is computed with them fits into the cache of a processor; those of a whole office would fill its memory.
TOKENS_AT_ONCE = 4096


class QueryTokens(NamedTuple):
    """The tokens of a question: their numbers in the vocabulary, their unit vectors, shape (tokens, TOKEN_SIZE), and how
    much each matters beside one like it in other questions (1: as usual)."""

    ids: NDArray[np.int32]
    vectors: Floats
    emphasis: Floats


@dataclass(frozen=True)
class Adapter:
    """Maps unit vectors to unit vectors. Shapes: (size, size) for sentences, (TOKEN_SIZE, TOKEN_SIZE) for tokens; the
    logarithm of a token's emphasis is ``emphasis`` times its vector."""

    question_matrix: Floats
    answer_matrix: Floats
    query_token_matrix: Floats
    passage_token_matrix: Floats
    emphasis: Floats

    @classmethod
    def identity(cls, size: int) -> Adapter:
        sentences, tokens = np.eye(size, dtype=np.float32), np.eye(TOKEN_SIZE, dtype=np.float32)
        return cls(sentences, sentences, tokens, tokens, np.zeros(TOKEN_SIZE, np.float32))

    @classmethod
    def load(cls, path: Path) -> Adapter:
        with np.load(path) as stored:
            return cls(**stored)

    def save(self, path: Path) -> None:
        np.savez(path, **{field.name: getattr(self, field.name) for field in fields(self)})

    def questions(self, vectors: Vectors) -> Vectors:
        return _unit(vectors @ self.question_matrix)

    def answers(self, vectors: Vectors) -> Vectors:
        return _unit(vectors @ self.answer_matrix)

    def query_tokens(self, tokens: Tokens) -> QueryTokens:
        """The tokens of a question."""
        vectors = np.divide(tokens["vector"], STEPS, dtype=np.float32)
        return QueryTokens(tokens["id"], _unit(vectors @ self.query_token_matrix), np.exp(vectors @ self.emphasis))

    def passage_tokens(self, tokens: Tokens) -> Tokens:
        """The tokens of answers."""
        adapted = tokens.copy()
        for start in range(0, len(tokens), TOKENS_AT_ONCE):
            some = slice(start, start + TOKENS_AT_ONCE)
            vectors = tokens["vector"][some].astype(np.float32)
            adapted["vector"][some] = np.rint(STEPS * _unit(vectors @ self.passage_token_matrix))
        return adapted


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: Vectors = vectors / np.maximum(lengths, 1e-12)
    return unit
