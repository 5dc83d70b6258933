"""The decision: probabilities that sum to one, whatever the order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.retrieval.choice import ChoiceModel

SIZE = 5


def model(seed: int = 0, none: float = 0.3) -> ChoiceModel:
    draw = np.random.default_rng(seed)
    mean, scale, bias, output = (draw.random(n).astype(np.float32) + 0.1 for n in (SIZE, SIZE, 3, 3))
    hidden, linear, favour = (draw.normal(size=n).astype(np.float32) for n in ((SIZE, 3), SIZE, SIZE))
    return ChoiceModel(mean, scale, hidden, bias, output, linear, none, favour)


def test_favour_orders_candidates_and_answers_nothing_the_sooner() -> None:
    features = np.random.default_rng(3).normal(size=(4, SIZE)).astype(np.float32)
    plain = replace(model(), favour=np.zeros(SIZE, np.float32)).judge(features)
    favoured = replace(model(), favour=np.array([50, 0, 0, 0, 0], np.float32)).judge(features)
    assert favoured.none == pytest.approx(plain.none)
    assert int(np.argmax(favoured.candidates)) == int(np.argmax(features[:, 0])) != int(np.argmax(plain.candidates))


@given(st.integers(0, 10_000), st.integers(1, 30), st.floats(-50, 50))
def test_probabilities(seed: int, count: int, none: float) -> None:
    features = np.random.default_rng(seed).normal(scale=20, size=(count, SIZE)).astype(np.float32)
    verdict = model(seed, none).judge(features)
    assert len(verdict.candidates) == count
    assert (verdict.candidates >= 0).all()
    assert float(verdict.candidates.sum()) + verdict.none == pytest.approx(1, abs=1e-5)


@given(st.integers(0, 10_000), st.integers(2, 20))
def test_order_does_not_matter(seed: int, count: int) -> None:
    draw = np.random.default_rng(seed)
    features, order = draw.normal(size=(count, SIZE)).astype(np.float32), draw.permutation(count)
    straight, shuffled = model(seed).judge(features), model(seed).judge(features[order])
    assert shuffled.candidates == pytest.approx(straight.candidates[order], abs=1e-6)
    assert shuffled.none == pytest.approx(straight.none, abs=1e-6)


def test_by_hand() -> None:
    one = np.ones(1, np.float32)
    plain = ChoiceModel(0 * one, one, one[None], 0 * one, 2 * one, 3 * one, 0.5, 0 * one)
    features = np.array([[1.0], [-1.0]], np.float32)
    weights = np.exp([2 * np.tanh(1) + 3, -2 * np.tanh(1) - 3, 0.5])
    verdict = plain.judge(features)
    assert [*verdict.candidates, verdict.none] == pytest.approx(weights / weights.sum(), abs=1e-6)


def test_no_candidates_is_none_for_certain() -> None:
    verdict = model().judge(np.zeros((0, SIZE), np.float32))
    assert verdict.none == 1.0
    assert len(verdict.candidates) == 0


def test_a_higher_outside_option_refuses_more() -> None:
    features = np.zeros((3, SIZE), np.float32)
    nones = [model(none=none).judge(features).none for none in (-3.0, 0.0, 3.0)]
    assert nones == sorted(nones)
    assert nones[0] < 0.5 < nones[2]


def test_saved_and_loaded(tmp_path: Path) -> None:
    saved = model(3)
    saved.save(tmp_path / "choice.npz")
    features = np.random.default_rng(9).normal(size=(4, SIZE)).astype(np.float32)
    before, after = saved.judge(features), ChoiceModel.load(tmp_path / "choice.npz").judge(features)
    assert np.array_equal(before.candidates, after.candidates)
    assert before.none == after.none
