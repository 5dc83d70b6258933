"""Lengths of time, written any way."""

from __future__ import annotations

from fractions import Fraction

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.topics.selfchecks.numbers import read_number


@given(
    years=st.integers(1, 60), months=st.integers(1, 11), in_digits=st.booleans(), zero=st.sampled_from(["", "零", "又"])
)
def test_years_and_months_add_up(years: int, months: int, in_digits: bool, zero: str) -> None:
    said = [str(n) if in_digits else cn2an.an2cn(n) for n in (years, months)]
    assert read_number(f"{said[0]}年{zero}{said[1]}个月", "个月") == years * 12 + months


@given(number=st.integers(0, 9999), unit=st.sampled_from(["", "个月"]))
def test_any_number_is_read_back(number: int, unit: str) -> None:
    assert read_number(f"{number}{unit}", "个月") == number
    assert read_number(f"{cn2an.an2cn(number)}{unit}", "个月") == number


def test_each_unit_knows_the_ones_beside_it() -> None:
    assert read_number("一个星期零两天", "天") == 9
    assert read_number("18个月", "年") == Fraction(3, 2)
    assert read_number("两天", "小时") == 48
    assert read_number("58岁", "岁") == 58
    assert read_number("三口人", "人") == 3
    assert read_number("2000块", "元") == 2000


@pytest.mark.parametrize("text", ["廿零个月", "十一十年", "百个月", "两千两千块"])
def test_numerals_that_cannot_be_are_no_numbers(text: str) -> None:
    assert read_number(text, "个月") is None


@given(text=st.text(max_size=30) | st.text(st.sampled_from("零一两十百千万廿半个多年月天"), max_size=8))
def test_no_text_breaks_it(text: str) -> None:
    read_number(text, "个月")
