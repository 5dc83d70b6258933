"""What is heard as asking for a clerk, and what is not."""

from __future__ import annotations

import pytest

from channels.line.wishes import Wish, wish_of
from channels.texts import load_texts


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("转人工", Wish.HUMAN),
        ("轉人工！", Wish.HUMAN),
        ("人工", Wish.HUMAN),
        ("请帮我转接人工客服", Wish.HUMAN),
        ("我要找个真人", Wish.HUMAN),
        ("能不能找工作人员", Wish.HUMAN),
        ("人工费怎么算", None),
        ("人工客服招聘", None),
        ("我要找工作", None),
        ("工作人员态度不好怎么投诉", None),
        ("留电话等回电", Wish.CALL_BACK),
        ("我留个电话吧", Wish.CALL_BACK),
        ("请给我回电话", Wish.CALL_BACK),
        ("你们打给我", Wish.CALL_BACK),
        ("仲裁院的电话", None),
        ("接着等", Wish.WAIT),
        ("等多久能到账", None),
        ("不等了", Wish.LEAVE),
        ("取消排队", Wish.LEAVE),
        ("不用人工了", Wish.LEAVE),
        ("取消回电", Wish.NO_CALL_BACK),
        ("不用给我打电话了", Wish.NO_CALL_BACK),
        ("", None),
    ],
)
def test_wishes(text: str, wish: Wish | None) -> None:
    assert wish_of(text) is wish


def test_every_button_says_its_wish() -> None:
    assert {name: wish_of(title) for name, title in load_texts().handoff.buttons} == {wish: wish for wish in Wish}
