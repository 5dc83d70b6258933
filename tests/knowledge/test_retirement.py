"""Retirement against the published table, walked month by month."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.retirement import Month, OriginalAge, delay_of, minimum_years, retirement

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
