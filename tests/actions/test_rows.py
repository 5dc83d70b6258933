"""What a message says about a list just shown."""

from __future__ import annotations

import pytest

from actions.services.rows import (
    ListedRow,
    asks_of_a_row,
    beside_the_rows,
    head_of_row,
    row_asked,
    what_rows_tell,
)
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


ROWS = [
    ListedRow("一号", {"open_hours": "8:00-20:00", "address": "永丰大道"}),
    ListedRow("二号", {"address": "解放路", "amenities": "充电"}),
]


@pytest.mark.parametrize(
    ("text", "told", "untold"),
    [
        ("几点关门", ["1. 一号", "8:00-20:00", "2. 二号", "没写"], "永丰大道"),
        ("咋过去", ["永丰大道", "解放路"], "8:00"),
        ("要不要钱", ["都没写多少钱"], "永丰大道"),
    ],
)
def test_what_is_asked_is_told_of_each_row(text: str, told: list[str], untold: str) -> None:
    said = what_rows_tell(read_words(text), ROWS, 1).text
    assert all(words in said for words in told) and untold not in said


def test_the_one_row_that_does_not_tell_it_says_so() -> None:
    assert "没写开放" in head_of_row(read_words("第二个几点开门"), ROWS[1])
    assert head_of_row(read_words("第一个几点开门"), ROWS[0]).startswith("开放或上班的时间：8:00-20:00。")


def test_what_nothing_answers_is_met_with_the_conditions_of_the_rows() -> None:
    asked = beside_the_rows(read_words("能不能带狗进去"), ROWS, 1)
    assert "2. 二号" in asked.text and "充电" in asked.text and "1. 一号" not in asked.text
    assert "没有找到" in beside_the_rows(read_words("能不能带狗进去"), [], 1).text
    assert "听到了" in beside_the_rows(read_words("我带着狗"), ROWS, 1).text
