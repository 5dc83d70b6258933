"""What programs leave in texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.records.markup import without_markup


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("带_x000D_回车", "带\n回车"),
        ("带_x000d_\n回车", "带\n回车"),
        ("<p>可以。<br/>带身份证&nbsp;来</p>", "可以。\n带身份证 来"),
        ('<div class="a">甲</div><div>乙</div>', "甲\n乙"),
        ("工资<3000元，且>2000元", "工资<3000元，且>2000元"),
        ("<某某>公司 &amp; 甲", "<某某>公司 &amp; 甲"),
    ],
)
def test_markup_goes(text: str, clean: str) -> None:
    assert without_markup(text) == clean


PIECES = ["<p>", "</p>", "<br>", "&lt;", "&gt;", "&amp;", "p", "_x000D_", "字", "\n", " ", "<", ">"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert without_markup(without_markup(text)) == without_markup(text)
