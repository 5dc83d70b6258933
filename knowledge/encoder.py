"""Vectors of sentences and of their tokens on the hot path: the ONNX int8 export on one thread, no torch."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from knowledge.encoder_folder import MANIFEST, SERVING_FILE, name_of

Vectors = NDArray[np.float32]
TOKEN_SIZE = 128
# A token: its number in the vocabulary and its unit vector in steps of 1/127.
TOKEN = np.dtype([("id", np.int32), ("vector", np.int8, (TOKEN_SIZE,))])
STEPS = 127
Tokens = NDArray[np.void]
# Told how many of the texts are encoded.
Progress = Callable[[int], None]
QUERY, PASSAGE = "query: ", "passage: "
MAX_TOKENS = 256
BUILT_IN = "multilingual-e5-small"
# Single questions whose vectors are kept: those of some turns that go on side by side; a few kilobytes each.
QUERIES_KEPT = 64


def no_progress(done: int) -> None:
    """Nobody wants to know."""


class Encoded(NamedTuple):
    """Unit vectors of sentences, shape (sentences, size of the model), and for each sentence its tokens."""

    vectors: Vectors
    tokens: list[Tokens]


class Encoder:
    """Turns sentences into vectors."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """``threads``: how many texts are encoded side by side. Each by itself and on one thread: in a batch the scale of
        the 8-bit activations is that of all its texts, so that a text's vector would depend on its company; and threads
        that share a text wait for each other."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._pool = ThreadPoolExecutor(threads)
        self._session = onnxruntime.InferenceSession(
            str(folder / SERVING_FILE), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()
        self._folder = folder
        # A turn asks for the vector of a message more than once.
        self._query = lru_cache(QUERIES_KEPT)(lambda text: self._encode([text], QUERY, no_progress))

    @cached_property
    def name(self) -> str:
        """Tells whose vectors they are (``name_of``)."""
        return name_of(self._folder)

    @property
    def size(self) -> int:
        return int(self._session.get_outputs()[0].shape[-1])

    @cached_property
    def identity(self) -> str:
        """Which model it is, in which layout: what was learned from one model says nothing about another."""
        manifest = json.loads((self._folder / MANIFEST).read_text())
        return f"{manifest['model'] or BUILT_IN}/{manifest['layout']}"

    def vectors(self, texts: list[str]) -> Vectors:
        """The sentence vectors of what people ask, without the tokens."""
        return self.queries(texts).vectors

    def queries(self, texts: list[str], progress: Progress = no_progress) -> Encoded:
        """What people ask (and the questions that it is compared with)."""
        if len(texts) != 1:
            return self._encode(texts, QUERY, progress)
        found = self._query(texts[0])
        progress(1)
        return found

    def passages(self, texts: list[str], progress: Progress = no_progress) -> Encoded:
        """What answers."""
        return self._encode(texts, PASSAGE, progress)

    def _encode(self, texts: list[str], prefix: str, progress: Progress) -> Encoded:
        vectors = np.empty((len(texts), self.size), np.float32)
        tokens: list[Tokens] = []
        reads = self._tokenizer.encode_batch([prefix + text for text in texts])
        # A single text is not worth the way to another thread and back.
        side_by_side = self._pool.map if len(reads) > 1 else map
        for row, (read, (whole, by_token)) in enumerate(zip(reads, side_by_side(self._run, reads), strict=True)):
            vectors[row] = whole
            # An empty text keeps its end mark, so that each text has a token.
            own = [at for at, (_, end) in enumerate(read.offsets) if end > len(prefix)] or [len(read) - 1]
            tokens.append(np.empty(len(own), TOKEN))
            tokens[row]["id"] = np.array(read.ids, np.int32)[own]
            tokens[row]["vector"] = np.rint(by_token[own] * STEPS)
            progress(row + 1)
        return Encoded(vectors, tokens)

    def _run(self, read: Encoding) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        vectors, tokens = self._session.run(["vectors", "tokens"], {"input_ids": np.array([read.ids], np.int64)})
        return vectors[0], tokens[0]
