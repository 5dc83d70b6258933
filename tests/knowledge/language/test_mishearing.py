"""What unknown words may have been meant for, by their sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.mishearing import meant

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def nothing(_words: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ("申领伤蚕补住", "申领伤残补助"),
        ("伤蚕见定要排多久", "伤残鉴定要排多久"),
        ("残假能休几天", "产假能休几天"),
        ("旧业困南怎么算", "就业困难怎么算"),
        ("去哪里办停宝", "去哪里办停保"),
        ("今天天气怎么样", None),
        ("", None),
    ],
)
def test_core_words_are_heard_in_what_sounds_like_them(heard: str, said: str | None) -> None:
    assert meant(heard, nothing) == said


def test_what_is_known_stays() -> None:
    assert meant("参加培训", nothing) == "产假培训"
    assert meant("参加培训", lambda words: words == "参加") is None


@given(ANY)
def test_nothing_is_lost(text: str) -> None:
    found = meant(text, nothing)
    assert found is None or (found != text and len(found) == len(text))
