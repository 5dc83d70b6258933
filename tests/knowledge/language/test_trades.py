"""Trades that are told, not those that are looked for or merely named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.trades import Trade, find_trades, trade_words
from tests.knowledge.reading import read


@pytest.mark.parametrize(
    ("text", "trades"),
    [
        ("我是做保洁的", "保洁"),
        ("在工地上当小工，摔了腿", "小工"),
        ("送外卖被车撞了算工伤吗", "外卖"),
        ("我老公跑滴滴，我是厨师", "司机 厨师"),
        ("钢筋工，45岁，没签合同", "钢筋工"),
        ("干了三年保安没交社保", "保安"),
        ("我以前是开货车的", "司机"),
        ("我妈保姆，雇主不给钱", "家政"),
        ("我是个网约车司机", "司机"),
        ("当CNC操作的", "机械加工"),
        ("我做电商", "电商"),
        ("是名护士", "护士"),
    ],
)
def test_told(text: str, trades: str) -> None:
    assert [found.value.name for found in find_trades(text)] == trades.split()


@pytest.mark.parametrize(
    "text",
    [
        "想做保洁",
        "有没有招保安的",
        "想学厨师",
        "保安打人了",
        "保洁公司不给工资",
        "电工证怎么考",
        "附近的驿站在哪里",
        "找个送外卖的活",
        "想去开货车",
        "能干保安吗",
        "食堂的饭不干净",
        "还是厂里扣的",
        "护士节放假吗",
        "我爸住院，护士讲要交押金",
        "去体检，医生建议休息",
        "我是在工地摔的",
        "社保怎么交",
        "",
    ],
)
def test_looked_for_or_named_only(text: str) -> None:
    assert list(find_trades(text)) == []


def test_of_whom_it_is_told() -> None:
    reading = read("我老公是开货车的，我做保洁")
    told = {fact.person: fact.value for fact in reading.facts if isinstance(fact.value, Trade)}
    assert told == {"husband": Trade("司机"), "self": Trade("保洁")}
    assert reading.facts_of(Trade) == (Trade("司机"), Trade("保洁"))


def test_what_is_denied_is_told_as_denied() -> None:
    (fact,) = read("我不是做保洁的").facts
    assert fact.negated and fact.value == Trade("保洁")


@given(st.text(st.sampled_from("我是做当送保洁外卖工地厂的，员K司机"), max_size=20))
def test_every_trade_is_said_by_one_of_its_words(text: str) -> None:
    for found in find_trades(text):
        word = text[found.start : found.end].lower()
        assert word == found.value.name or word in map(str.lower, trade_words()[found.value.name])


def test_whom_one_speaks_to_is_no_trade() -> None:
    assert not list(find_trades("老师,我五九年的"))
    assert [mention.value.name for mention in find_trades("老师")] == ["老师"]
