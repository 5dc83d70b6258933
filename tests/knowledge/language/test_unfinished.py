"""Sentences that break off, and short ones that are whole."""

from __future__ import annotations

import pytest

from knowledge.language.unfinished import breaks_off


@pytest.mark.parametrize(
    "text",
    [
        "就是厂里以前给我缴到",
        "我那个养老的",
        "医保那个停了就",
        "去年老板说要给我交然后",
        "我在鞋厂做到去年然后厂里就",
        "失业金的话我之前是",
        "然后我那个合同",
        "就是那个补缴的",
        "老板他就一直",
        "我本来想去办可是他们",
        "我妈那个养老金，就是",
        "上个月我脚扭了因为",
        "我去窗口问了，他们让",
        "我想问的是那个退休然后",
    ],
)
def test_a_sentence_that_breaks_off(text: str) -> None:
    assert breaks_off(text)


@pytest.mark.parametrize(
    "text",
    [
        "我被辞退了",
        "工资拖到现在",
        "社保断了两年",
        "失业金",
        "我在厂里",
        "那个呢",
        "工伤认定怎么弄",
        "养老保险交到几岁",
        "老板不给我交",
        "那个工伤的钱怎么还没到",
        "我也是",
        "合同到期了",
        "没有给我",
        "这个月工资没发",
        "要不要继续交到",
        "交到60岁",
        "我那个工伤认定不下来",
        "他让我走。",
    ],
)
def test_a_whole_one(text: str) -> None:
    assert not breaks_off(text)
