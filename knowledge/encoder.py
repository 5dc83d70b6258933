"""Sentence vectors on the hot path: the ONNX int8 export on one thread, no torch.

Both environments import this module (the dialogue engine to classify intents, the action server to search).
"""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

Vectors = NDArray[np.float32]
QUERY, PASSAGE = "query: ", "passage: "
SERVING_FILE = "model_int8.onnx"
MANIFEST = "manifest.json"
MAX_TOKENS = 256
BATCH = 32


def is_built(folder: Path, model: str | None) -> bool:
    """Whether ``folder`` holds a finished build of ``model`` (None: the built-in one)."""
    manifest = folder / MANIFEST
    return manifest.exists() and bool(json.loads(manifest.read_text())["model"] == model)


class Encoder:
    """Turns sentences into unit vectors, shape (number of sentences, size of the model)."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """``threads``: one for serving, for more of them stall when the machine's few cores are busy; more for bulk."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
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

    def queries(self, texts: list[str]) -> Vectors:
        """Vectors of what people ask (and of the questions that they are compared with)."""
        return self._encode(texts, QUERY)

    def passages(self, texts: list[str]) -> Vectors:
        """Vectors of what answers."""
        return self._encode(texts, PASSAGE)

    def _encode(self, texts: list[str], prefix: str) -> Vectors:
        out = np.empty((len(texts), self.size), np.float32)
        # Sentences of like length share a batch, so that little of it is padding.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            out[batch] = self._run([prefix + texts[i] for i in batch])
        return out

    def _run(self, texts: list[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(texts)
        width = max(len(e.ids) for e in encoded)
        ids = np.full((len(texts), width), self._padding, np.int64)
        mask = np.zeros((len(texts), width), np.int64)
        for row, e in enumerate(encoded):
            ids[row, : len(e.ids)] = e.ids
            mask[row, : len(e.ids)] = 1
        vectors: Vectors = self._session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        return vectors
