"""Amounts of pay in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.topics.jobs.job import PAY_UNITS, PayUnit
from knowledge.topics.jobs.pay import converted, find_pay, find_step, likely_unit, rounded

LIKELY = st.text(st.sampled_from("一二两三五百千万十天月小时单每块元到-.以上下左右0123456789k薪日结"), max_size=14)
NO_PAY = """
每天8小时 我50岁以上 找10个人 三班倒 做一天结一天 五险一金 早上8点到晚上6点 一个月休四天 离家5公里 万达广场 百货公司 千岛湖
3000以下 年薪10万 给多少钱一天 坐3路车 一周六天 100-200人的厂 20到45岁
"""


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("一天两百以上", 200, "天"),
        ("200一天", 200, "天"),
        ("两百一天", 200, "天"),
        ("两百五一天", 250, "天"),
        ("200-300一天", 200, "天"),
        ("200到300块钱一天", 200, "天"),
        ("两三百一天", 200, "天"),
        ("一天要给我180", 180, "天"),
        ("200元/天", 200, "天"),
        ("日薪300", 300, "天"),
        ("日结两百", 200, "天"),
        ("一小时25块", 25, "小时"),
        ("25块钱一个小时", 25, "小时"),
        ("时薪二十以上", 20, "小时"),
        ("月薪五千左右", 4500, "月"),
        ("一个月三四千", 3000, "月"),
        ("一个月三千到四千", 3000, "月"),
        ("一个月三到四千", 3000, "月"),
        ("3-5k一个月", 3000, "月"),
        ("最少也要五千块钱一个月", 5000, "月"),
        ("月入过万", 10000, "月"),
        ("1.2万一个月", 12000, "月"),
        ("一万二一个月", 12000, "月"),
        ("三块五一单", 3.5, "单"),
        ("一节课一百二", 120, "课时"),
        ("课时费100以上", 100, "课时"),
        ("至少两百五", 250, None),
        ("三四千", 3000, None),
        ("1.2万", 12000, None),
        ("4k以上", 4000, None),
        ("工资3500", 3500, None),
        ("普工4500到6000", 4500, None),
        ("一天干8小时，120块", 120, None),
    ],
)
def test_the_least_asked_for(text: str, amount: float, unit: PayUnit | None) -> None:
    pay = find_pay(text)
    assert pay and (pay.amount, pay.unit) == (amount, unit)


@pytest.mark.parametrize("text", ["", *NO_PAY.split()])
def test_numbers_that_are_no_pay(text: str) -> None:
    assert find_pay(text) is None


def test_a_bare_number_answers_the_question_for_pay() -> None:
    assert find_pay("大概 180 吧") is None
    pay = find_pay("大概 180 吧", asked=True)
    assert pay and pay.amount == 180


@pytest.mark.parametrize(
    ("text", "step"),
    [("再高一点", 1), ("太少了", 1), ("能多点吗", 1), ("低一点也行", -1), ("少点也可以", -1), ("换到广丰", 0)],
)
def test_steps(text: str, step: int) -> None:
    assert find_step(text) == step


@pytest.mark.parametrize(
    ("amount", "before", "unit"),
    [
        (25, None, "小时"),
        (250, "月", "天"),
        (4500, "天", "月"),
        (150, "课时", "课时"),
        (5, "单", "单"),
        (5000, "单", "月"),
    ],
)
def test_likely_units(amount: float, before: PayUnit | None, unit: PayUnit) -> None:
    assert likely_unit(amount, before) == unit


def test_conversion_follows_the_rule_of_21_75_days() -> None:
    assert converted(4350, "月", "天") == 200
    assert converted(200, "天", "小时") == 25
    assert converted(174, "小时", "小时") == 174
    units: tuple[PayUnit, ...] = ("单", "课时")
    for unit in units:
        assert converted(10, unit, unit) == 10
        assert all(converted(10, unit, other) is None for other in PAY_UNITS if other != unit)


@pytest.mark.parametrize(
    ("amount", "down", "up"),
    [(187, 180, 190), (23.5, 23, 24), (4730, 4700, 4800), (200, 200, 200), (0.5, 0, 0)],
)
def test_rounding(amount: float, down: float, up: float) -> None:
    assert (rounded(amount), rounded(amount, up=True)) == (down, up)


@given(LIKELY | st.text(max_size=30), st.booleans())
def test_any_text_is_read(text: str, asked: bool) -> None:
    pay = find_pay(text, asked)
    assert pay is None or (pay.amount > 0 and 0 <= pay.start < pay.end <= len(text))
