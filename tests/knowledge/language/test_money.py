"""Money as people type it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.money import Per, find_amount, find_money

ANY = st.text(st.characters(), max_size=40)
LIKELY = st.text(
    st.sampled_from("0123456789１.,-一二两三十百千万亿零半几多来把块元钱kwW年月个岁差还交了账户工资 "), max_size=16
)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("两千三", "2300"),
        ("2300块", "2300"),
        ("2300元", "2300"),
        ("1.2万", "12000"),
        ("三万五", "35000"),
        ("五百来块", "500"),
        ("3k", "3000"),
        ("2.5w", "25000"),
        ("10W", "100000"),
        ("账户里有四万二", "42000"),
        ("账户里大概有36000多", "36000"),
        ("余额：35000", "35000"),
        ("余额:12,345.67元", "12345.67"),
        ("存了8万多", "80000"),
        ("万把块", "10000"),
        ("百把块钱", "100"),
        ("十几万块", "100000"),
        ("两百五", "250"),
        ("一百二十块", "120"),
        ("三块五", "3.5"),
        ("3块5毛", "3.5"),
        ("一块五", "1.5"),
        ("10元一单", "10"),
        ("一个月四千五", "4500"),
        ("两千一个月", "2000"),
        ("拿3500一个月", "3500"),
        ("每月到手5000左右", "5000"),
        ("每年交200", "200"),
        ("工资4500，交了12年", "4500"),
        ("我一年交五百块,交了12年", "500"),
        ("社保缴费基数4812", "4812"),
        ("2025年的标准是350元", "350"),
        ("500", "500"),
        ("我有2300", "2300"),
        ("大概五千吧", "5000"),
        ("0", "0"),
        ("0元", "0"),
        ("2000-3000元", "2000"),
        ("3-4千", "3000"),
        ("三到五万", "30000"),
        ("800到1千", "800"),
        ("三四千", "3000"),
        ("-500元", None),
        ("负500", None),
        ("交了12年", None),
        ("12个月", None),
        ("58岁", None),
        ("1975年3月", None),
        ("一百人", None),
        ("3000人", None),
        ("几十万", None),
        ("三千公里", None),
        ("5km", None),
        ("涨了百分之五", None),
        ("20%", None),
        ("我们一块去", None),
        ("有一点钱", None),
        ("千万不要", None),
        ("万一没有呢", None),
        ("工资一般", None),
        ("十千", None),
        ("", None),
    ],
)
def test_amount(text: str, yuan: str | None) -> None:
    assert find_amount(text) == (Decimal(yuan) if yuan else None)


def test_thirty_digits_are_an_amount() -> None:
    """That nobody can have it is for the estimate to say."""
    found = find_amount("9" * 30)
    assert found and found >= 10**29


@pytest.mark.parametrize(
    ("text", "low", "high", "per"),
    [
        ("一天260", "260", "260", "天"),
        ("每天两百五", "250", "250", "天"),
        ("按天算，260一天", "260", "260", "天"),
        ("日薪300", "300", "300", "天"),
        ("200/天", "200", "200", "天"),
        ("月薪八千", "8000", "8000", "月"),
        ("月工资6000", "6000", "6000", "月"),
        ("一个月工资6000", "6000", "6000", "月"),
        ("三个月工资一万八", "18000", "18000", None),
        ("一个月4500左右", "4500", "4500", "月"),
        ("一个月三四千", "3000", "4000", "月"),
        ("3500一个月", "3500", "3500", "月"),
        ("每个月到手5000多", "5000", "6000", "月"),
        ("时薪25", "25", "25", "小时"),
        ("一小时25块", "25", "25", "小时"),
        ("25块钱一个小时", "25", "25", "小时"),
        ("10块一单", "10", "10", "单"),
        ("三块五一单", "3.5", "3.5", "单"),
        ("一节课120块", "120", "120", "课时"),
        ("年薪10万", "100000", "100000", "年"),
        ("一年交200", "200", "200", "年"),
        ("每年存五百", "500", "500", "年"),
        ("12个月加起来七万五", "75000", "75000", "年"),
        ("一年下来总共6万块", "60000", "60000", "年"),
        ("工资3000多", "3000", "4000", None),
        ("2000-3000元", "2000", "3000", None),
        ("三到五万", "30000", "50000", None),
        ("几千块", "2000", "9000", None),
        ("老板欠我13万2", "132000", "132000", None),
        ("一共一万五没给", "15000", "15000", None),
        ("二百八一日", "280", "280", "天"),
    ],
)
def test_what_it_is_paid_for(text: str, low: str, high: str, per: Per | None) -> None:
    [found] = find_money(text)
    assert (found.value.yuan.low, found.value.yuan.high, found.value.per) == (Decimal(low), Decimal(high), per)


@pytest.mark.parametrize(
    "text", ["每天8小时", "一天两顿饭", "一周六天", "一个月30天", "一年级", "干了260天", "一天三班"]
)
def test_rates_of_something_else(text: str) -> None:
    assert find_money(text) == []


def test_each_amount_with_its_characters() -> None:
    text = "押了我两千块，一天260干了30天，一共欠7800"
    found = [(text[money.start : money.end], money.value.per) for money in find_money(text)]
    assert found == [("两千块", None), ("一天260", "天"), ("7800", None)]


@given(
    st.integers(10, 99_999), st.sampled_from(["一天{}块", "每天{}元", "{}块一天", "{}元/天", "日薪{}", "日结工资{}"])
)
def test_every_way_to_say_a_daily_wage(yuan: int, form: str) -> None:
    [found] = find_money(form.format(yuan))
    assert (found.value.yuan.low, found.value.per) == (yuan, "天")


@given(
    st.integers(1, 99_999_999), st.sampled_from(["{}元", "{}块钱", "账户里有{}元", "{:,}元", "我有{}", "工资是{}块"])
)
def test_every_way_to_write_an_amount(yuan: int, form: str) -> None:
    assert find_amount(form.format(yuan)) == yuan


@given(ANY | LIKELY)
def test_any_text_is_read(text: str) -> None:
    amount = find_amount(text)
    assert amount is None or amount >= 0
    for money in find_money(text):
        assert 0 <= money.start < money.end <= len(text)
        assert 0 <= money.value.yuan.low <= money.value.yuan.high
