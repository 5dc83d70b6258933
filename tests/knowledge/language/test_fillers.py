"""Words that say nothing."""

from __future__ import annotations

import pytest

from knowledge.language.fillers import says_more


@pytest.mark.parametrize("text", ["那呢", "我在这边", "换成", "那是多少?", "标准呢", "要是到了", " ，。"])
def test_only_the_last_question_again(text: str) -> None:
    assert not says_more(text, "again")


@pytest.mark.parametrize("text", ["年月份生的", "我是的", "出生", "企业"])
def test_only_words_around_a_fact_about_a_person(text: str) -> None:
    assert not says_more(text, "personal")


def test_something_is_said() -> None:
    assert says_more("那社保呢", "again") and says_more("生的", "again") and says_more("退休", "personal")
