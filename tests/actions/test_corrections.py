"""Taking back what was said."""

from __future__ import annotations

import pytest

from actions.services.corrections import Correction, find_correction, reread


@pytest.mark.parametrize(
    ("text", "words", "about"),
    [
        ("不对,是20年", "20年", ""),
        ("不对不对,20年", "20年", ""),
        ("刚才说错了,交了12年", "交了12年", ""),
        ("20年,刚才说错了", "20年", ""),
        ("年限改成20年", "20年", "年限"),
        ("改一下,每年交800", "每年交800", ""),
        ("不对,是有的", "有的", ""),
        ("错了,是的", "是的", ""),
        ("说错了", "", ""),
        ("刚才那个我点错了", "", ""),
        ("返回上一步", "", ""),
        ("不对", "", ""),
    ],
)
def test_what_is_taken_back_for_certain(text: str, words: str, about: str) -> None:
    assert find_correction(text) == Correction(words, about, sure=True)


@pytest.mark.parametrize(
    ("text", "words"),
    [("应该是20年吧", "20年吧"), ("不是15年,是20年", "20年"), ("查到了,是7200", "7200"), ("应该是交了", "交了")],
)
def test_what_may_as_well_be_an_answer(text: str, words: str) -> None:
    assert find_correction(text) == Correction(words, "", sure=False)


@pytest.mark.parametrize(
    "text", ["20年", "是", "没有", "不是的", "没错", "我没说错", "感觉不对劲", "零工市场在哪里", "上一个月", ""]
)
def test_what_takes_nothing_back(text: str) -> None:
    assert find_correction(text) is None


def test_the_latest_answer_that_it_can_be() -> None:
    def read(name: str, words: str) -> int | None:
        return int(words[:-1]) if words.endswith({"years": "年", "months": "月", "others": "年"}[name]) else None

    correction = Correction("20年", "", sure=True)
    assert reread(correction, ["others", "years", "months"], read) == ("years", 20)
    assert reread(correction, ["months"], read) is None
    assert reread(Correction("", "", sure=True), ["years"], read) is None
