"""How a calculation is shown."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.entitlements.calculation import Calculation, cited, plain, step, yuan


@pytest.mark.parametrize(("amount", "text"), [("100", "100元"), ("12345.60", "12,345.6元"), ("0.005", "0.01元")])
def test_yuan(amount: str, text: str) -> None:
    assert yuan(Decimal(amount)) == text


@pytest.mark.parametrize(("number", "text"), [("3.50", "3.5"), ("12", "12"), ("100", "100"), ("0.333333", "0.33")])
def test_plain(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text


def test_a_step_shows_its_way_and_its_article() -> None:
    found = step("compensation", Decimal("22750.004"), pay="6,500元", months="3.5")
    assert found.way == "6,500元×3.5个月＝22,750元" and found.amount == Decimal("22750.00")
    assert step("basic_days", 98).way == "98天"
    assert step("grant", Decimal(1), "第三十七条", grade=9, months=9, pay="1元").article == "工伤保险条例 第三十七条"


def test_articles_stand_by_statute_and_once() -> None:
    assert cited(["甲法 第一条；乙法 第二条", "甲法 第三条、第一条", ""]) == ("甲法 第一条、第三条", "乙法 第二条")
    assert cited(["粤府函〔2026〕188号"]) == ("粤府函〔2026〕188号",)


def test_what_was_asked_for_is_the_last_step_unless_several_stand_apart() -> None:
    one, other = step("basic_days", 98), step("twin_days", 15, born=2, each=15)
    assert Calculation((one, other)).results == (other,)
    assert Calculation((one, other), apart=(one, other)).results == (one, other)
