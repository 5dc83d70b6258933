"""Lengths of time as people type them."""

from __future__ import annotations

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.durations import find_durations, find_number_of_years, find_years

ANY = st.text(st.characters(), max_size=40)
LIKELY = st.text(st.sampled_from("0123456789一二三两十百半几多零又个年月周天日小时每还差交了前 "), max_size=16)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("12", "12"),
        ("十二年", "12"),
        ("12年3个月", "12.25"),
        ("12年零6个月", "12.5"),
        ("十五年又两个月", "15.17"),
        ("12年半", "12.5"),
        ("一年半", "1.5"),
        ("半年", "0.5"),
        ("12.5年", "12.5"),
        ("一百八十个月", "15"),
        ("二十多年", "20"),
        ("二十个年头", "20"),
        ("三五年", "3"),
        ("差不多12年", "12"),
        ("大概十年吧", "10"),
        ("一共20年，还差3年", "20"),
        ("还差12年3个月", None),
        ("还差三年", None),
        ("再交5年", None),
        ("还有三年", None),
        ("至少15年", None),
        ("十几年", None),
        ("几十个月", None),
        ("98年", None),
        ("12年开始交的", None),
        ("08年", None),
        ("2012年", None),
        ("2010年到现在", None),
        ("12年3月", None),
        ("第三年", None),
        ("9" * 30 + "个月", None),
        ("3年前", None),
        ("999年", None),
        ("不知道", None),
        ("", None),
    ],
)
def test_years(text: str, years: str | None) -> None:
    assert find_number_of_years(text) == (Decimal(years) if years else None)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("三个月", "3", "3", "月"),
        ("半年", "6", "6", "月"),
        ("一年半", "18", "18", "月"),
        ("一整年", "12", "12", "月"),
        ("大半年", "6", "12", "月"),
        ("半个月", "0.5", "0.5", "月"),
        ("一个半月", "1.5", "1.5", "月"),
        ("俩月", "2", "2", "月"),
        ("仨月", "3", "3", "月"),
        ("两三个月", "2", "3", "月"),
        ("三到六个月", "3", "6", "月"),
        ("两个多月", "2", "3", "月"),
        ("三年多", "36", "48", "月"),
        ("好几年", "24", "108", "月"),
        ("一年零三个月", "15", "15", "月"),
        ("一年三个月", "15", "15", "月"),
        ("两年又六个月", "30", "30", "月"),
        ("十来天", "10", "10", "天"),
        ("十几天", "10", "20", "天"),
        ("一百八十天", "180", "180", "天"),
        ("90日", "90", "90", "天"),
        ("一个礼拜", "7", "7", "天"),
        ("两周", "14", "14", "天"),
        ("一个星期零两天", "9", "9", "天"),
        ("半天", "0.5", "0.5", "天"),
        ("30个工作日", "30", "30", "天"),
        ("两个半小时", "2.5", "2.5", "小时"),
        ("三个钟头", "3", "3", "小时"),
        ("一小时三十分钟", "1.5", "1.5", "小时"),
    ],
)
def test_amount_and_unit(text: str, low: str, high: str, unit: str) -> None:
    [found] = find_durations(text)
    amount = found.value.amount
    assert (amount.low, amount.high, found.value.unit) == (Decimal(low), Decimal(high), unit)
    assert text[found.start : found.end] == text


@pytest.mark.parametrize(
    ("text", "each", "amount", "unit"),
    [
        ("每天两小时", "天", 2, "小时"),
        ("一天干8小时", "天", 8, "小时"),
        ("每天加班三个小时", "天", 3, "小时"),
        ("每周休一天", "周", 1, "天"),
        ("一周干六天", "周", 6, "天"),
        ("一个月放假四天", "月", 4, "天"),
        ("一年有五天", "年", 5, "天"),
    ],
)
def test_a_share_of_each(text: str, each: str, amount: int, unit: str) -> None:
    [found] = find_durations(text)
    assert (found.value.each, found.value.amount.low, found.value.unit) == (each, amount, unit)


def test_hours_a_day_and_then_how_long() -> None:
    hours, year = find_durations("每天两小时干了一年")
    assert (hours.value.unit, hours.value.each, hours.value.amount.low) == ("小时", "天", 2)
    assert (year.value.unit, year.value.each, year.value.amount.low) == ("月", None, 12)


@pytest.mark.parametrize(
    "text",
    ["3月", "十二月份", "三月五号", "六月到九月", "98年进厂", "75年的", "2023年", "5年前", "两个月前", "三年级", "周三",
     "星期五", "第三天", "负3天", "不知道", "九几年就交了", "零几年进厂"],
)  # fmt: skip
def test_no_length_of_time(text: str) -> None:
    assert list(find_durations(text)) == []


@given(st.integers(1, 99), st.sampled_from(["{}个月", "{}天", "{}个小时", "{}个星期"]))
def test_every_length_is_read_back(count: int, form: str) -> None:
    worth = 7 if "星期" in form else 1
    for said in (str(count), cn2an.an2cn(count)):
        [found] = find_durations(form.format(said))
        assert found.value.amount.low == found.value.amount.high == count * worth


def test_the_characters_of_a_duration() -> None:
    text = "我交了12年3个月，后来又5年"
    assert [text[d.start : d.end] for d in find_durations(text)] == ["12年3个月", "5年"]


@given(st.integers(0, 60), st.integers(0, 11))
def test_every_number_of_years(years: int, months: int) -> None:
    assert find_number_of_years(f"{years}年{months}个月") == round(Decimal(years * 12 + months) / 12, 2)


@given(ANY | LIKELY)
def test_any_text_is_read(text: str) -> None:
    years = find_number_of_years(text)
    assert years is None or years >= 0
    for found in find_durations(text):
        assert 0 <= found.start < found.end <= len(text)
        assert 0 <= found.value.amount.low <= found.value.amount.high
    for found in find_years(text):
        assert found.value.years <= 60 + 60 + Decimal("0.5")  # years and months
