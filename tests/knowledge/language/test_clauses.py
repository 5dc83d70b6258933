"""Clauses of a message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.clauses import split_clauses


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("我干了三个月,老板不给钱,怎么办?", ["我干了三个月", "老板不给钱", "怎么办"]),
        ("工资拖了半年后来他跑了但是我有欠条", ["工资拖了半年", "后来他跑了", "但是我有欠条"]),
        ("你好,请问1.5万块怎么要", ["你好", "请问1.5万块怎么要"]),
        ("一共12,345元,没给", ["一共12,345元", "没给"]),
        ("我想问一下。。。", ["我想问一下"]),
        ("?", []),
        ("", []),
    ],
)
def test_clauses(text: str, clauses: list[str]) -> None:
    assert [clause.text for clause in split_clauses(text)] == clauses


def test_which_clause_ends_with_a_question_mark() -> None:
    assert [clause.asks for clause in split_clauses("能要吗?谢谢。")] == [True, False]


@given(st.text(max_size=40) | st.text(st.sampled_from("我你,，。.?？1 2但是然后"), max_size=20))
def test_clauses_are_parts_of_the_text_in_order(text: str) -> None:
    last = 0
    for clause in split_clauses(text):
        assert last <= clause.start < clause.end <= len(text)
        assert text[clause.start : clause.end] == clause.text
        last = clause.end
