"""Whether somebody of the staff can be reached now."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from sqlalchemy import Engine

from channels.leaps import Leaps
from channels.line.hours import Hours, load_hours
from channels.staff.accounts import list_accounts
from channels.texts import load_texts
from knowledge.errors import ReadableError

log = structlog.get_logger(__name__)

Clock = Callable[[], dt.datetime]


def milliseconds(time: dt.datetime) -> int:
    """Since 1970, as entries and requests count."""
    return int(time.timestamp() * 1000)


@dataclass(frozen=True)
class Attendance:
    """What holds now. ``hours``: today's, in the office's words; ``opens``: when clerks are there next, in ours."""

    is_open: bool
    hours: str
    opens: str

    @classmethod
    def of(cls, hours: Hours, now: dt.datetime) -> Attendance:
        row = hours.usual()
        return cls(hours.is_open(now), row.hours if row else "", opening_words(hours.next_opening(now), now))


class Office:
    """Knows by the ``database`` of the records who is of the staff, and when they are there; ``clock``: China's."""

    def __init__(self, database: Engine, clock: Clock) -> None:
        self._database, self.clock = database, clock
        self._leaps = Leaps()

    def now(self) -> int:
        """Milliseconds since 1970."""
        return milliseconds(self.clock())

    def leap(self) -> int:
        """Milliseconds by which the machine's clock was put forward since somebody last asked, or (negative) back."""
        return int(self._leaps.latest() * 1000)

    async def attendance(self) -> Attendance | None:
        """None where nobody could take a conversation at any time: there is no account, or they cannot be read."""
        try:
            return await asyncio.to_thread(self._look)
        except ReadableError as error:
            log.warning("hours_not_read", reason=str(error))
            return None

    def _look(self) -> Attendance | None:
        if not list_accounts(self._database):
            return None
        return Attendance.of(load_hours(self._database), self.clock())


def opening_words(opening: dt.datetime | None, now: dt.datetime) -> str:
    """When that is, as people say it: "今天13:30", "3月2日（周二）8:30"."""
    texts = load_texts().handoff
    if opening is None:
        return texts.opens_unknown
    time = f"{opening.hour}:{opening.minute:02}"
    days = (opening.date() - now.date()).days
    if days < 2:
        return (texts.opens_today, texts.opens_tomorrow)[days].format(time=time)
    weekday = texts.weekdays[opening.weekday()]
    return texts.opens_later.format(month=opening.month, day=opening.day, weekday=weekday, time=time)
