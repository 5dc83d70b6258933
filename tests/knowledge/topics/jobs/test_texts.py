"""Distinct texts in one long string."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.topics.jobs.texts import Texts

LETTERS = st.sampled_from("保安洁ab😀")
TEXTS = st.lists(st.text(LETTERS, max_size=5), max_size=12)


@given(TEXTS, TEXTS)
def test_every_text_is_kept_once_under_its_number(first: list[str], second: list[str]) -> None:
    some, numbers = Texts().adding(first)
    more, more_numbers = some.adding(second)
    assert [some[n] for n in numbers] == first
    assert [more[n] for n in more_numbers] == second
    assert [more[n] for n in numbers] == first
    assert [more[n] for n in range(len(more))] == list(dict.fromkeys(first + second))
    assert [some[n] for n in range(len(some))] == list(dict.fromkeys(first))


@given(TEXTS, st.text(LETTERS, min_size=1, max_size=3))
def test_containing_is_a_plain_search(texts: list[str], word: str) -> None:
    kept, numbers = Texts().adding(texts)
    assert [bool(kept.containing(word)[n]) for n in numbers] == [word in text for text in texts]


@given(TEXTS, TEXTS, st.data())
def test_some_of_the_texts(texts: list[str], others: list[str], data: st.DataObject) -> None:
    kept, _ = Texts().adding(texts)
    some = data.draw(st.lists(st.sampled_from(range(len(kept))), unique=True)) if len(kept) else []
    fewer = kept.take(np.array(some, np.int64))
    assert [fewer[n] for n in range(len(fewer))] == [kept[n] for n in some]
    assert fewer.numbers([*texts, *others]).tolist() == [
        [kept[n] for n in some].index(text) if text in [kept[n] for n in some] else -1 for text in [*texts, *others]
    ]
    more, numbers = fewer.adding(others)
    assert [more[n] for n in numbers] == others
