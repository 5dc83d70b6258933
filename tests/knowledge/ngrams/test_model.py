"""The model of n-grams: what it weighs, and its file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge.ngrams.model import TEXTS_AT_ONCE, NgramModel, VectorPart, ngrams

MODEL = NgramModel(
    classes=("hot", "cold"),
    terms=("冷", "很", "热"),
    idf=np.array([2, 1, 2], np.float32),
    weights=np.array([[0, 3], [0, 0], [3, 0]], np.float32),
    bias=np.array([0.25, 0], np.float32),
)
WITH_VECTOR = replace(
    MODEL,
    vector=VectorPart(np.array([1, 1], np.float32), 3.0, np.array([[0, 1], [0, 0]], np.float32)),
)


def test_ngrams_are_all_runs_of_one_to_three_characters() -> None:
    assert ngrams("去年好") == ["去", "年", "好", "去年", "年好", "去年好"]
    assert ngrams("") == []


def test_a_term_said_twice_weighs_by_the_logarithm_and_the_whole_has_length_1() -> None:
    rows, values = MODEL.weighed(["很", "冷", "很", "unknown"])
    assert rows.tolist() == [0, 1]
    assert values[1] / values[0] == pytest.approx((1 + np.log(2)) / 2)
    assert np.linalg.norm(values) == pytest.approx(1)


def test_probabilities_are_the_softmax_of_weights_and_bias() -> None:
    odds = np.exp([0.25, 3.0])
    assert MODEL.probabilities("冷") == pytest.approx(odds / odds.sum())


def test_a_text_without_known_terms_has_the_probabilities_of_the_bias() -> None:
    odds = np.exp([0.25, 0])
    assert MODEL.probabilities("雨") == pytest.approx(odds / odds.sum())
    assert MODEL.probabilities("") == pytest.approx(odds / odds.sum())


def test_a_sentence_vector_counts_from_the_mean_at_its_length() -> None:
    odds = np.exp([0.25, 3.0])
    vector = np.array([1.5, 1], np.float32)
    assert WITH_VECTOR.probabilities("雨", vector) == pytest.approx(odds / odds.sum())


@pytest.mark.parametrize("model", [MODEL, WITH_VECTOR], ids=["n-grams", "with a vector"])
@pytest.mark.parametrize("count", [0, 1, 3, TEXTS_AT_ONCE + 2])
def test_many_texts_have_the_probabilities_of_each(model: NgramModel, count: int) -> None:
    texts = ["很冷很冷", "雨", "", "热", "不冷不热很好"]
    texts = [texts[number % 5] for number in range(count)]
    vectors = np.array([[number % 7, 1 - number % 3] for number in range(count)], np.float32).reshape(-1, 2)
    found = model.probabilities_each(texts, vectors)
    assert found.shape == (count, 2)
    for text, vector, one in zip(texts, vectors, found, strict=True):
        assert one == pytest.approx(model.probabilities(text, vector))


@pytest.mark.parametrize("model", [MODEL, WITH_VECTOR], ids=["n-grams", "with a vector"])
def test_the_file_gives_the_model_back(model: NgramModel, tmp_path: Path) -> None:
    model.save(tmp_path / "folder" / "model.npz")
    again = NgramModel.load(tmp_path / "folder" / "model.npz")
    vector = np.array([0, 2], np.float32)
    assert (again.classes, again.terms) == (model.classes, model.terms)
    assert np.array_equal(again.probabilities("很冷", vector), model.probabilities("很冷", vector))
