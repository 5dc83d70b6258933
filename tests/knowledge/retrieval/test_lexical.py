"""BM25 against the formula written out."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from knowledge.retrieval.lexical import K1, B, Bm25, Postings, Vocabulary, character_terms, highest, sound_terms

TEXTS = ["零工市场在哪里", "零工市场地址", "养老保险最低缴费年限", "失业金每月多少钱", ""]
SHORT = st.text(st.sampled_from("零工市场养老保险金ab1，"), max_size=10)


def score(index: Bm25, text: str) -> NDArray[np.float32]:
    return index.scores(index.read(text))


def by_hand(texts: list[str], query: str, number: int) -> float:
    """Robertson and Zaragoza, term by term."""
    bags = [character_terms(text) for text in texts]
    average = max(sum(map(len, bags)) / len(bags), 1.0)
    score = 0.0
    for term in set(character_terms(query)):
        having = sum(term in bag for bag in bags)
        often = bags[number].count(term)
        idf = math.log(1 + (len(texts) - having + 0.5) / (having + 0.5))
        score += idf * often * (K1 + 1) / (often + K1 * (1 - B + B * len(bags[number]) / average))
    return score


@given(st.lists(SHORT, min_size=1, max_size=8), SHORT)
def test_scores_are_those_of_the_formula(texts: list[str], query: str) -> None:
    scores = score(Bm25.of(texts, character_terms), query)
    assert scores == pytest.approx([by_hand(texts, query, n) for n in range(len(texts))], rel=1e-4, abs=1e-5)


@pytest.mark.parametrize(
    ("query", "best"), [("零工市场在哪", 0), ("市场地址", 1), ("养老最低年限", 2), ("失业金多少", 3)]
)
def test_the_right_text_is_best(query: str, best: int) -> None:
    assert int(np.argmax(score(Bm25.of(TEXTS, character_terms), query))) == best


@pytest.mark.parametrize("query", ["", "，。", "xyz", "😀"])
def test_nothing_in_common_scores_nothing(query: str) -> None:
    assert not score(Bm25.of(TEXTS, character_terms), query).any()


def test_no_texts() -> None:
    assert len(score(Bm25.of([], character_terms), "养老")) == 0


def test_terms() -> None:
    assert character_terms("养老，LED") == ["养", "老", "l", "e", "d", "养老", "老l", "le", "ed"]
    assert character_terms("？") == []
    assert len(sound_terms("养老金")) == 2
    assert sound_terms("养") == []


def test_homophones_score_by_sound() -> None:
    by_sound = Bm25.of(TEXTS, sound_terms)
    assert score(by_sound, "零公是场")[0] == pytest.approx(score(by_sound, "零工市场")[0])
    assert score(by_sound, "零公是场")[0] > 0


def test_rare_terms_tell_more() -> None:
    query = Bm25.of(TEXTS, character_terms).read("养老市场没有")
    idf = dict(zip(query.terms, query.idf.tolist(), strict=True))
    assert idf["没有"] > idf["养老"] > idf["市场"]
    assert query.weight == pytest.approx(sum(idf.values()), rel=1e-5)


@given(st.lists(SHORT, max_size=8), st.lists(SHORT, max_size=8), SHORT.filter(lambda text: character_terms(text)))
def test_the_texts_that_have_all_terms_of_another(first: list[str], second: list[str], text: str) -> None:
    vocabulary = Vocabulary(character_terms)
    parts = [Postings.of(texts, vocabulary) for texts in (first, second)]
    index = Bm25(vocabulary, parts, [np.ones(len(part), np.bool_) for part in parts])
    bags = [set(character_terms(one)) for one in (*first, *second)]
    assert index.having_all(text).tolist() == [n for n, bag in enumerate(bags) if bag.issuperset(character_terms(text))]


@given(st.lists(SHORT, min_size=1, max_size=8), SHORT)
def test_a_text_has_its_own_terms_and_no_others(texts: list[str], query: str) -> None:
    index = Bm25.of(texts, character_terms)
    read = index.read(query)
    assert list(read.terms) == list(dict.fromkeys(character_terms(query)))
    numbers = np.arange(len(texts))[::-1]
    has = [[term in character_terms(texts[number]) for term in read.terms] for number in numbers]
    assert index.has(read, 0, numbers).tolist() == has
    assert index.weights(0, numbers) == pytest.approx(
        [index.read(texts[number]).weight for number in numbers], rel=1e-4
    )


@given(
    st.lists(st.sampled_from([0.0, 0.0, 0.5, 1.0, 1.5, 2.0]), max_size=80),
    st.integers(1, 6),
    st.data(),
)
def test_the_highest_are_those_of_sorting_all(scores: list[float], limit: int, data: st.DataObject) -> None:
    """In a row or not, with scores that are equal and with many that are none."""
    among = data.draw(st.sets(st.sampled_from(range(len(scores))))) if scores else set[int]()
    if data.draw(st.booleans()):
        among = set(range(min(among, default=0), max(among, default=-1) + 1))
    found = highest(np.array(scores, np.float32), np.array(sorted(among), np.int64), limit)
    ranked = sorted((number for number in among if scores[number] > 0), key=lambda number: (-scores[number], number))
    assert found.tolist() == ranked[:limit]
