"""Quantities in running text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.mentions import Mention, without_overlaps
from knowledge.language.numbers import Number, find_numbers

LIKELY = st.text(st.sampled_from("0123456789.,-到一二两三十百千万亿零半几多来好把kw%个百分之第负廿"), max_size=14)


def numbers(text: str) -> list[tuple[Number, str]]:
    return [(found.value, text[found.start : found.end]) for found in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "low", "high", "about"),
    [
        ("三万五", "35000", "35000", False),
        ("1万2", "12000", "12000", False),
        ("两千八", "2800", "2800", False),
        ("13万2", "132000", "132000", False),
        ("一万零五十", "10050", "10050", False),
        ("一万零十", "10010", "10010", False),
        ("廿五", "25", "25", False),
        ("卅", "30", "30", False),
        ("1.5万", "15000", "15000", False),
        ("12,345.6", "12345.6", "12345.6", False),
        ("3k", "3000", "3000", False),
        ("2.5W", "25000", "25000", False),
        ("半", "0.5", "0.5", False),
        ("两三", "2", "3", False),
        ("三五百", "300", "500", False),
        ("十五六万", "150000", "160000", False),
        ("七八十", "70", "80", False),
        ("3-4千", "3000", "4000", False),
        ("3到5", "3", "5", False),
        ("三到五万", "30000", "50000", False),
        ("800到1千", "800", "1000", False),
        ("2000~3000", "2000", "3000", False),
        ("十几", "10", "20", True),
        ("二十几", "20", "30", True),
        ("十几万", "100000", "200000", True),
        ("几", "2", "9", True),
        ("几十", "20", "90", True),
        ("好几百", "200", "900", True),
        ("几十万", "200000", "900000", True),
        ("3000多", "3000", "4000", True),
        ("三百多", "300", "400", True),
        ("36000多", "36000", "37000", True),
        ("二十来", "20", "20", True),
        ("万把", "10000", "10000", True),
    ],
)
def test_both_ends(text: str, low: str, high: str, about: bool) -> None:
    assert numbers(text) == [(Number(Decimal(low), Decimal(high), about), text)]


@pytest.mark.parametrize(
    ("text", "said"), [("百分之三十", "30"), ("30%", "30"), ("涨了百分之五点", "5"), ("打８折后20％", "20")]
)
def test_hundredths(text: str, said: str) -> None:
    assert [(n.low, n.percent) for n, _ in numbers(text) if n.percent] == [(Decimal(said), True)]


@pytest.mark.parametrize(
    "text",
    [
        "一共",
        "一起走",
        "万一没有",
        "千万别",
        "第三个",
        "五险一金",
        "负5",
        "-500",
        "13812345678",
        "十分满意",
        "一点",
        "",
    ],
)
def test_no_quantity(text: str) -> None:
    assert numbers(text) == []


def test_all_of_a_sentence_with_their_characters() -> None:
    assert [said for _, said in numbers("我们5个人干了两三个月，还差13万2没给")] == ["5", "两三", "13万2"]


def test_of_mentions_that_overlap_the_first_given_stays() -> None:
    long, inside, behind = Mention("a", 3, 6), Mention("b", 4, 5), Mention("c", 0, 3)
    assert without_overlaps([long, inside, behind]) == [behind, long]


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from([(10**4, "万"), (10**3, "千"), (100, "百")]))
def test_the_last_unit_may_be_left_out(head: int, tail: int, unit: tuple[int, str]) -> None:
    """三万五, 3万5, 两千八: the digit behind counts the next smaller unit."""
    size, name = unit
    value = head * size + tail * size // 10
    han = "零一二三四五六七八九"
    for said in (f"{head}{name}{tail}", f"{han[head].replace('二', '两')}{name}{han[tail]}"):
        assert [(n.low, n.high) for n, _ in numbers(said)] == [(value, value)]


@given(
    st.integers(1, 8),
    st.integers(1, 2),
    st.sampled_from([(1, ""), (10, "十"), (100, "百"), (1000, "千"), (10**4, "万")]),
)
def test_two_neighbours_are_a_range(first: int, step: int, unit: tuple[int, str]) -> None:
    second = min(first + step, 9)
    size, name = unit
    han = "零一二三四五六七八九"
    ends = [(n.low, n.high) for n, _ in numbers(f"{han[first]}{han[second]}{name}")]
    assert ends == [(first * size, second * size)]


@given(LIKELY | st.text(max_size=30))
def test_any_text_is_read(text: str) -> None:
    for found in find_numbers(text):
        assert 0 <= found.start < found.end <= len(text)
        assert 0 <= found.value.low <= found.value.high
