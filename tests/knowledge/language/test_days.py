"""Which past day or month somebody means."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.days import Day, NoSuchDay, find_day, in_known_month

TODAY = dt.date(2026, 3, 11)  # a Wednesday
LIKELY = st.text(st.sampled_from("0123456789年月日号天前上周下个半一二三十廿昨大后.-/ 〇初去今明"), max_size=16)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今天", "2026-03-11"),
        ("昨天晚上", "2026-03-10"),
        ("前天", "2026-03-09"),
        ("大前天", "2026-03-08"),
        ("10天前", "2026-03-01"),
        ("三周前", "2026-02-18"),
        ("上周三", "2026-03-04"),
        ("上上周三", "2026-02-25"),
        ("这周一", "2026-03-09"),
        ("周五", "2026-03-06"),
        ("上星期天", "2026-03-08"),
        ("上个月15号", "2026-02-15"),
        ("上上个月二十号", "2026-01-20"),
        ("本月3号", "2026-03-03"),
        ("15号", "2026-02-15"),
        ("5号", "2026-03-05"),
        ("2026年3月5日", "2026-03-05"),
        ("26.3.5", "2026-03-05"),
        ("99年3月5日", "1999-03-05"),
        ("2025/8/1", "2025-08-01"),
        ("20250705", "2025-07-05"),
        ("3月5号走的", "2026-03-05"),
        ("三月五号", "2026-03-05"),
        ("12月5号", "2025-12-05"),
        ("去年8月15号", "2025-08-15"),
        ("二〇二五年十二月三十一日", "2025-12-31"),
        ("2024年2月29日", "2024-02-29"),
        ("明天", "2026-03-12"),
    ],
)
def test_to_the_day(text: str, day: str) -> None:
    assert find_day(text, TODAY) == Day(dt.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("两个月前", "2026-01"),
        ("半个月前", "2026-02"),
        ("半年前", "2025-09"),
        ("一年半前", "2024-09"),
        ("去年8月", "2025-08"),
        ("前年的12月", "2024-12"),
        ("2025年三月", "2025-03"),
        ("2025.8", "2025-08"),
        ("上个月", "2026-02"),
        ("8月份", "2025-08"),
        ("三月", "2026-03"),
    ],
)
def test_to_the_month(text: str, month: str) -> None:
    found = find_day(text, TODAY)
    assert found == Day(dt.date.fromisoformat(f"{month}-01"), "month")
    assert str(found) == month


@pytest.mark.parametrize(
    "text",
    [
        "",
        "去年腊月",
        "三月初五",
        "农历三月五号",
        "八月十五",
        "下周三",
        "下个月15号",
        "去年",
        "干了3个月",
        "1个月零3天前",
        "很久以前",
        "三个多月前",
        "两三个月前",
        "20多天前",
        "十几天前",
        "百十天前",
        "十十天前",
        "一年多前",
        "8000元",
        "13812345678",
        "330782198805061234",
    ],
)
def test_no_day(text: str) -> None:
    assert find_day(text, TODAY) is None


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026年13月5日", "2月29号", "2025年2月29日", "3月50号", "3月0日", "32号"]
)
def test_a_day_that_cannot_be(text: str) -> None:
    with pytest.raises(NoSuchDay, match="日历上没有"):
        find_day(text, TODAY)


@given(st.dates(dt.date(1970, 1, 1), TODAY), st.sampled_from(["{0}年{1}月{2}日", "{0}-{1:02}-{2:02}", "{0}/{1}/{2}"]))
def test_every_way_to_write_a_day(day: dt.date, form: str) -> None:
    assert find_day(form.format(day.year, day.month, day.day), TODAY) == Day(day)


@given(LIKELY | st.text(max_size=30), st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)))
def test_any_text_is_read(text: str, today: dt.date) -> None:
    try:
        found = find_day(text, today)
    except NoSuchDay:
        return
    assert found is None or Day.parse(str(found)) == found


def test_in_words() -> None:
    assert Day.parse("2026-03-05").in_words == "2026年3月5日"
    assert Day.parse("2026-03").in_words == "2026年3月"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15号入职", "2026-01-15"),
        ("十五号来的", "2026-01-15"),
        ("上个月15号", "2026-10-15"),
        ("10月15日", "2026-10-15"),
    ],
)
def test_a_day_alone_is_of_the_known_month(text: str, expected: str) -> None:
    day = dt.date(2026, 10, 15)
    assert in_known_month(text, day, dt.date(2026, 1, 1)) == dt.date.fromisoformat(expected)


def test_a_month_without_that_day_is_not_meant() -> None:
    assert in_known_month("30号来的", dt.date(2026, 10, 30), dt.date(2026, 2, 1)) == dt.date(2026, 10, 30)
