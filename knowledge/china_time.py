"""What time it is in China, whatever the zone of the machine: laws, opening hours and deadlines go by it.

China has kept UTC+8 all year round since 1992, so a fixed offset says the same as the zone Asia/Shanghai and needs no data
of time zones, which a small system may lack.
"""

from __future__ import annotations

import datetime as dt

CHINA = dt.timezone(dt.timedelta(hours=8), "Asia/Shanghai")


def now() -> dt.datetime:
    """This moment, with China's offset."""
    return dt.datetime.now(CHINA)


def today() -> dt.date:
    """The date in China."""
    return now().date()


def of_utc(moment: dt.datetime) -> dt.datetime:
    """The time in China of a moment that a table keeps: UTC without a zone."""
    return moment.replace(tzinfo=dt.UTC).astimezone(CHINA)


def end_of_day(day: dt.date) -> dt.datetime:
    """When a day in China is over, as a table keeps it: UTC without a zone."""
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), CHINA)
    return midnight.astimezone(dt.UTC).replace(tzinfo=None)
