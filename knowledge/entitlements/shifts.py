"""Overtime that follows from how somebody works day by day: "每天干12个小时，一个月休两天"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from knowledge.entitlements.wages import HOURS_A_DAY, When
from knowledge.language.durations import Duration
from knowledge.language.numerals import NUMBER, read_number
from knowledge.language.reading import Reading

# 人社部发〔2025〕2号: working days of a month (248 of a year), and rest days (104 of a year).
WORKDAYS_A_MONTH, RESTDAYS_A_MONTH = Decimal("20.67"), Decimal(104) / 12
WEEKS_A_MONTH = Decimal(52) / 12
_NO_REST = re.compile(r"全年无休|没有?(?:过)?休息?(?:日|天|过)|一天[都也]?[没不]休|天天[都要]?(?:上班|干|做|上)")
_ONE_A_WEEK = re.compile(
    r"单休|[做上干]六休一|(?:一周|每周|一个?星期|一个?礼拜)(?:只|才|就)*(?:休息?|放假?|歇)(?:一|1)天|(?:每周|一周|星期|礼拜)(?:只|要|得)*[干做上]?(?:班)?(?:六|6)天"
)
_A_MONTH = re.compile(rf"月(?:里|就|只|才|能|可以|都|总共)*(?:休息?|放假?|歇)(?:了|的|得)*(?P<days>{NUMBER})天")
# "八个钟一天", said the other way round.
_HOURS_A_DAY = re.compile(rf"(?P<hours>{NUMBER})个?(?:小时|钟头|钟)(?:一|每)天")
_APART = re.compile(rf"加(?:了|班)*[^,，。;；]{{0,3}}(?:{NUMBER}|半)个?(?:小时|钟)")


def overtime_of_shifts(reading: Reading[Any]) -> dict[When, Decimal]:
    """Hours of overtime a month, beside eight a day on the working days; nothing where neither long days nor missing days of
    rest are told, or overtime is told apart from them."""
    if _APART.search(reading.standard):
        return {}
    hours, rest = hours_a_day(reading), _rest_a_month(reading.standard)
    found: dict[When, Decimal] = {}
    if hours and hours > HOURS_A_DAY:
        found["workday"] = (hours - HOURS_A_DAY) * WORKDAYS_A_MONTH
    if rest is not None and rest < RESTDAYS_A_MONTH:
        found["restday"] = (RESTDAYS_A_MONTH - rest) * (hours or HOURS_A_DAY)
    return found


def hours_a_day(reading: Reading[Any]) -> Decimal | None:
    """How long the days are, where they are no shorter than the law has them."""
    if behind := _HOURS_A_DAY.search(reading.standard):
        hours = Decimal(read_number(behind["hours"]))
        return hours if HOURS_A_DAY <= hours <= 24 else None
    lengths = (fact.value for fact in reading.facts if isinstance(fact.value, Duration) and not fact.negated)
    return next((each.amount.low for each in lengths if each.each == "天" and _is_whole_day(each)), None)


def _is_whole_day(length: Duration) -> bool:
    return length.unit == "小时" and HOURS_A_DAY <= length.amount.low <= 24


def _rest_a_month(said: str) -> Decimal | None:
    """Days of rest in a month; None where nothing is said of them."""
    if match := _A_MONTH.search(said):
        return Decimal(read_number(match["days"]))
    if _NO_REST.search(said):
        return Decimal(0)
    return WEEKS_A_MONTH if _ONE_A_WEEK.search(said) else None
