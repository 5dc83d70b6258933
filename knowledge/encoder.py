"""Vectors of sentences and of their tokens on the hot path: the ONNX int8 export on one thread, no torch.

Both environments import this module (the dialogue engine to classify intents, the action server to search).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

Vectors = NDArray[np.float32]
TOKEN_SIZE = 128
# A token: its number in the vocabulary and its unit vector in steps of 1/127.
TOKEN = np.dtype([("id", np.int32), ("vector", np.int8, (TOKEN_SIZE,))])
STEPS = 127
Tokens = NDArray[np.void]
# Told how many of the texts are encoded.
Progress = Callable[[int], None]
QUERY, PASSAGE = "query: ", "passage: "
SERVING_FILE = "model_int8.onnx"
MANIFEST = "manifest.json"
MAX_TOKENS = 256
BATCH = 16
# What the serving file gives; a folder of another layout is built anew.
LAYOUT = 2


def is_built(folder: Path, model: str | None) -> bool:
    """Whether ``folder`` holds a finished build of ``model`` (None: the built-in one)."""
    if not (folder / MANIFEST).exists():
        return False
    manifest = json.loads((folder / MANIFEST).read_text())
    return bool(manifest["model"] == model and manifest.get("layout") == LAYOUT)


def no_progress(done: int) -> None:
    """Nobody wants to know."""


class Encoded(NamedTuple):
    """Unit vectors of sentences, shape (sentences, size of the model), and for each sentence its tokens."""

    vectors: Vectors
    tokens: list[Tokens]


class Encoder:
    """Turns sentences into vectors."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """``threads``: how many batches are encoded side by side. Each on one thread: two that share a batch wait for each
        other, a third of the time in vain, and stall when the machine's few cores are busy."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._pool = ThreadPoolExecutor(threads)
        self._session = onnxruntime.InferenceSession(
            str(folder / SERVING_FILE), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._padding = self._tokenizer.token_to_id("<pad>")
        self._folder = folder

    @cached_property
    def name(self) -> str:
        """Tells whose vectors they are: those of two encoders cannot be compared. Raises FileNotFoundError for a folder
        that is still being built."""
        return hashlib.sha256((self._folder / MANIFEST).read_bytes()).hexdigest()[:16]

    @property
    def size(self) -> int:
        return int(self._session.get_outputs()[0].shape[-1])

    def queries(self, texts: list[str], progress: Progress = no_progress) -> Encoded:
        """What people ask (and the questions that it is compared with)."""
        return self._encode(texts, QUERY, progress)

    def passages(self, texts: list[str], progress: Progress = no_progress) -> Encoded:
        """What answers."""
        return self._encode(texts, PASSAGE, progress)

    def _encode(self, texts: list[str], prefix: str, progress: Progress) -> Encoded:
        vectors = np.empty((len(texts), self.size), np.float32)
        tokens: list[Tokens] = [np.zeros(0, TOKEN)] * len(texts)
        # Sentences of like length share a batch, so that little of it is padding.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        reads = [self._tokenizer.encode_batch([prefix + texts[i] for i in batch]) for batch in batches]
        done = 0
        for batch, read, (whole, by_token) in zip(batches, reads, self._pool.map(self._run, reads), strict=True):
            done += len(batch)
            progress(done)
            vectors[batch] = whole
            for i, encoding, row in zip(batch, read, by_token, strict=True):
                # An empty text keeps its end mark, so that each text has a token.
                own = [at for at, (_, end) in enumerate(encoding.offsets) if end > len(prefix)] or [len(encoding) - 1]
                tokens[i] = np.empty(len(own), TOKEN)
                tokens[i]["id"] = np.array(encoding.ids, np.int32)[own]
                tokens[i]["vector"] = np.rint(row[own] * STEPS)
        return Encoded(vectors, tokens)

    def _run(self, read: list[Encoding]) -> tuple[Vectors, Vectors]:
        width = max(len(encoding.ids) for encoding in read)
        ids = np.full((len(read), width), self._padding, np.int64)
        mask = np.zeros((len(read), width), np.int64)
        for row, encoding in enumerate(read):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        vectors, tokens = self._session.run(["vectors", "tokens"], {"input_ids": ids, "attention_mask": mask})
        return vectors, tokens
