"""Amounts and lengths of time, said any way, in the unit that was asked for."""

from __future__ import annotations

from fractions import Fraction

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.amounts import OnlyAShare, OtherTime, read_amount, read_pay
from knowledge.language.money import Per


@given(
    years=st.integers(1, 60), months=st.integers(1, 11), in_digits=st.booleans(), zero=st.sampled_from(["", "零", "又"])
)
def test_years_and_months_add_up(years: int, months: int, in_digits: bool, zero: str) -> None:
    said = [str(n) if in_digits else cn2an.an2cn(n) for n in (years, months)]
    assert read_amount(f"{said[0]}年{zero}{said[1]}个月", "个月") == years * 12 + months


@given(number=st.integers(0, 9999), unit=st.sampled_from(["", "个月"]))
def test_any_number_is_read_back(number: int, unit: str) -> None:
    assert read_amount(f"{number}{unit}", "个月") == number
    assert read_amount(f"{cn2an.an2cn(number)}{unit}", "个月") == number


def test_each_unit_knows_the_ones_beside_it() -> None:
    assert read_amount("一个星期零两天", "天") == 9
    assert read_amount("18个月", "年") == Fraction(3, 2)
    assert read_amount("两天", "小时") == 16  # of work
    assert read_amount("九级", "级") == 9
    assert read_amount("58岁", "岁") == 58
    assert read_amount("三口人", "人") == 3
    assert read_amount("2000块", "元") == 2000


@pytest.mark.parametrize("text", ["廿零个月", "十一十年", "百个月", "两千两千块"])
def test_numerals_that_cannot_be_are_no_numbers(text: str) -> None:
    assert read_amount(text, "个月") is None


@given(text=st.text(max_size=30) | st.text(st.sampled_from("零一两十百千万廿半个多年月天"), max_size=8))
def test_no_text_breaks_it(text: str) -> None:
    read_amount(text, "个月")


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("6500", 6500),
        ("七千三", 7300),
        ("一个月九千二", 9200),
        ("4k", 4000),
        ("1.3万左右", 13000),
        ("叁仟伍佰元整", 3500),
        ("给过1800块", 1800),
        ("四千多", 4000),
        ("五六千", "vague"),
        ("4000-5000", "vague"),
        ("不到三千", "vague"),
        ("好几千", "vague"),
        ("上一家", None),
        ("两班倒", None),
        ("三口子一起", None),
        ("到处找", None),
    ],
)
def test_money(text: str, yuan: object) -> None:
    assert read_amount(text, "元") == yuan


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("每天3小时，一个月20天，干了半年", 360),
        ("每天加一个半小时，一共加了40天", 60),
        ("每周6小时，加了一年", 312),
        ("每个月30小时，做了八个月", 240),
        ("一共96小时", 96),
        ("大概200个小时", 200),
    ],
)
def test_a_share_is_multiplied_out(text: str, hours: int) -> None:
    assert read_amount(text, "小时") == hours


def test_a_share_of_nobody_knows_how_many_is_no_amount() -> None:
    for text in ("每天两个半小时", "一天加3小时，干了两年"):
        with pytest.raises(OnlyAShare):
            read_amount(text, "小时")


@pytest.mark.parametrize(
    ("text", "per", "yuan"),
    [
        ("5200", "月", 5200),
        ("月薪四千八", "月", 4800),
        ("一天两百四，一个月做25天", "月", 6000),
        ("每天300，每月20天", "月", 6000),
        ("190", "天", 190),
        ("一天一百九", "天", 190),
        ("210块一天", "天", 210),
        ("没谈过", "天", None),
        ("两三百一天", "天", "vague"),
    ],
)
def test_pay_for_the_time_asked_for(text: str, per: Per, yuan: object) -> None:
    assert read_pay(text, per) == yuan


@pytest.mark.parametrize(
    ("text", "per", "told"),
    [
        ("年薪9万", "月", "年"),
        ("周薪1400", "月", "周"),
        ("一天250", "月", "天"),
        ("每小时22", "天", "小时"),
        ("一个月5000", "天", "月"),
    ],
)
def test_pay_for_another_time(text: str, per: Per, told: str) -> None:
    with pytest.raises(OtherTime) as other:
        read_pay(text, per)
    assert other.value.per == told
