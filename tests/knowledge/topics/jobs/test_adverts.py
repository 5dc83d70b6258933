"""What the texts of advertisements say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.topics.jobs.adverts import NO_LIMIT, plain, said_in
from knowledge.topics.jobs.vocabulary import vocabulary

ANY = st.text(max_size=20)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("18-45岁", 45),
        ("18岁至55周岁，身体健康", 55),
        ("年龄50岁以下", 50),
        ("60周岁及以下", 60),
        ("不超过40岁", 40),
        ("１８～５０ 岁", 50),
        ("18岁以上", NO_LIMIT),
        ("年龄不限", NO_LIMIT),
        ("3-5年经验", NO_LIMIT),
        ("工资18-45元", NO_LIMIT),
        ("", NO_LIMIT),
    ],
)
def test_the_greatest_age(text: str, age: int) -> None:
    assert said_in(plain([text])[0]).oldest == age


def test_all_clauses_count() -> None:
    said = said_in(plain(["搬運工（夜班）；包 吃 住，50岁以下、日结"])[0])
    assert vocabulary().trades_of(said.trades) == {"搬运"}
    assert said.features == vocabulary().feature_bits(["晚上", "包吃", "包住", "日结"])
    assert said.oldest == 50


@given(st.lists(ANY, min_size=1, max_size=5))
def test_as_many_plain_texts_as_texts(texts: list[str]) -> None:
    assert len(plain(texts)) == len(texts)
