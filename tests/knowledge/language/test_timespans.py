"""When something was: days, months, years, spans, and lunar dates."""

from __future__ import annotations

import calendar
import datetime as dt

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.timespans import Timespan, find_timespans

TODAY = dt.date(2026, 11, 22)  # a Sunday
LIKELY = st.text(st.sampled_from("0123456789年月日号到至-上下个半底初前去今明正腊农历一二三十廿周天现在 "), max_size=16)


def only(text: str, today: dt.date = TODAY) -> Timespan:
    [found] = find_timespans(text, today)
    assert 0 <= found.start < found.end <= len(text)
    return found.value


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("昨天", "2026-11-21", "2026-11-21", "day"),
        ("上个月15号", "2026-10-15", "2026-10-15", "day"),
        ("三月五号", "2026-03-05", "2026-03-05", "day"),
        ("二〇二五年十二月三十一日", "2025-12-31", "2025-12-31", "day"),
        ("2025-03-05", "2025-03-05", "2025-03-05", "day"),
        ("上周三", "2026-11-11", "2026-11-11", "day"),
        ("十天前", "2026-11-12", "2026-11-12", "day"),
        ("下个月15号", "2026-12-15", "2026-12-15", "day"),
        ("明年三月一号", "2027-03-01", "2027-03-01", "day"),
        ("上个月底", "2026-10-21", "2026-10-31", "part"),
        ("上个月初", "2026-10-01", "2026-10-10", "part"),
        ("九月底", "2026-09-21", "2026-09-30", "part"),
        ("去年八月中旬", "2025-08-11", "2025-08-20", "part"),
        ("月底", "2026-11-21", "2026-11-30", "part"),
        ("今年上半年", "2026-01-01", "2026-06-30", "part"),
        ("去年下半年", "2025-07-01", "2025-12-31", "part"),
        ("去年年底", "2025-11-01", "2025-12-31", "part"),
        ("年初", "2026-01-01", "2026-02-28", "part"),
        ("国庆", "2026-10-01", "2026-10-07", "part"),
        ("去年五一", "2025-05-01", "2025-05-05", "part"),
        ("前年五月", "2024-05-01", "2024-05-31", "month"),
        ("两个月前", "2026-09-01", "2026-09-30", "month"),
        ("五月份", "2026-05-01", "2026-05-31", "month"),
        ("十二月", "2025-12-01", "2025-12-31", "month"),
        ("明年三月", "2027-03-01", "2027-03-31", "month"),
        ("下个月", "2026-12-01", "2026-12-31", "month"),
        ("去年", "2025-01-01", "2025-12-31", "year"),
        ("大前年", "2023-01-01", "2023-12-31", "year"),
        ("2019年", "2019-01-01", "2019-12-31", "year"),
        ("98年", "1998-01-01", "1998-12-31", "year"),
    ],
)
def test_first_and_last_day(text: str, first: str, last: str, precision: str) -> None:
    found = only(text)
    assert (str(found.first), str(found.last), found.precision) == (first, last, precision)
    assert found.lunar is None


@pytest.mark.parametrize(
    ("text", "first", "last", "months"),
    [
        ("六月到九月", "2026-06-01", "2026-09-30", 4),
        ("6-9月", "2026-06-01", "2026-09-30", 4),
        ("6月至9月", "2026-06-01", "2026-09-30", 4),
        ("10-11月", "2026-10-01", "2026-11-30", 2),
        ("12月到2月", "2025-12-01", "2026-02-28", 3),
        ("11月到12月", "2025-11-01", "2025-12-31", 2),
        ("2023年6月到9月", "2023-06-01", "2023-09-30", 4),
        ("2023年11月到2月", "2023-11-01", "2024-02-29", 4),
        ("去年10月到今年3月", "2025-10-01", "2026-03-31", 6),
        ("2019年到2023年", "2019-01-01", "2023-12-31", 60),
        ("3月5号到4月5号", "2026-03-05", "2026-04-05", 1),
        ("3月5号到4月4号", "2026-03-05", "2026-04-04", 0),
        ("去年三月到现在", "2025-03-01", "2026-11-22", 20),
        ("去年三月干到现在", "2025-03-01", "2026-11-22", 20),
        ("2024年3月1日至2025年2月28日", "2024-03-01", "2025-02-28", 12),
    ],
)
def test_a_span_is_a_span_with_its_months(text: str, first: str, last: str, months: int) -> None:
    found = only(text)
    assert (str(found.first), str(found.last), found.precision, found.months) == (first, last, "span", months)


