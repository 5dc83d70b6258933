"""Replies to a question; those of self-checks and claims are tested there too."""

from __future__ import annotations

import pytest

from knowledge.language.replies import gives_no_answer, is_unsure, skips, yes_or_no, yes_or_no_to


@pytest.mark.parametrize("text", ["不知道", "我不清楚", "记不清了", "说不准", "忘了", "没查过", "拿不准"])
def test_unsure(text: str) -> None:
    assert is_unsure(text) and gives_no_answer(text) and not skips(text)


def test_skipping_is_no_answer_either() -> None:
    assert skips("跳过吧") and gives_no_answer("跳过吧") and not is_unsure("跳过吧")
    assert not is_unsure("你不知道?") and not gives_no_answer("知道")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("是", True),
        ("有欠条", True),
        ("1", True),
        ("嗯，签了", True),
        ("Yes", True),
        ("没签过", False),
        ("不是", False),
        ("老板没有给", False),
        ("2", False),
        ("NO", False),
        ("老板跑了", None),
        ("", None),
    ],
)
def test_yes_or_no_whatever_was_asked(text: str, said: bool | None) -> None:
    assert yes_or_no(text) is said


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        ("您办失业登记了吗？", "办了", True),
        ("您办失业登记了吗？", "没办", False),
        ("您办失业登记了吗？", "已经办好了", True),
        ("您办失业登记了吗？", "有登记", True),
        ("您办失业登记了吗？", "没有下雨", None),
        ("您想找工作吗？", "想", True),
        ("您想找工作吗？", "想不起来", None),
        ("您缴满一年了吗？", "是", True),
        ("您缴满一年了吗？", "我是湖南人", None),
    ],
)
def test_yes_or_no_to_a_question(question: str, text: str, said: bool | None) -> None:
    assert yes_or_no_to(question, text) is said
