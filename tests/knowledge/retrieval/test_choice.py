"""The decision: probabilities that sum to one, whatever the order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.retrieval.choice import ChoiceModel, Chooser, Likeness
from knowledge.retrieval.features import FEATURES
from knowledge.retrieval.thresholds import Thresholds

SIZE = 5


def model(seed: int = 0, none: float = 0.3, size: int = SIZE) -> ChoiceModel:
    draw = np.random.default_rng(seed)
    mean, scale, bias, output = (draw.random(n).astype(np.float32) + 0.1 for n in (size, size, 3, 3))
    hidden, linear = (draw.normal(size=n).astype(np.float32) for n in ((size, 3), size))
    return ChoiceModel(mean, scale, hidden, bias, output, linear, none)


def chooser(seed: int = 0, none: float = 0.3) -> Chooser:
    """One model for both."""
    return Chooser(model(seed, none), model(seed, none), Thresholds(0.5, 0.5))


def test_the_order_has_no_say_in_whether_anything_answers() -> None:
    features = np.random.default_rng(3).normal(size=(4, SIZE)).astype(np.float32)
    plain = chooser().judge(features)
    linear = np.array([50, 0, 0, 0, 0], np.float32)
    ordered = replace(chooser(), ranking=replace(model(), linear=linear)).judge(features)
    assert ordered.none == pytest.approx(plain.none)
    assert int(np.argmax(ordered.candidates)) == int(np.argmax(features[:, 0])) != int(np.argmax(plain.candidates))


def test_imports_share_among_themselves_what_falls_to_them() -> None:
    size = len(FEATURES)
    features = np.random.default_rng(3).normal(size=(5, size)).astype(np.float32)
    features[:, FEATURES.index("local_import")] = [0, 1, 1, 0, 1]
    plain = Chooser(model(1, size=size), model(2, size=size), Thresholds(0.5, 0.5))
    before, after = plain.judge(features), replace(plain, likeness=Likeness(temperature=1.0)).judge(features)
    imported = [1, 2, 4]
    assert after.none == before.none
    assert after.candidates[[0, 3]] == pytest.approx(before.candidates[[0, 3]])
    assert after.candidates[imported].sum() == pytest.approx(before.candidates[imported].sum(), rel=1e-5)
    column = {name: features[imported, number] for number, name in enumerate(FEATURES)}
    cosines = column["dense_main"] + 0.5 * column["dense_answer"] + column["tokens_met"]
    alike = np.exp(cosines + 0.2 * (column["words_best"] + column["sound_best"] + column["topics_shared"]))
    shares = after.candidates[imported] / after.candidates[imported].sum()
    assert shares == pytest.approx(alike / alike.sum(), rel=1e-4)


@given(st.integers(0, 10_000), st.integers(1, 30), st.floats(-50, 50))
def test_probabilities(seed: int, count: int, none: float) -> None:
    features = np.random.default_rng(seed).normal(scale=20, size=(count, SIZE)).astype(np.float32)
    verdict = chooser(seed, none).judge(features)
    assert len(verdict.candidates) == count
    assert (verdict.candidates >= 0).all()
    assert float(verdict.candidates.sum()) + verdict.none == pytest.approx(1, abs=1e-5)


@given(st.integers(0, 10_000), st.integers(2, 20))
def test_order_does_not_matter(seed: int, count: int) -> None:
    draw = np.random.default_rng(seed)
    features, ranking = draw.normal(size=(count, SIZE)).astype(np.float32), draw.permutation(count)
    straight, shuffled = chooser(seed).judge(features), chooser(seed).judge(features[ranking])
    assert shuffled.candidates == pytest.approx(straight.candidates[ranking], abs=1e-6)
    assert shuffled.none == pytest.approx(straight.none, abs=1e-6)


def test_by_hand() -> None:
    one = np.ones(1, np.float32)
    plain = ChoiceModel(0 * one, one, one[None], 0 * one, 2 * one, 3 * one, 0.5)
    features = np.array([[1.0], [-1.0]], np.float32)
    weights = np.exp([2 * np.tanh(1) + 3, -2 * np.tanh(1) - 3, 0.5])
    verdict = Chooser(plain, plain, Thresholds(0.5, 0.5)).judge(features)
    assert [*verdict.candidates, verdict.none] == pytest.approx(weights / weights.sum(), abs=1e-6)


def test_no_candidates_is_none_for_certain() -> None:
    verdict = chooser().judge(np.zeros((0, SIZE), np.float32))
    assert verdict.none == 1.0
    assert len(verdict.candidates) == 0


def test_a_higher_outside_option_refuses_more() -> None:
    features = np.zeros((3, SIZE), np.float32)
    nones = [chooser(none=none).judge(features).none for none in (-3.0, 0.0, 3.0)]
    assert nones == sorted(nones)
    assert nones[0] < 0.5 < nones[2]


def test_saved_and_loaded(tmp_path: Path) -> None:
    saved = model(3)
    saved.save(tmp_path / "choice.npz")
    features = np.random.default_rng(9).normal(size=(4, SIZE)).astype(np.float32)
    assert np.array_equal(saved.utilities(features), ChoiceModel.load(tmp_path / "choice.npz").utilities(features))
