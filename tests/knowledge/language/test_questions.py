"""Whether a message asks."""

from __future__ import annotations

import pytest

from knowledge.language.questions import asks, is_open_question, may_ask, requests


@pytest.mark.parametrize(
    "text",
    [
        "多少钱",
        "怎么办",
        "能领吗",
        "哪里办",
        "几岁退",
        "是不是要交",
        "可不可以",
        "谁赔",
        "为何",
        "要交多久",
        "有没有用",
        "行不行",
        "有没有什么补助",
        "我有没有啥可以申请",
        "有补偿伐",
        "那我妈呢,她在村里交的",
        "收条算凭据不",
        "有补贴没得",
        "可以告佢冇",
        "押金退了没",
        "合同签过没有",
        "什么时候都能去吗",
        "没交社保找谁",
        "人才市场有几家",
        "利息能要不",
        "失业金能领不，交了两年",
        "要交押金不？我在舟山",
        "等到年底再辞还是现在辞好",
        "是按天算还是按月算",
        "那几天能到账",
        "你们这几点下班",
    ],
)
def test_words_that_ask(text: str) -> None:
    assert asks(text) and may_ask(text)


@pytest.mark.parametrize(
    "text",
    [
        "20年?",
        "那江门呢",
        "要交钱嘛",
        "想问退休的事",
        "请问社保局电话",
        "那她摔了呢",
        "拿户口页去可以吧",
        "这样不犯法吧",
    ],
)
def test_what_only_seems_to_ask(text: str) -> None:
    assert not asks(text) and may_ask(text)


@pytest.mark.parametrize(
    "text",
    [
        "20年",
        "十几年",
        "好几个月",
        "头几个月按时发,后几个月没了",
        "跟一起来的几个老乡都走了",
        "有的呢",
        "交了呢",
        "没事",
        "一个月四千五",
        "",
        "我啥都会做",
        "什么也没留",
        "谁都没找",
        "还没去找谁",
        "可以吧",
        "应该能拿三千吧",
        "没跟谁说",
        "有几家厂子要过我",
        "没拿多少",
        "怎么都行",
        "哪都没去",
        "也不",
        "应该不要",
        "老板不给要不我不干了",
        "他要我走不走都行",
    ],
)
def test_what_asks_nothing(text: str) -> None:
    assert not may_ask(text)


def test_what_is_to_be_done() -> None:
    assert requests("帮我查一下") and requests("给我算算") and not requests("他帮老板干活")


@pytest.mark.parametrize(
    ("letters", "is_open"),
    [("这样可以吗", True), ("行不行", True), ("怎么办", True), ("去哪里办", False), ("有活吗", False)],
)
def test_an_open_question_names_nothing(letters: str, is_open: bool) -> None:
    assert is_open_question(letters) == is_open
