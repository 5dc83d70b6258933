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


@pytest.mark.parametrize(
    "text", ["要带什么材料", "多久能下来", "去哪里办", "要钱不", "周末开门吗", "找谁", "能不能代办", "怎么算的"]
)
def test_what_any_matter_can_be_asked_names_none(text: str) -> None:
    assert not says_more(text, "aspect")


@pytest.mark.parametrize("text", ["要退休了", "能补缴吗", "工伤找谁", "没合同怎么办", "我老公的呢", "上海的呢"])
def test_a_matter_is_named(text: str) -> None:
    assert says_more(text, "aspect")
