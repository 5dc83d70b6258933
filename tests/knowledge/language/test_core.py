"""What a long story asks in the end."""

from __future__ import annotations

import pytest

from knowledge.language.core import core_of
from knowledge.language.reading import read_words

STORY = "我在菜场边上一家店里切菜，刀把手机砸坏了老板也不赔，上周他又说生意淡，下个月起工钱只给一半，"


@pytest.mark.parametrize(
    ("asked", "core"),
    [
        ("我想问他这样减我的工钱到底合不合法", "他这样减我的工钱到底合不合法"),
        ("这样行不行", "下个月起工钱只给一半，这样行不行"),
        ("这样能不能告他，我没签过合同", "下个月起工钱只给一半，这样能不能告他"),
    ],
)
def test_the_last_question_with_what_it_needs(asked: str, core: str) -> None:
    assert core_of(read_words(STORY + asked)) == core


@pytest.mark.parametrize("text", [STORY, "老板减我工钱，这样行不行", ""])
def test_no_long_story_or_no_question(text: str) -> None:
    assert core_of(read_words(text)) is None
