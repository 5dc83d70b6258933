"""Nearest vectors, and the encoder that makes them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.encoder import STEPS, TOKEN, TOKEN_SIZE, Encoder
from knowledge.encoder_folder import is_built
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.inverted import InvertedIndex, index_of
from knowledge.retrieval.narrow import NarrowIndex
from knowledge.retrieval.vectors import FlatIndex, JoinedIndex, VectorIndex
from tests.conformance.vector_index import VectorIndexSuite, unit


class TestFlatIndex(VectorIndexSuite):
    def index(self, vectors: NDArray[np.float32]) -> VectorIndex:
        return FlatIndex(vectors)


class TestNarrowIndex(VectorIndexSuite):
    """Of so few vectors all would be compared as they are, were it not told to compare bytes."""

    recall = 0.98

    @pytest.fixture(autouse=True)
    def even_few_are_some(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("knowledge.retrieval.narrow.SOME", 1)

    def index(self, vectors: NDArray[np.float32]) -> VectorIndex:
        return NarrowIndex(vectors)


class TestJoinedIndex(VectorIndexSuite):
    """In three parts, the second of which is empty."""

    def index(self, vectors: NDArray[np.float32]) -> VectorIndex:
        middle = len(vectors) // 3
        return JoinedIndex([FlatIndex(part) for part in (vectors[:middle], vectors[:0], vectors[middle:])])


class TestInvertedIndex(VectorIndexSuite):
    """Of so few vectors all would be compared, were it not told to look through lists."""

    recall = 0.9

    @pytest.fixture(autouse=True)
    def even_few_are_many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("knowledge.retrieval.inverted.FEW", 0)

    def index(self, vectors: NDArray[np.float32]) -> VectorIndex:
        return InvertedIndex(vectors)


@pytest.fixture(scope="module")
def many() -> NDArray[np.float32]:
    """30,000 vectors about a thousand middles, as what is asked lies about what can be."""
    draw = np.random.default_rng(7)
    near = np.repeat(unit(draw, 1_000, 32), 30, axis=0) + 0.1 * draw.normal(size=(30_000, 32)).astype(np.float32)
    return np.asarray(near / np.linalg.norm(near, axis=1, keepdims=True), np.float32)


@pytest.mark.parametrize("share", [1.0, 0.7, 0.1])
def test_of_many_nearly_all_of_the_nearest_are_found(
    many: NDArray[np.float32], share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a tenth of them is allowed."""
    monkeypatch.setattr("knowledge.retrieval.inverted.FEW", 1_000)
    monkeypatch.setattr("knowledge.retrieval.inverted.PROBED", 16)
    flat, index = FlatIndex(many), InvertedIndex(many)
    allowed = np.random.default_rng(8).random(len(many)) < share
    found = [
        len(np.intersect1d(*(each.search(asked, 10, allowed)[0] for each in (flat, index)))) for asked in many[::600]
    ]
    assert np.mean(found) >= 9.8


def test_what_lies_within_is_found_as_if_it_was_searched_alone(many: NDArray[np.float32]) -> None:
    """Whether a part has all of it, some or nothing."""
    index, place = JoinedIndex([FlatIndex(part) for part in np.array_split(many, 3)]), np.arange(len(many))
    few = (place >= 20_000) & (place % 2_000 == 0)
    wanted = [(8, None), (3, place >= 9_000), (12, place >= 20_000), (7, few)]
    for asked in many[::3_000]:
        for found, (limit, allowed) in zip(index.search_each(asked, wanted), wanted, strict=True):
            alone = index.search(asked, limit, allowed)
            assert found[0].tolist() == alone[0].tolist() and found[1] == pytest.approx(alone[1])


def test_many_vectors_are_put_into_lists(many: NDArray[np.float32], monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(index_of(many[:9]), FlatIndex)
    assert isinstance(index_of(many), NarrowIndex)
    monkeypatch.setattr("knowledge.retrieval.inverted.MANY", len(many))
    assert isinstance(index_of(many), InvertedIndex)


def test_unit_vectors_of_the_right_shape(encoder: Encoder) -> None:
    vectors = encoder.queries(["养老金怎么领", "", "零工市场" * 300, "😀\u200b"]).vectors
    assert vectors.shape == (4, encoder.size)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-3)
    assert encoder.queries([]).vectors.shape == (0, encoder.size)


def test_order_and_company_change_nothing(encoder: Encoder) -> None:
    texts = ["失业金", "单位多久之内要签书面劳动合同？", "零工市场在哪里"]
    together = encoder.queries(texts * 5)
    for row, text in enumerate(texts * 5):
        alone = encoder.queries([text])
        assert np.array_equal(alone.vectors[0], together.vectors[row])
        assert np.array_equal(alone.tokens[0], together.tokens[row])


def test_like_means_near(encoder: Encoder) -> None:
    question = encoder.queries(["失业了每个月能拿多少钱"]).vectors[0]
    near, far = encoder.passages(["失业保险金每月1800元", "零工市场在振兴路"]).vectors @ question
    assert near > far + 0.02
    assert not np.allclose(encoder.queries(["失业金"]).vectors, encoder.passages(["失业金"]).vectors)


def test_is_built(encoder_folder: Path, tmp_path: Path) -> None:
    assert not is_built(tmp_path, None)
    assert not is_built(encoder_folder, "some/other-model")


def test_the_adapter_keeps_units_and_the_identity_changes_nothing(tmp_path: Path) -> None:
    draw = np.random.default_rng(1)
    vectors = unit(draw, 5)
    assert Adapter.identity(8).questions(vectors) == pytest.approx(vectors, abs=1e-6)
    tokens = np.zeros(3, TOKEN)
    tokens["vector"] = np.rint(STEPS * unit(draw, 3, TOKEN_SIZE))
    same, unadapted = Adapter.identity(8).query_tokens(tokens), tokens["vector"] / STEPS
    assert same.vectors == pytest.approx(unadapted, abs=0.02) and same.emphasis == pytest.approx(1)
    assert np.abs(Adapter.identity(8).passage_tokens(tokens)["vector"].astype(int) - tokens["vector"]).max() <= 1
    adapter = Adapter(
        *draw.normal(size=(2, 8, 8)).astype(np.float32),
        *draw.normal(size=(2, TOKEN_SIZE, TOKEN_SIZE)).astype(np.float32),
        draw.normal(size=TOKEN_SIZE).astype(np.float32),
    )
    assert np.linalg.norm(adapter.query_tokens(tokens).vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert np.linalg.norm(adapter.passage_tokens(tokens)["vector"] / STEPS, axis=1) == pytest.approx(1, abs=0.05)
    assert adapter.query_tokens(tokens).emphasis == pytest.approx(np.exp(unadapted @ adapter.emphasis), rel=1e-4)
    for adapted in (adapter.questions(vectors), adapter.answers(vectors)):
        assert np.linalg.norm(adapted, axis=1) == pytest.approx(1, abs=1e-5)
    assert not np.allclose(adapter.questions(vectors), adapter.answers(vectors))
    assert not np.isnan(adapter.questions(np.zeros(8, np.float32))).any()
    adapter.save(tmp_path / "adapter.npz")
    again = Adapter.load(tmp_path / "adapter.npz")
    assert np.array_equal(again.questions(vectors), adapter.questions(vectors))
    assert np.array_equal(again.answers(vectors), adapter.answers(vectors))
    assert np.array_equal(again.passage_tokens(tokens), adapter.passage_tokens(tokens))
    for one, other in zip(again.query_tokens(tokens), adapter.query_tokens(tokens), strict=True):
        assert np.array_equal(one, other)
