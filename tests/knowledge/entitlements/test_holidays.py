"""The days of a holiday that were worked. Today is 2026-11-22."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.entitlements.holidays import in_words, paid_as, worked_on
from tests.knowledge.reading import read


def told(message: str, known: tuple[dt.date, ...] = ()) -> str:
    return in_words(worked_on(read(message), known))


@pytest.mark.parametrize(
    ("message", "days"),
    [
        ("国庆1号到3号都上班了", "10月1日到3日"),
        ("国庆从1号干到6号，7号休息", "10月1日到6日"),
        ("十月一号二号五号加班", "10月1日到2日、5日"),
        ("五一那三天厂里没放假", "5月1日到3日"),
        ("元旦跟五一都上班的", "1月1日、5月1日到2日"),
        ("国庆上了七天班", "10月1日到7日"),
        ("去年国庆1号上班", "10月1日"),
        ("国庆加了两天", ""),  # nobody knows which
        ("中秋和国庆都上班", ""),
        ("1号到3号都上班了", ""),
        ("10月15号发的工资", ""),
    ],
)
def test_days_are_read_off_the_holiday_that_is_named(message: str, days: str) -> None:
    assert told(message) == days


def test_later_messages_add_days_and_take_them_back() -> None:
    known = worked_on(read("国庆1号到3号都上班了"))
    assert told("4号5号也上了，没有补休", known) == "10月1日到5日"
    assert told("3号没去", known) == "10月1日到2日"


def test_the_year_is_the_last_in_which_the_holiday_has_begun() -> None:
    assert worked_on(read("国庆1号上班"))[0].year == 2026
    assert worked_on(read("去年国庆1号上班"))[0].year == 2025


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2026-10-03", "holiday"),
        ("2026-10-04", "restday"),
        ("2026-05-03", "restday"),
        ("2026-10-09", None),
        ("2026-10-10", None),
        ("2024-05-02", None),
        ("2025-05-02", "holiday"),
        ("2025-10-04", "restday"),
        ("2025-01-02", None),
    ],
)
def test_only_the_days_of_the_law_are_paid_threefold(day: str, kind: str | None) -> None:
    assert paid_as(dt.date.fromisoformat(day)) == kind
