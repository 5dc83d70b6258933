"""What a clock that is put does to times that were written down."""

from __future__ import annotations

import pytest

from channels.leaps import NOTICED_SECONDS, Leaps, across


def test_a_leap_is_told_once_and_what_merely_passes_is_none() -> None:
    looks = iter([(0.0, 0.0), (60.0, 60.0), (3720.0, 120.0), (3780.0, 180.0), (240.0, 240.0), (300.0 + 0.5, 300.0)])
    clock = steady = 0.0

    leaps = Leaps(lambda: clock, lambda: steady)
    told = []
    for clock, steady in looks:  # noqa: B007 - the clocks read them
        told.append(leaps.latest())
    assert told == [0.0, 0.0, 3600.0, 0.0, -3600.0, 0.0]


@pytest.mark.parametrize(
    ("at", "leap", "now", "then"),
    [
        (1000, 500, 1600, 1500),
        (1000, -500, 600, 600),
        (400, -500, 600, 400),
        (1590, 500, 1600, 1600),
    ],
)
def test_no_time_is_moved_into_what_is_to_come(at: int, leap: int, now: int, then: int) -> None:
    assert across(at, leap, now) == then


def test_what_a_clock_is_adjusted_by_is_no_leap() -> None:
    steps = iter([0.0, NOTICED_SECONDS])
    assert Leaps(lambda: next(steps), lambda: 0.0).latest() == 0.0
