"""A second way to count months, by walking from day to day, for tests to compare with."""

from __future__ import annotations

import datetime as dt

_ONE_DAY = dt.timedelta(days=1)


def months_later(day: dt.date, months: int) -> dt.date:
    """The day of the same number, or the last one of a month that has none."""
    walked = day.replace(day=1)
    for _ in range(months):
        walked += 31 * _ONE_DAY
        walked = walked.replace(day=1)
    goal = walked.month
    while walked.day < day.day and (walked + _ONE_DAY).month == goal:
        walked += _ONE_DAY
    return walked
