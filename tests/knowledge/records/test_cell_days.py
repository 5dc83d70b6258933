"""Days as offices write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.records.cell_days import read_days, read_first_day, read_last_day

LAST = dt.date(2026, 12, 31)
DAYS = st.dates(dt.date(1954, 11, 1), dt.date(2049, 12, 31))


@pytest.mark.parametrize(
    "text",
    "2026-12-31 2026/12/31 2026.12.31 20261231 2026年12月31日 2026年12月31号 26.12.31 26年12月31日 二〇二六年十二月三十一日 "
    "46387 46387.0 2026-12-31T18:00:00 即日起至2026-12-31 2026-01-01~2026-12-31 2026年1月1日至12月31日 2026年12月 2026-12 "
    "２０２６年12月31日 2026年12月底 2026.12月末".split(),
)
def test_one_last_day(text: str) -> None:
    assert read_last_day(text) == LAST


@pytest.mark.parametrize("hour", ["18:00", "00:00:00", "24:00"])
def test_hours_are_read_over(hour: str) -> None:
    assert read_last_day(f"2026-12-31 {hour}") == LAST


@pytest.mark.parametrize("text", ["2026年3月", "2026-03", "2026-03-01至2026-12-31", "2026年3月1日", "二〇二六年三月"])
def test_one_first_day(text: str) -> None:
    assert read_first_day(text) == dt.date(2026, 3, 1)


def test_the_end_of_a_month_is_its_last_day() -> None:
    assert read_days("2026年2月底") == (dt.date(2026, 2, 28), dt.date(2026, 2, 28))


@pytest.mark.parametrize("text", "长期 长期有效 招满为止 额满即止 即日起 永久 无 不限 至今".split())
def test_open_ends(text: str) -> None:
    assert read_days(text) == (None, None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("12月31日", "没有写年份"),
        ("3月底", "长期的、不清楚的请留空"),
        ("2026-02-30", "没有“2026-02-30”这一天"),
        ("2026年13月", "这一天"),
        ("0026-01-01", "年份不对"),
        ("2026年", "不是日期"),
        ("12/31/26", "不是日期"),
        ("99999", "不是日期"),
        ("二〇二六年十十月", "这一天"),
    ],
)
def test_what_is_no_day(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_last_day(text)


@given(DAYS)
def test_every_day_in_every_way(day: dt.date) -> None:
    serial = (day - dt.date(1899, 12, 30)).days
    ways = [f"{day:%Y-%m-%d}", f"{day:%Y/%m/%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}", str(serial)]
    assert {read_last_day(way) for way in ways} == {day} == {read_first_day(way) for way in ways}


@given(DAYS, DAYS)
def test_both_ends_of_a_term(one: dt.date, other: dt.date) -> None:
    assert read_days(f"{one}至{other}") == (one, other)


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_told(text: str) -> None:
    try:
        first, last = read_days(text)
    except ValueError as error:
        assert str(error).isprintable() or "⏎" not in text
    else:
        assert all(day is None or 1900 <= day.year <= 2100 for day in (first, last))
