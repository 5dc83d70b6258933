"""Which time a question asks about."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.dates import Period, find_period, full_years, without_period

TODAY = dt.date(2026, 3, 1)
ANY = st.text(st.characters(), max_size=40)
NUMBERS = st.text(st.sampled_from("0123456789年月日去前今之以原来的标准交满生岁．.٢٠ "), max_size=20)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2024年的标准是多少", 2024),
        ("2024 失业金", 2024),
        ("兰溪2025年度工资基数", 2025),
        ("去年的最低工资", 2025),
        ("前年新增就业", 2024),
        ("大前年的数字", 2023),
        ("今年的标准", 2026),
        ("上年度平均工资", 2025),
        ("2031年退休要交多少年", 2031),
    ],
)
def test_a_year(text: str, year: int) -> None:
    assert find_period(text, TODAY) == Period(dt.date(year, 1, 1), dt.date(year, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024年7月的最低工资", "2024-07-01", "2024-07-31"),
        ("2024年02月的标准", "2024-02-01", "2024-02-29"),
        ("去年12月的标准", "2025-12-01", "2025-12-31"),
        ("2024年13月的标准", "2024-01-01", "2024-12-31"),
        ("2024年干了7个月", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_month(text: str, first: str, last: str) -> None:
    assert find_period(text, TODAY) == Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "以前是多少",
        "调整之前的标准",
        "涨之前是多少",
        "原来的标准是多少",
        "过去怎么规定",
        "旧标准",
        "以前呢",
        "那之前呢？",
    ],
)
def test_before(text: str) -> None:
    assert find_period(text, TODAY) == Period(dt.date.min, TODAY, past=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "失业金是多少",
        "要在30日以前提出申请",
        "1975年3月出生什么时候退休",
        "2003年5月出生",
        "2001年生的",
        "最低工资2010元",
        "补贴2000元怎么领",
        "2020人",
        "12333",
        "13820241234",
        "2024.5",
        "12024年",
        "1968年参加工作",
    ],
)
def test_no_time(text: str) -> None:
    assert find_period(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("24年给加过", "2024年给加过"),
        ("23年的标准", "2023年的标准"),
        ("2024年的标准", "2024年的标准"),
        ("缴满23年", "缴满23年"),
        ("工龄20年", "工龄20年"),
        ("交了25年就能领吗", "交了25年就能领吗"),
        ("25年以上", "25年以上"),
        ("1924年", "1924年"),
    ],
)
def test_short_years(text: str, full: str) -> None:
    assert full_years(text) == full


@pytest.mark.parametrize(
    ("text", "rest"),
    [("去年的标准", "的标准"), ("2024年失业金", "失业金"), ("失业金以前呢", "失业金呢"), ("失业金", "失业金")],
)
def test_without_period(text: str, rest: str) -> None:
    assert without_period(text) == rest


@given(ANY | NUMBERS, st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)))
def test_any_text_is_read(text: str, today: dt.date) -> None:
    period = find_period(full_years(text), today)
    assert period is None or period.first <= period.last
    assert len(without_period(text)) <= len(text)


@given(NUMBERS)
def test_full_years_is_idempotent(text: str) -> None:
    assert full_years(full_years(text)) == full_years(text)


@given(st.integers(1, 9999))
def test_of_year_is_that_year(year: int) -> None:
    period = Period.of_year(year)
    assert (period.last - period.first).days in (364, 365)
    assert period.first.year == period.last.year == year
