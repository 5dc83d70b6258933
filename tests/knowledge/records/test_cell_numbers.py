"""Counts and pay as offices write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.records.cell_numbers import Pay, is_range, read_amount, read_count, read_pay, read_pay_unit


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        ("7天", 7),
        ("20名", 20),
        ("一名", 1),
        ("两人", 2),
        ("5-8", 5),
        ("5~8人", 5),
        ("约20人", 20),
        ("10人以上", 10),
        ("10+", 10),
        ("1,200", 1200),
        ("若干", None),
        ("若干名", None),
        ("不限", None),
        ("多名", None),
        ("无", None),
    ],
)
def test_counts(text: str, value: int | None) -> None:
    assert read_count(text) == value


@pytest.mark.parametrize(
    ("text", "reason"), [("5月8日", "变成了日期"), ("2.5", "不是整数"), ("看情况", "不是数字"), ("-1", "负数")]
)
def test_what_is_no_count(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_count(text)


def test_a_range_is_known() -> None:
    assert is_range("5-8人") and not is_range("5人")


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("6000~9000", 6000, 9000, ""),
        ("6000-9000元/月", 6000, 9000, "月"),
        ("4000元-6000元", 4000, 6000, ""),
        ("8k-1.2w", 8000, 12000, ""),
        ("3-5千元/月", 3000, 5000, "月"),
        ("3500＋", 3500, None, ""),
        ("5000元以上", 5000, None, ""),
        ("底薪3000+提成", 3000, None, ""),
        ("200以下", None, 200, ""),
        ("18元/小时", 18, 18, "小时"),
        ("月薪4000", 4000, 4000, "月"),
        ("日薪200元", 200, 200, "天"),
        ("200元/日", 200, 200, "天"),
        ("每天220", 220, 220, "天"),
        ("1.2万", 12000, 12000, ""),
        ("4,500", 4500, 4500, ""),
        ("面议", None, None, ""),
        ("工资面议", None, None, ""),
        ("计件", None, None, "单"),
        ("综合工资6000-8000元/月，包吃住", 6000, 8000, "月"),
    ],
)
def test_pay(text: str, low: int | None, high: int | None, unit: str) -> None:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    assert read_pay(text) == Pay(ends[0], ends[1], unit)


@pytest.mark.parametrize(
    "text", ["年薪8万", "看情况", "9000-6000", "白班200夜班260", "按最低工资标准", "2026-03-01", "6000，试用期4000"]
)
def test_pay_that_is_not_certain(text: str) -> None:
    assert read_pay(text) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("元/小时", "小时"),
        ("日", "天"),
        ("月薪", "月"),
        ("元/月", "月"),
        ("计件", "单"),
        ("每天", "天"),
        ("面议", ""),
        ("课时", "课时"),
    ],
)
def test_units_of_pay(text: str, unit: str) -> None:
    assert read_pay_unit(text) == unit


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_every_range_of_pay(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert read_pay(f"{low}-{high}元/月") == Pay(Decimal(low), Decimal(high), "月")
    assert read_amount(f"{low:,}") == low


@given(st.text("0123456789元/月天时薪-~+.，千万kw面议计件以上下 ", max_size=14))
def test_any_pay_is_in_order(text: str) -> None:
    pay = read_pay(text)
    assert pay is None or pay.low is None or pay.high is None or pay.low <= pay.high
