"""Ages and animals of the zodiac."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.ages import ages_written_for, find_birth_years

TODAY = dt.date(2026, 11, 22)
ANY = st.text(st.characters(), max_size=40)
LIKELY = st.text(st.sampled_from("0123456789１五六十八我今年虚周岁属兔马了退休能满,，"), max_size=14)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("今年五十八", "1967|1968"),
        ("我58了", "1967|1968"),
        ("58岁", "1967|1968"),
        ("58岁了能退休吗", "1967|1968"),
        ("我58，男", "1967|1968"),
        ("兰溪，58岁，女", "1967|1968"),
        ("现在58岁", "1967|1968"),
        ("周岁58", "1967|1968"),
        ("58周岁了", "1967|1968"),
        ("我都五十六了", "1969|1970"),
        ("我满60了", "1965|1966"),
        ("我二十五了", "2000|2001"),
        ("我今年55岁能退休吗", "1970|1971"),
        ("今年50女工人", "1975|1976"),
        ("我爸六十二岁，怎么退休", "1963|1964"),
        ("我儿子今年20岁，我58了", "1967|1968"),
        ("虚岁五十九", "1968"),
        ("我虚岁59", "1968"),
        ("59虚岁", "1968"),
        ("男的五十八", "1967|1968"),
        ("58男", "1967|1968"),
        ("女 58 单位交的", "1967|1968"),
        ("男58女53", None),
        ("女的58退", None),
        ("属兔的", "1963|1975|1987|1999"),
        ("我是属马的", "1966|1978|1990|2002"),
        ("属小龙的", "1965|1977|1989|2001"),
        ("生肖是猪", "1959|1971|1983|1995|2007"),
        ("属兔，51岁", "1975"),
        ("我属兔，今年51", "1975"),
        ("我属兔，今年50", "1975"),
        ("属兔的，今年38", "1987"),
        ("属猴，虚岁59", "1968"),
        ("属兔，今年49", "1976"),  # born before the lunar new year of 1976
        ("属牛，今年58", None),
        ("交了58年", None),
        ("我交了58年", None),
        ("我缴了二十年了", None),
        ("社保交了30年了", None),
        ("我58块", None),
        ("今年58元", None),
        ("我有58万", None),
        ("今年2025年", None),
        ("今年15年", None),
        ("2025年的规定", None),
        ("60岁退休", None),
        ("男的60岁退休", None),
        ("现在60岁退休吗", None),
        ("退休年龄60岁", None),
        ("满60岁可以领", None),
        ("我60岁退休能领多少", None),
        ("55岁以上的", None),
        ("今年60岁以上的老人", None),
        ("到60岁还能交吗", None),
        ("快60了", None),
        ("五十多岁", None),
        ("五十几了", None),
        ("儿子25岁了", None),
        ("我是58年的", None),
        ("家属马上到", None),
        ("属于干部", None),
        ("我10月生", None),
        ("二十", None),
        ("58", None),
        ("", None),
    ],
)
def test_birth_years(text: str, years: str | None) -> None:
    found = find_birth_years(text, TODAY)
    assert (found and found.value) == years


def test_the_characters_are_pointed_at() -> None:
    text = "我妈属兔，今年51岁，哪年退"
    found = find_birth_years(text, TODAY)
    assert found and text[found.start : found.end] == "属兔，今年51岁"


@given(st.dates(dt.date(1945, 1, 1), dt.date(2005, 12, 31)), st.dates(dt.date(2025, 1, 1), dt.date(2034, 12, 31)))
def test_the_true_year_is_among_them(born: dt.date, today: dt.date) -> None:
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    found = find_birth_years(f"我今年{age}岁", today)
    assert found and str(born.year) in found.value.split("|")


@given(st.integers(1957, 2004))
def test_the_zodiac_comes_round_in_twelve_years(year: int) -> None:
    animals = "鼠牛虎兔龙蛇马羊猴鸡狗猪"  # 1960 was a rat's year
    found = find_birth_years(f"属{animals[(year - 1960) % 12]}", TODAY)
    assert found and str(year) in found.value.split("|")


@given(ANY | LIKELY)
def test_any_text_is_read(text: str) -> None:
    found = find_birth_years(text, TODAY)
    if found:
        assert 0 <= found.start < found.end <= len(text)
        assert all(1935 <= int(year) <= 2010 for year in found.value.split("|"))


@pytest.mark.parametrize(
    ("question", "inside", "outside"),
    [("五十多岁才交养老来得及吗", 57, 61), ("五六十岁找活干怎么办", 69, 45), ("老人六十多岁了还能交吗", 74, 58)],
)
def test_an_entry_is_written_for_an_age(question: str, inside: int, outside: int) -> None:
    ages = ages_written_for(question)
    assert ages and inside in ages and outside not in ages


def test_most_entries_are_for_everybody() -> None:
    assert ages_written_for("满60岁怎么领养老金") is None
