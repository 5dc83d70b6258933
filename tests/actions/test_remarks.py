"""What a message says about a list just shown."""

from __future__ import annotations

import pytest

from actions.services.remarks import asks_of_a_row, row_asked
from knowledge.language.reading import read_words


@pytest.mark.parametrize(
    ("text", "before", "row"),
    [
        ("第二个在哪", None, 2),
        ("第3家电话多少", None, 3),
        ("头一个怎么走", None, 1),
        ("第一个管饭吗", 2, 1),
        ("那个几点关门", 2, 2),
        ("它要学历不", 3, 3),
        ("那里女的能住吗", 1, 1),
        ("那个几点关门", None, None),
        ("电话多少", 2, None),
        ("第二个孩子产假几天", None, None),
        ("第二个月工资没发", None, None),
        ("那个工伤怎么报", 2, None),
        ("第一个问题是失业金怎么领", None, None),
    ],
)
def test_which_row_is_asked_about(text: str, before: int | None, row: int | None) -> None:
    assert row_asked(read_words(text), before) == row


@pytest.mark.parametrize("text", ["社保局在哪", "失业金多少", "工资不发怎么办", "去哪里办社保卡", "能开证明吗"])
def test_another_matter_is_no_row(text: str) -> None:
    assert not asks_of_a_row(read_words(text))
