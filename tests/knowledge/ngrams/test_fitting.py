"""Fitting: what tells classes apart is found, weights count, and the same examples give the same file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.ngrams.fitting import Recipe, balanced, common, fit, fit_terms
from knowledge.ngrams.model import ngrams

RECIPE = Recipe(strength=10.0)
PEOPLE = "张王李赵陈周"
TEXTS = [
    *(f"{who}冻在雪地里" for who in PEOPLE),
    *(f"{who}坐在屋子里" for who in PEOPLE),
    *(f"{who}睡在桥洞下" for who in PEOPLE),
]
LABELS = [*["cold"] * 6, *["home"] * 6, *["bridge"] * 6]


@pytest.mark.usefixtures("lengthy")
def test_classes_are_told_apart_by_what_they_differ_in() -> None:
    model = fit(TEXTS, LABELS, RECIPE)
    assert model.classes == ("bridge", "cold", "home")
    for text, name in (("孙冻在雪地里", "cold"), ("孙坐在屋子里", "home"), ("孙睡在桥洞下", "bridge")):
        said = model.probabilities(text)
        assert said[model.classes.index(name)] > 0.9
        assert said.sum() == pytest.approx(1)


def test_a_term_of_one_example_alone_is_not_looked_at() -> None:
    assert common([["a", "a", "b"], ["b", "c"], ["c"]], 2) == ("b", "c")
    assert set(fit(TEXTS, LABELS, RECIPE).terms) >= {"冻", "雪地里"}
    assert not set(fit(TEXTS, LABELS, RECIPE).terms) & {"张冻", "王坐在"}


def test_what_weighs_more_is_believed_more() -> None:
    labels, bags = ["one", "other"], [["x"], ["x"]]
    odds = fit_terms(bags, labels, RECIPE, ("x",), np.array([3.0, 1.0])).probabilities_of(["x"])
    assert odds[0] / odds[1] == pytest.approx(3, rel=0.05)


def test_balanced_classes_count_the_same() -> None:
    weights = balanced(["a", "a", "a", "b"])
    assert weights[:3].sum() == pytest.approx(weights[3])
    assert weights.mean() == pytest.approx(1)


def test_the_gradient_ends_at_the_least_of_the_loss() -> None:
    """Where penalty and likelihood are in balance: W = strength · Σ weight · x (truth − probability)."""
    model = fit(TEXTS, LABELS, RECIPE)
    away = np.zeros_like(model.weights)
    for text, label in zip(TEXTS, LABELS, strict=True):
        rows, values = model.weighed(ngrams(text))
        wrong = (np.array(model.classes) == label) - model.probabilities(text)
        away[rows] += RECIPE.strength * values[:, None] * wrong
    assert model.weights == pytest.approx(away, abs=2e-3)


def test_a_sentence_vector_tells_what_words_do_not() -> None:
    draw = np.random.default_rng(1)
    vectors = draw.normal(size=(40, 8)).astype(np.float32)
    labels = ["left" if vector[0] < 0 else "right" for vector in vectors]
    model = fit(["同一句话"] * 40, labels, RECIPE, vectors=vectors)
    told = [model.classes[int(model.probabilities("同一句话", vector).argmax())] for vector in vectors]
    assert np.mean([one == other for one, other in zip(told, labels, strict=True)]) > 0.9


def test_the_same_examples_give_the_same_file(tmp_path: Path) -> None:
    first, second = tmp_path / "one.npz", tmp_path / "two.npz"
    fit(TEXTS, LABELS, RECIPE).save(first)
    fit(TEXTS, LABELS, RECIPE).save(second)
    assert first.read_bytes() == second.read_bytes()
