"""The day or month that a reply gives. Today is Sunday, 22 November 2026."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.days import NoSuchDay
from knowledge.language.normalise import normalise
from knowledge.language.occasions import LunarDay, OnlyAbout, read_occasion

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9月28号", "2026-09-28"),
        ("2025年12月4日", "2025-12-04"),
        ("8.15", "2026-08-15"),
        ("4/3", "2026-04-03"),
        ("上个月初", "2026-10"),
        ("七月底", "2026-07"),
        ("国庆那几天", "2026-10"),
        ("上周", "2026-11"),
        ("上星期五", "2026-11-13"),
        ("四个月了", "2026-07"),
        ("都半年了", "2026-05"),
        ("从去年九月到现在", "2025-09"),
    ],
)
def test_to_the_day_or_month(text: str, day: str) -> None:
    assert str(read_occasion(normalise(text), TODAY)) == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("大前年", "大前年"),
        ("2022", "2022年"),
        ("去年下半年", "去年下半年"),
        ("今年年初", "今年年初"),
        ("春节后", "春节后"),
        ("暑假那会", "暑假"),
        ("两个多月前", ""),
        ("七八月份", ""),
        ("三四个月前", ""),
    ],
)
def test_only_about(text: str, words: str) -> None:
    with pytest.raises(OnlyAbout) as told:
        read_occasion(normalise(text), TODAY)
    assert told.value.words == words


@pytest.mark.parametrize("text", ["冬月", "去年正月", "九月初八", "八月十五", "中秋前"])
def test_by_the_lunar_calendar(text: str) -> None:
    with pytest.raises(LunarDay):
        read_occasion(normalise(text), TODAY)


@pytest.mark.parametrize("text", ["记不清", "很久了", "老板没说", "三班倒", "", "5500"])
def test_no_time_at_all(text: str) -> None:
    assert read_occasion(normalise(text), TODAY) is None


@given(st.text(st.sampled_from("0123456789年月日号上个半底初前去今多了零一二三十周天./-"), max_size=12))
def test_any_text_is_read(text: str) -> None:
    with contextlib.suppress(OnlyAbout, LunarDay, NoSuchDay):
        read_occasion(normalise(text), TODAY)
