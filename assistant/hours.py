"""The hours of the hand-off as the terminal takes and shows them."""

from __future__ import annotations

import datetime as dt

from channels.line.hours import FIRST_DAY, LAST_DAY, Hours, Row, WrongHours


def days(first: dt.datetime | None, last: dt.datetime | None) -> tuple[dt.date, dt.date]:
    """The days that two options mean: all, one, or a range. Raises WrongHours."""
    if first is None and last is None:
        return FIRST_DAY, LAST_DAY
    if first is None:
        raise WrongHours("写了 --to，也要写 --from")
    return first.date(), (last or first).date()


def hours_lines(hours: Hours, now: dt.datetime) -> list[str]:
    """A line for each row, the usual hours first, and whether clerks take conversations now."""
    return [*map(_line, hours.rows), _state(hours, now)]


def _line(row: Row) -> str:
    span = f"{row.first}" if row.first == row.last else f"{row.first} 至 {row.last}"
    return "\t".join(("平时" if row.is_usual else span, row.hours, "" if row.is_usual else row.name)).rstrip()


def _state(hours: Hours, now: dt.datetime) -> str:
    if hours.is_open(now):
        return f"现在（{now:%m-%d %H:%M}）接待"
    opening = hours.next_opening(now)
    return f"现在（{now:%m-%d %H:%M}）不接待，" + (
        f"下次 {opening:%Y-%m-%d %H:%M} 开始" if opening else "一个月内都不接待"
    )
