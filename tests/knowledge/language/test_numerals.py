"""Chinese and mixed numerals, against cn2an as an independent reader."""

from __future__ import annotations

import re
from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.numerals import NUMBER, read_digits, read_number


@given(st.integers(0, 10**11))
def test_every_whole_number(number: int) -> None:
    text = cn2an.an2cn(number, "low")
    assert re.fullmatch(NUMBER, text)
    assert read_number(text) == number


@given(st.integers(0, 10**30))
def test_arabic_numbers_stay(number: int) -> None:
    assert read_number(str(number)) == number == read_number(f"{number:,}")


@pytest.mark.parametrize(
    "text", ["两千三", "三万五", "一万二千三", "3千5", "1万2", "十万八", "一千三百六", "1.2万", "一百零五"]
)
def test_shortened_as_cn2an_reads_it(text: str) -> None:
    assert read_number(text) == Decimal(str(cn2an.cn2an(text, "smart")))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三四千", "3000"),
        ("五六十", "50"),
        ("十五六万", "150000"),
        ("三五百", "300"),
        ("两三", "2"),
        ("三万零五", "30005"),
    ],
)
def test_ranges_give_the_smaller(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "十千", "三百万千", "十十", "元", "1.2.3", "一百二千", "十" * 1000, "一十" * 1000]
)
def test_no_number(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "number"), [("一九七五", 1975), ("六五", 65), ("七〇", 70), ("二零零一", 2001), ("03", 3)]
)
def test_digit_by_digit(text: str, number: int) -> None:
    assert read_digits(text) == number


@pytest.mark.parametrize(
    ("text", "number"), [("3500一个月", "3500"), ("两千一个月", "两千"), ("十一年", "十一"), ("四千五一年", "四千五")]
)
def test_where_a_number_ends(text: str, number: str) -> None:
    match = re.match(NUMBER, text)
    assert match and match[0] == number
