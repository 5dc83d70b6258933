"""Money and years as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.amounts import find_amount
from knowledge.language.durations import find_durations, find_number_of_years

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


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("12", "12"),
        ("十二年", "12"),
        ("12年3个月", "12.25"),
        ("12年零6个月", "12.5"),
        ("十五年又两个月", "15.17"),
        ("12年半", "12.5"),
        ("一年半", "1.5"),
        ("半年", "0.5"),
        ("12.5年", "12.5"),
        ("一百八十个月", "15"),
        ("二十多年", "20"),
        ("二十个年头", "20"),
        ("三五年", "3"),
        ("差不多12年", "12"),
        ("大概十年吧", "10"),
        ("一共20年，还差3年", "20"),
        ("还差12年3个月", None),
        ("还差三年", None),
        ("再交5年", None),
        ("还有三年", None),
        ("至少15年", None),
        ("十几年", None),
        ("几十个月", None),
        ("98年", None),
        ("12年开始交的", None),
        ("08年", None),
        ("2012年", None),
        ("2010年到现在", None),
        ("12年3月", None),
        ("第三年", None),
        ("9" * 30 + "个月", None),
        ("3年前", None),
        ("999年", None),
        ("不知道", None),
        ("", None),
    ],
)
def test_years(text: str, years: str | None) -> None:
    assert find_number_of_years(text) == (Decimal(years) if years else None)


def test_thirty_digits_are_an_amount() -> None:
    """That nobody can have it is for the estimate to say."""
    found = find_amount("9" * 30)
    assert found and found >= 10**29


def test_the_characters_of_a_duration() -> None:
    text = "我交了12年3个月，后来又5年"
    assert [text[d.start : d.end] for d in find_durations(text)] == ["12年3个月", "5年"]


@given(
    st.integers(1, 99_999_999), st.sampled_from(["{}元", "{}块钱", "账户里有{}元", "{:,}元", "我有{}", "工资是{}块"])
)
def test_every_way_to_write_an_amount(yuan: int, form: str) -> None:
    assert find_amount(form.format(yuan)) == yuan


@given(st.integers(0, 60), st.integers(0, 11))
def test_every_number_of_years(years: int, months: int) -> None:
    assert find_number_of_years(f"{years}年{months}个月") == round(Decimal(years * 12 + months) / 12, 2)


@given(ANY | LIKELY)
def test_any_text_is_read(text: str) -> None:
    amount, years = find_amount(text), find_number_of_years(text)
    assert amount is None or amount >= 0
    assert years is None or years >= 0
    for duration in find_durations(text):
        assert 0 <= duration.start < duration.end <= len(text)
        assert duration.years <= 60 + 60 + Decimal("0.5")  # years and months
