"""What people say they want, in one sentence and over several."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.places.regions import all_regions
from knowledge.topics.jobs.job import PayUnit
from knowledge.topics.jobs.remarks import Aspect
from knowledge.topics.jobs.vocabulary import vocabulary
from knowledge.topics.jobs.wishes import JobWish, PayWish, read_wish
from tests.knowledge.reading import read

REGIONS = all_regions().serving([all_regions().get(name) for name in "兰溪市 舟山市 安康市 江门市 上饶市".split()])
TALK = (
    "不要 要 保洁 保安 司机 晚上 白天 日结 长期 ， 。 一天 两百 三四千 以上 广丰 兰溪 都行 随便 再高一点 也行 我55岁 的"
)
PARTS = st.lists(st.sampled_from(TALK.split()), max_size=10).map("".join)


def wish(
    trades: str = "",
    features: str = "",
    region: str = "",
    pay: tuple[float, PayUnit] | None = None,
    unwanted: str = "",
    refused: str = "",
    **others: Any,
) -> JobWish:
    return JobWish(
        trades=frozenset(trades.split()),
        features=frozenset(features.split()),
        region=REGIONS.get(region) if region else None,
        pay=PayWish(*pay) if pay else None,
        unwanted=frozenset(unwanted.split()),
        refused=frozenset(refused.split()),
        **others,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一天两百以上的搬运活", wish("搬运", pay=(200, "天"))),
        ("广丰招司机吗", wish("司机", region="广丰区")),
        ("晚上能做的", wish(features="晚上")),
        ("晚上六点以后能做的", wish(features="晚上")),
        ("一小时25块", wish(pay=(25, "小时"))),
        ("月薪五千左右", wish(pay=(4500, "月"))),
        ("包吃住", wish(features="包吃 包住")),
        ("日结", wish(features="日结")),
        ("三四千", wish(pay=(3000, "月"))),
        ("两百五", wish(pay=(250, "天"))),
        ("1.2万", wish(pay=(12000, "月"))),
        ("200-300一天", wish(pay=(200, "天"))),
        ("不要保洁，要保安", wish("保安", unwanted="保洁")),
        ("保安可以，保洁的不做", wish("保安", unwanted="保洁")),
        ("除了外卖，跑腿也不要", wish(unwanted="外卖")),
        ("不要夜班的保安", wish("保安", refused="晚上")),
        ("保洁、洗碗都不要", wish(unwanted="保洁 洗碗")),
        ("晚上的不行", wish(refused="晚上")),
        ("晚上没空", wish(refused="晚上")),
        ("白天上班，晚上想找兼职", wish(features="晚上 兼职", refused="白天")),
        ("想找白天上班的", wish(features="白天")),
        ("保洁有吗，一个月三四千就行", wish("保洁", pay=(3000, "月"))),
        ("我是广丰人，想在信州找个服务员的活", wish("服务员", region="信州区")),
        ("上饶市广信区电子厂普工4500到6000", wish("电子厂", region="广信区", pay=(4500, "月"))),
        ("江門 車縫 一個月六七千", wish("缝纫", region="江门市", pay=(6000, "月"))),
        ("想揾份洗碗嘅工", wish("洗碗")),
        ("江門 搵份保安做 夜更", wish("保安", "晚上", region="江门市")),
        ("找保结的活", wish("保洁")),
        ("招斯机吗", wish("司机")),
        ("要不要晚班的", wish(features="晚上")),
        ("招不招洗碗的", wish("洗碗")),
        ("能不能当天给钱", wish(features="日结")),
        ("有没有不用上夜班的厂", wish(features="白天")),
        ("今年五十八，不上夜班的保安", wish("保安", "白天", age=58)),
        ("我52岁了，有什么活能做", wish(age=52)),
        ("女，48岁，找保洁", wish("保洁", "女", age=48)),
        ("我老公是电焊工，想找个七八千的", wish("焊工", "男", pay=(7000, "月"))),
        ("女的能做什么，带孩子要接送下午没空", wish(features="女", refused="白天")),
        ("晚上要回去做饭", wish(refused="晚上")),
        ("夜里我得照看我妈，白天可以", wish(features="白天", refused="晚上")),
        ("有没有晚上带小孩的活", wish("月嫂", "晚上")),
        ("晚上要能住的", wish(features="晚上")),
        ("按天结钱的搬运", wish("搬运", "日结")),
        ("以前做过厨师，现在想找保安", wish("保安")),
        ("以前做过厨师", wish("厨师")),
        ("我以前是司机，现在什么活都行", wish(open=frozenset({"trades"}))),
        ("不想做服务员了，太累，想坐办公室", wish("文员", unwanted="服务员")),
        ("不想进厂，不倒班，双休，坐办公室", wish("文员", "双休 白天", unwanted="普工")),
        ("我不会开车", wish(unwanted="司机")),
        ("我不会骑车", wish()),
        ("月工资三千五以上交社保的", wish(features="交社保", pay=(3500, "月"))),
        ("不要日结要长期，包吃住，没有经验能做吗", wish(features="长期 包吃 包住 不要经验", refused="日结")),
        ("五险一金双休的文员，四千五", wish("文员", "交社保 双休", pay=(4500, "月"))),
        ("兰溪有没有日结的，一天一结那种，两百块", wish(features="日结", region="兰溪市", pay=(200, "天"))),
        ("暑假两个月，兼职，服务员", wish("服务员", "短期 兼职")),
        ("周末能干的兼职，一天一百五", wish(features="周末 兼职", pay=(150, "天"))),
        ("工资随便，离家近的保洁", wish("保洁", nearby=True, open=frozenset({"pay"}))),
        ("哪里都行，只要是司机", wish("司机", open=frozenset({"region"}))),
        ("附近有没有发传单的，100块一天", wish("发传单", pay=(100, "天"), nearby=True)),
        ("白天晚上都行的保安", wish("保安", open=frozenset({"time"}))),
        ("保洁保安都行", wish("保洁 保安")),
        ("采茶一天一百五包饭", wish("茶叶", "包吃", pay=(150, "天"))),
        ("在外面干了八年泥工，一天三百八", wish("瓦工", pay=(380, "天"))),
        ("一节课一百的家教", wish("老师", pay=(100, "课时"))),
        ("一单三块五的外卖", wish("外卖", pay=(3.5, "单"))),
        ("娃哈哈招人吗", wish(words=("娃哈哈",))),
        ("押金三百已经交了，工资要四千以上", wish(pay=(4000, "月"))),
        ("一天两百，没双休也行", wish(pay=(200, "天"))),
        ("我身上只剩一百块", wish()),
        ("有没有奶牛场的活", wish(words=("奶牛场",))),
        ("帮我找个轻松点的活", wish()),
        ("我想找个工作", wish()),
        ("", wish()),
    ],
)
def test_one_sentence(text: str, expected: JobWish) -> None:
    assert read_wish(read(text, REGIONS)) == expected


def said(*turns: str | tuple[str, Aspect]) -> JobWish:
    whole = JobWish()
    for turn in turns:
        text, asked = (turn, None) if isinstance(turn, str) else turn
        whole = whole.corrected_by(read(text, REGIONS), asked)
    return whole


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (["保洁", "不要保洁，要保安"], wish("保安", unwanted="保洁")),
        (["广丰的保洁", "换到信州"], wish("保洁", region="信州区")),
        (["广丰的保洁", "不要广丰的，信州吧"], wish("保洁", region="信州区")),
        (["搬运一天两百", "再高一点，至少两百五"], wish("搬运", pay=(250, "天"))),
        (["搬运一天两百", "再高一点"], wish("搬运", pay=(240, "天"))),
        (["一个月五千", "低一点也行"], wish(pay=(4000, "月"))),
        (["再高一点"], wish()),
        (["保安", "晚上的不行"], wish("保安", refused="晚上")),
        (["夜班保安", "不要夜班了，白天的"], wish("保安", "白天", refused="晚上")),
        (["不要夜班", "夜班也行"], wish(features="晚上")),
        (["保洁", "还有保安也行"], wish("保洁 保安")),
        (["保洁", "换成送外卖"], wish("外卖")),
        (["服务员或者收银", "不要收银"], wish("服务员", unwanted="收银")),
        (["日结的", "改成长期"], wish(features="长期")),
        (["包吃", "还要包住"], wish(features="包吃 包住")),
        (["广信区普工", "全市都可以"], wish("普工", region="上饶市")),
        (["上饶的普工", "远一点也行"], wish("普工", region="上饶市")),
        (["一节课一百的家教", "至少一百五"], wish("老师", pay=(150, "课时"))),
        (["一天200", "一小时30"], wish(pay=(30, "小时"))),
        (["一天200", "工资随便"], wish(open=frozenset({"pay"}))),
        (["工资随便", "还是要一天两百"], wish(pay=(200, "天"))),
        (["保安", ("都行", "time")], wish("保安", open=frozenset({"time"}))),
        (["保安", ("不限", "region")], wish("保安", open=frozenset({"region"}))),
        (["保安", ("一百八", "pay")], wish("保安", pay=(180, "天"))),
        (["保安", ("180", "pay")], wish("保安", pay=(180, "天"))),
        (
            ["保安", ("随便", "pay"), ("长期短期都可以", "engagement")],
            wish("保安", open=frozenset({"pay", "engagement"})),
        ),
        (["娃哈哈招人吗", "还是找保安吧"], wish("保安")),
        (["一天两百的保安，信州", "谢谢"], wish("保安", region="信州区", pay=(200, "天"))),
    ],
)
def test_corrections(turns: list[str | tuple[str, Aspect]], expected: JobWish) -> None:
    assert said(*turns) == expected


def test_what_need_not_be_asked_again() -> None:
    assert said("找活干").settled == frozenset()
    assert said("广丰的保安", ("都行", "pay")).settled == {"region", "trades", "pay"}
    assert said("晚上的兼职").settled == {"time", "engagement"}


@given(PARTS, PARTS)
def test_any_two_sentences_agree_with_themselves(first: str, second: str) -> None:
    whole = said(first, second)
    assert not whole.trades & whole.unwanted
    assert not whole.features & whole.refused
    assert whole.trades | whole.unwanted <= vocabulary().near.keys()
    assert whole.features | whole.refused <= vocabulary().features.keys()
    assert not (whole.trades and "trades" in whole.open)
    assert said(first, second, "谢谢") == whole


@given(st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(read_wish(read(text, REGIONS)), JobWish)


@given(PARTS)
def test_a_wish_survives_being_stored(text: str) -> None:
    whole = replace(read_wish(read(text, REGIONS)), near=(28.4, 117.9))
    assert JobWish.from_state(json.loads(json.dumps(whole.state())), REGIONS) == whole


def test_parts_of_two_words_are_no_slip() -> None:
    assert not JobWish().corrected_by(read("老板拖欠工资"), None).trades  # "欠工" sounds like 钳工