@pytest.mark.parametrize(
    ("text", "lunar", "solar"),
    [
        ("去年腊月", 12, "2026-01"),
        ("腊月", 12, "2026-01"),
        ("正月", 1, "2026-02"),
        ("2024年冬月", 11, "2024-12"),
        ("农历三月", 3, "2026-04"),
        ("阴历八月十五", 8, "2026-09"),
        ("三月初五", 3, "2026-04"),
        ("去年三月廿三", 3, "2025-04"),
    ],
)
def test_lunar_months_stay_lunar_and_are_only_about(text: str, lunar: int, solar: str) -> None:
    found = only(text)
    assert (found.lunar, f"{found.first:%Y-%m}", found.approximate) == (lunar, solar, True)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("年前", "2026-01-01", "2026-02-10"),
        ("过年前", "2026-01-01", "2026-02-10"),
        ("过完年", "2026-02-01", "2026-03-15"),
        ("年后", "2026-02-01", "2026-03-15"),
        ("春节", "2026-01-21", "2026-02-20"),
    ],
)
def test_around_the_last_new_year(text: str, first: str, last: str) -> None:
    found = only(text)
    assert (str(found.first), str(found.last), found.approximate) == (first, last, True)


@pytest.mark.parametrize(
    "text",
    [
        "三个月",
        "干了一年",
        "每天两小时干了一年",
        "今年2月29号",
        "13月5号",
        "5号楼",
        "很多年前",
        "年限",
        "3号线",
        "12333",
        "",
    ],
)
def test_no_date(text: str) -> None:
    assert find_timespans(text, TODAY) == []


def test_so_many_years_are_no_date() -> None:
    assert not find_timespans("二十三年了，还没到", TODAY) and find_timespans("98年了解的", TODAY)


def test_each_date_with_its_characters() -> None:
    text = "我去年腊月进的厂，六月到九月没发工资，上个月底走的"
    assert [text[found.start : found.end] for found in find_timespans(text, TODAY)] == [
        "去年腊月",
        "六月到九月",
        "上个月底",
    ]


@given(st.dates(dt.date(1990, 1, 1), TODAY), st.booleans())
def test_every_day_in_figures_or_numerals(day: dt.date, in_han: bool) -> None:
    month, of_month = (cn2an.an2cn(n) if in_han else n for n in (day.month, day.day))
    year = "".join("零一二三四五六七八九"[int(digit)] for digit in str(day.year)) if in_han else day.year
    found = only(f"{year}年{month}月{of_month}号")
    assert (found.first, found.last, found.precision) == (day, day, "day")


@given(st.integers(2000, 2025), st.integers(1, 12), st.integers(0, 30))
def test_a_span_of_months_has_as_many_as_are_named(year: int, month: int, more: int) -> None:
    at = year * 12 + month - 1 + more
    last = dt.date(at // 12, at % 12 + 1, calendar.monthrange(at // 12, at % 12 + 1)[1])
    found = only(f"{year}年{month}月到{last.year}年{last.month}月", dt.date(2030, 1, 1))
    if more:
        assert (found.first, found.last, found.months) == (dt.date(year, month, 1), last, more + 1)


@given(LIKELY | st.text(max_size=30), st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)))
def test_any_text_is_read(text: str, today: dt.date) -> None:
    for found in find_timespans(text, today):
        assert 0 <= found.start < found.end <= len(text)
        assert found.value.first <= found.value.last
        assert found.value.months >= 0


def test_pay_a_month_is_no_holiday() -> None:
    assert find_timespans("四千五一个月", TODAY) == []
