"""Periods of days, months and years, counted as the law counts them."""

from __future__ import annotations

import calendar
import datetime as dt


def last_day(start: dt.date, days: int = 0, months: int = 0, years: int = 0) -> dt.date:
    """The last day of a period that begins with an event on ``start``. Months and years are added before days; all may be
    negative, to count back.

    The day of the event is not counted: a period of days ends that many days later, one of months or years on the day of
    the same number, or on the last day of a month that has no such day.
    """
    count = start.year * 12 + start.month - 1 + months + 12 * years
    year, month = count // 12, count % 12 + 1
    day = min(start.day, calendar.monthrange(year, month)[1])
    return dt.date(year, month, day) + dt.timedelta(days=days)
