"""Taking back what was said."""

from __future__ import annotations

import pytest

from knowledge.language.corrections import Correction, asked_instead, find_correction, reread, supposed


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
        ("不对", "", ""),
    ],
)
def test_what_is_taken_back_for_certain(text: str, words: str, about: str) -> None:
    found = find_correction(text)
    assert found and (found.words, found.about, found.sure) == (words, about, True)


@pytest.mark.parametrize(
    ("text", "words"),
    [("应该是20年吧", "20年吧"), ("不是15年,是20年", "20年"), ("查到了,是7200", "7200"), ("应该是交了", "交了")],
)
def test_what_may_as_well_be_an_answer(text: str, words: str) -> None:
    found = find_correction(text)
    assert found and (found.words, found.about, found.sure) == (words, "", False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("不是三个月是四个月", "四个月"),
        ("不是七年半，我想了下是六年半", "六年半"),
        ("老板欠我不是三个月,是四个月", "四个月"),
        ("我交了不是12年而是15年", "15年"),
        ("工资不是5000是6000", "6000"),
    ],
)
def test_one_count_in_place_of_another_anywhere(text: str, words: str) -> None:
    found = find_correction(text)
    assert found and (found.words, found.sure) == (words, False)


@pytest.mark.parametrize(
    ("text", "leads"),
    [("刚才说错了,是20年", True), ("哎呀不对", True), ("20年,刚才说错了", False), ("老板说他算错了工资", False)],
)
def test_whether_the_message_begins_with_it(text: str, leads: bool) -> None:
    found = find_correction(text)
    assert found and found.leads == leads


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


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("那如果一个月7500呢", "一个月7500"),
        ("要是评上八级能赔多少", "评上八级"),
        ("换成十年", "十年"),
        ("那我残疾呢", "残疾"),
        ("假如是单位不续的话", "单位不续"),
    ],
)
def test_what_is_supposed_instead(text: str, instead: str) -> None:
    assert supposed(text) == instead


@pytest.mark.parametrize("text", ["一个月7500", "那怎么办", "那", "那要带什么材料", ""])
def test_what_supposes_nothing(text: str) -> None:
    assert supposed(text) is None


def test_what_is_taken_back_twice_in_one_breath() -> None:
    found = find_correction("我记错了，不是3年是4年")
    assert found and (found.words, found.sure) == ("4年", True)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("我不是问这个,我是问我自己那张坏了读不出", "我自己那张坏了读不出"),
        ("不是问这个,我问的是失业金要带什么", "失业金要带什么"),
        ("我没问这个,我是想问孩子的怎么办", "孩子的怎么办"),
        ("不对,我不是说这个,我说的是去年的工资", "去年的工资"),
        ("我不是问这个,就是想问要不要交钱", "要不要交钱"),
        ("我不是问这个", None),
        ("我不是说谎,我是问过的", None),
        ("老板不是说这个月发吗", None),
    ],
)
def test_what_is_asked_instead(text: str, asked: str | None) -> None:
    assert asked_instead(text) == asked
