"""Retirement against the published table, walked month by month."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.library.content import Content
from knowledge.topics.retirement.rules import (
    SPECIAL_WORK_PASSAGE,
    ImpossibleCase,
    Month,
    OriginalAge,
    Prospect,
    delay_of,
    early_open,
    minimum_years,
    months_counted,
    original_age_of,
    plan,
    retirement,
)

GROUPS: tuple[OriginalAge, ...] = (60, 55, 50)
# (first month of birth that is put off, months of birth a step, most months)
TABLE: dict[int, tuple[tuple[int, int], int, int]] = {
    60: ((1965, 1), 4, 36),
    55: ((1970, 1), 4, 36),
    50: ((1975, 1), 2, 60),
}
YEARS_NEEDED = {
    2029: "15", 2030: "15.5", 2031: "16", 2032: "16.5", 2033: "17", 2034: "17.5", 2035: "18",
    2036: "18.5", 2037: "19", 2038: "19.5", 2039: "20",
}  # fmt: skip
MONTHS_1960_2000 = [(year, month) for year in range(1960, 2001) for month in range(1, 13)]
births = st.builds(Month, st.integers(1930, 2010), st.integers(1, 12))
groups = st.sampled_from(GROUPS)


def forward(year: int, month: int, months: int) -> tuple[int, int]:
    """Turn the calendar page by page."""
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return year, month


def published_delays(original_age: int) -> dict[tuple[int, int], int]:
    """The delay of every month of birth, counted as one goes down the table."""
    first, step, most = TABLE[original_age]
    delays: dict[tuple[int, int], int] = {}
    delay = rows = 0
    for born in MONTHS_1960_2000:
        if born >= first:
            if rows % step == 0 and delay < most:
                delay += 1
            rows += 1
        delays[born] = delay
    return delays


@pytest.mark.usefixtures("lengthy")
@pytest.mark.parametrize("original_age", GROUPS)
def test_every_month_of_birth(original_age: OriginalAge) -> None:
    for (year, month), delay in published_delays(original_age).items():
        found = retirement(Month(year, month), original_age)
        due = forward(year, month, original_age * 12 + delay)
        assert (found.delay, found.age_months) == (delay, original_age * 12 + delay), (year, month)
        assert (found.month.year, found.month.month) == due, (year, month)
        assert found.years == Fraction(YEARS_NEEDED[min(max(due[0], 2029), 2039)])
        earliest = forward(year, month, max(original_age * 12, original_age * 12 + delay - 36))
        assert (found.earliest.year, found.earliest.month) == earliest
        assert (found.latest.year, found.latest.month) == forward(*due, 36)


@pytest.mark.parametrize(
    ("original_age", "birth", "age", "month"),
    [
        (60, "1965-01", (60, 1), "2025-02"),
        (60, "1965-09", (60, 3), "2025-12"),
        (60, "1970-07", (61, 5), "2031-12"),
        (60, "1976-09", (63, 0), "2039-09"),
        (55, "1970-01", (55, 1), "2025-02"),
        (55, "1981-09", (58, 0), "2039-09"),
        (50, "1975-01", (50, 1), "2025-02"),
        (50, "1984-11", (55, 0), "2039-11"),
    ],
)
def test_rows_of_the_official_tables(original_age: OriginalAge, birth: str, age: tuple[int, int], month: str) -> None:
    found = retirement(Month.parse(birth), original_age)
    assert divmod(found.age_months, 12) == age
    assert found.month == Month.parse(month)


@pytest.mark.parametrize(("original_age", "birth"), [(60, "1964-12"), (55, "1969-12"), (50, "1974-12")])
def test_born_before_the_table_is_unchanged(original_age: OriginalAge, birth: str) -> None:
    found = retirement(Month.parse(birth), original_age)
    assert found.delay == 0
    assert found.month == Month(2024, 12) == found.earliest


@pytest.mark.parametrize(
    ("original_age", "one_before", "full"),
    [(60, "1976-08", "1976-09"), (55, "1981-08", "1981-09"), (50, "1984-10", "1984-11")],
)
def test_the_full_delay_begins_in_the_right_month(original_age: OriginalAge, one_before: str, full: str) -> None:
    most = {60: 36, 55: 36, 50: 60}[original_age]
    assert delay_of(Month.parse(one_before), original_age) == most - 1
    assert delay_of(Month.parse(full), original_age) == most


@given(births, births, groups)
def test_the_older_never_retire_later(one: Month, two: Month, original_age: OriginalAge) -> None:
    older, younger = sorted((one, two))
    first, second = retirement(older, original_age), retirement(younger, original_age)
    assert first.month <= second.month
    assert first.earliest <= second.earliest
    assert first.years <= second.years


@given(births, groups)
def test_choice_stays_in_its_bounds(birth: Month, original_age: OriginalAge) -> None:
    found = retirement(birth, original_age)
    assert found.earliest.since(birth) >= original_age * 12
    assert 0 <= found.month.since(found.earliest) <= 36
    assert found.latest.since(found.month) == 36


@given(births, st.sampled_from([(60, 55), (55, 50)]))
def test_same_birth_higher_group_never_earlier(birth: Month, pair: tuple[OriginalAge, OriginalAge]) -> None:
    assert retirement(birth, pair[0]).month >= retirement(birth, pair[1]).month


@pytest.mark.parametrize(
    ("year", "years"), [*YEARS_NEEDED.items(), (2000, "15"), (2025, "15"), (2040, "20"), (2070, "20")]
)
def test_minimum_years(year: int, years: str) -> None:
    assert minimum_years(year) == Fraction(years)


@given(births, st.integers(-600, 1200))
def test_months_add_and_subtract(month: Month, count: int) -> None:
    later = month.plus(count)
    assert 1 <= later.month <= 12
    assert later.since(month) == count
    assert later.plus(-count) == month


@pytest.mark.parametrize("text", ["", "1975", "1975-00", "1975-13", "-03", "1975-", "1975-03-01", "年-月"])
def test_no_month(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Month.parse(text)


def test_parse() -> None:
    assert Month.parse("1975-03") == Month(1975, 3) == Month.parse("1975-3")


def test_the_age_until_2024() -> None:
    found = retirement(Month(1970, 7), 60)
    assert (found.original_age, found.original_month) == (60, Month(2030, 7))
    assert [original_age_of("男"), original_age_of("女", 50), original_age_of("女", 55)] == [60, 50, 55]


@pytest.mark.parametrize(("sex", "age"), [("男", 50), ("男", 55), ("女", None), ("女", 60), ("女", 45)])
def test_no_such_age(sex: Literal["男", "女"], age: int | None) -> None:
    with pytest.raises(ImpossibleCase, match="退休年龄"):
        original_age_of(sex, age)


def test_enough_if_one_pays_on() -> None:
    found = plan(Month(1970, 7), 60, Decimal("12.25"), Month(2026, 11))
    assert found.retirement.month == Month(2031, 12)  # 16 years needed
    assert found.if_stopping == Prospect(Fraction(49, 4), Fraction(15, 4), None)
    # 61 months on; 15.5 years are needed and reached by July 2030, when he is 60.
    assert found.if_paying_on == Prospect(Fraction(49, 4) + Fraction(61, 12), Fraction(0), Month(2030, 7))


def test_early_only_once_the_minimum_is_paid() -> None:
    found = plan(Month(1970, 7), 60, Decimal(11), Month(2026, 11))
    # 15.5 years would take until May 2031, when 16 are needed; those take until November 2031.
    assert found.if_paying_on and found.if_paying_on.earliest == Month(2031, 11)
    assert found.if_stopping and found.if_stopping.missing == 5


def test_early_retirement_needs_three_months_notice() -> None:
    found = plan(Month(1966, 1), 60, Decimal(30), Month(2026, 2))
    assert found.retirement.month == Month(2026, 5)
    assert found.if_paying_on and found.if_paying_on.earliest is None
    found = plan(Month(1966, 9), 60, Decimal(30), Month(2026, 10))
    assert found.retirement.month == Month(2027, 3)
    assert found.if_paying_on and found.if_paying_on.earliest == Month(2027, 1)


def test_enough_now_but_not_in_a_later_year() -> None:
    """The minimum rises: what is enough for an early month of one year may not be for the next."""
    found = plan(Month(1970, 12), 60, Decimal("15.5"), Month(2026, 11))
    assert found.retirement.month == Month(2032, 6)
    assert found.if_stopping == Prospect(Fraction(31, 2), Fraction(1), Month(2030, 12))


def test_years_paid_not_known() -> None:
    found = plan(Month(1970, 7), 60, None, Month(2026, 11))
    assert (found.if_stopping, found.if_paying_on) == (None, None)


@pytest.mark.parametrize("years", ["-1", "57", "9" * 30, "NaN", "Infinity"])
def test_contributions_that_cannot_be(years: str) -> None:
    with pytest.raises(ImpossibleCase, match="缴费年限"):
        plan(Month(1970, 7), 60, Decimal(years), Month(2026, 11))


def test_not_born_yet() -> None:
    with pytest.raises(ImpossibleCase, match="出生年月"):
        plan(Month(2027, 1), 60, None, Month(2026, 11))


@given(births, groups, st.integers(0, 40 * 12), st.integers(0, 20 * 12))
def test_paying_on_never_harms(birth: Month, original_age: OriginalAge, months: int, later: int) -> None:
    now = birth.plus(40 * 12 + later)
    found = plan(birth, original_age, round(Decimal(months) / 12, 2), now)
    stopping, paying = found.if_stopping, found.if_paying_on
    assert stopping and paying
    assert stopping.years == Fraction(months, 12)
    assert paying.years >= stopping.years and paying.missing <= stopping.missing
    for prospect in (stopping, paying):
        if prospect.earliest:
            assert found.retirement.earliest <= prospect.earliest < found.retirement.month
            assert prospect.earliest.since(now) >= 3
    if stopping.earliest:
        assert paying.earliest and paying.earliest <= stopping.earliest


def test_special_work_refers_to_the_office(shipped: Content) -> None:
    assert "12333" in {passage.id: passage for passage in shipped.passages}[SPECIAL_WORK_PASSAGE].answer


@pytest.mark.parametrize(
    ("birth", "original_age", "number"),
    [(Month(1965, 1), 60, 1), (Month(1964, 12), 60, 0), (Month(1971, 1), 55, 13), (Month(1982, 9), 50, 93)],
)
def test_which_month_of_the_table_a_birth_is(birth: Month, original_age: OriginalAge, number: int) -> None:
    assert months_counted(birth, original_age) == number


@pytest.mark.parametrize(
    ("birth", "now", "first"),
    [
        (Month(1970, 7), Month(2026, 11), Month(2030, 7)),  # as early as can be
        (Month(1966, 10), Month(2026, 11), Month(2027, 2)),  # that has passed: with three months' notice
        (Month(1966, 10), Month(2027, 1), None),  # retires within the notice
        (Month(1964, 10), Month(2020, 1), None),  # is not put off
    ],
)
def test_early_retirement_that_can_still_be_had(birth: Month, now: Month, first: Month | None) -> None:
    assert early_open(retirement(birth, 60), now) == first
