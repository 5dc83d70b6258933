"""An encoder that keeps what it makes of texts in a folder, so that each text is encoded once on a machine.

A file a kind of text (``queries.npz``, ``passages.npz``) in a subfolder named after the encoder; each holds ``keys`` (digests
of the texts, shape (texts, 16)), ``vectors`` (texts, size), ``tokens`` (all of them, one text after another) and ``ends``
(texts + 1). A member of the file is read when it is first needed: serving never reads the tokens of questions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import PASSAGE, QUERY, TOKEN, Encoded, Encoder, Progress, Tokens, Vectors
from knowledge.ragged import Ragged

_FILES = {QUERY: "queries.npz", PASSAGE: "passages.npz"}
_KEY_BYTES = 16


class CachingEncoder(Encoder):
    """An encoder with a memory in ``cache``, which grows in ``save`` alone."""

    def __init__(self, folder: Path, cache: Path, threads: int = 1) -> None:
        super().__init__(folder, threads)
        self._cache = cache / self.name
        self._caches = self._open()

    def _open(self) -> dict[str, _Cache]:
        return {prefix: _Cache(self._cache / file, self.size) for prefix, file in _FILES.items()}

    def vectors(self, texts: list[str]) -> Vectors:
        cache, keys = self._caches[QUERY], [_key(text) for text in texts]
        if all(key in cache.rows for key in keys):
            return cache.vectors([cache.rows[key] for key in keys])
        return super().vectors(texts)

    def save(self) -> None:
        """Keep what was encoded since the last time."""
        for cache in self._caches.values():
            cache.save()
        self._caches = self._open()

    def _encode(self, texts: list[str], prefix: str, progress: Progress) -> Encoded:
        cache, keys = self._caches[prefix], [_key(text) for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in cache.rows}
        encoded = super()._encode(list(new.values()), prefix, lambda done: progress(len(texts) - len(new) + done))
        cache.add(list(new), encoded)
        return cache.take([cache.rows[key] for key in keys])


class _Cache:
    """One file of encoded texts, and what was added to it since."""

    def __init__(self, path: Path, size: int) -> None:
        self._path, self._size = path, size
        self._stored = np.load(path) if path.exists() else None
        keys = self._stored["keys"] if self._stored else np.zeros((0, _KEY_BYTES), np.uint8)
        self.rows = {key.tobytes(): row for row, key in enumerate(keys)}
        self._added: list[tuple[NDArray[np.float32], Tokens]] = []

    @cached_property
    def _stored_vectors(self) -> Vectors:
        return self._stored["vectors"] if self._stored else np.zeros((0, self._size), np.float32)

    @cached_property
    def _stored_tokens(self) -> Ragged[np.void]:
        return Ragged(self._stored["tokens"], self._stored["ends"]) if self._stored else Ragged.of([], TOKEN)

    def vectors(self, rows: Sequence[int]) -> Vectors:
        kept, found = len(self._stored_vectors), np.empty((len(rows), self._size), np.float32)
        for at, row in enumerate(rows):
            found[at] = self._stored_vectors[row] if row < kept else self._added[row - kept][0]
        return found

    def take(self, rows: Sequence[int]) -> Encoded:
        kept = len(self._stored_vectors)
        tokens = (self._stored_tokens[row] if row < kept else self._added[row - kept][1] for row in rows)
        return Encoded(self.vectors(rows), list(tokens))

    def add(self, keys: Sequence[bytes], encoded: Encoded) -> None:
        for key, vector, tokens in zip(keys, *encoded, strict=True):
            self.rows[key] = len(self.rows)
            self._added.append((vector, tokens))

    def save(self) -> None:
        if not self._added:
            return
        vectors, tokens = self.take(range(len(self.rows)))
        together = Ragged.of(tokens, TOKEN)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        with fresh.open("wb") as file:
            np.savez(
                file,
                keys=np.frombuffer(b"".join(self.rows), np.uint8).reshape(-1, _KEY_BYTES),
                vectors=vectors,
                tokens=together.values,
                ends=together.offsets,
            )
        fresh.rename(self._path)


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=_KEY_BYTES).digest()
