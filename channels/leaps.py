"""Leaps of the clock: a machine's is put right some time after its start, or wrong by hand or by a bad server of time. Nobody
has waited longer for that, and nothing is older."""

from __future__ import annotations

import time
from collections.abc import Callable

Clock = Callable[[], float]

# Between two looks a clock is never adjusted by so much without having been put.
NOTICED_SECONDS = 30.0
# So long a clock that was put forward is not believed where what it says cannot be made undone.
DOUBTED_SECONDS = 24 * 3600.0


class Leaps:
    """Holds ``clock``, seconds since 1970, against ``steady``, which nobody can put."""

    def __init__(self, clock: Clock = time.time, steady: Clock = time.monotonic) -> None:
        self._clock, self._steady = clock, steady
        self._ahead = clock() - steady()

    def latest(self) -> float:
        """Seconds by which the clock was put forward since somebody last asked, back where they are negative; 0 where it was
        not put."""
        before, self._ahead = self._ahead, self._clock() - self._steady()
        leap = self._ahead - before
        return leap if abs(leap) > NOTICED_SECONDS else 0.0


class Doubt:
    """Whether the clock is further ahead than is believed: for a day after it was put forward, unless it is put back."""

    def __init__(self, clock: Clock = time.time, steady: Clock = time.monotonic) -> None:
        self._leaps, self._steady = Leaps(clock, steady), steady
        self._ahead, self._since = 0.0, 0.0

    def holds(self) -> bool:
        if leap := self._leaps.latest():
            self._ahead, self._since = self._ahead + leap, self._steady()
        if self._ahead <= NOTICED_SECONDS or self._steady() - self._since > DOUBTED_SECONDS:
            self._ahead = 0.0
        return self._ahead > 0


def across(at: int, leap: int, now: int) -> int:
    """The time ``at`` in milliseconds where the clock was put forward by ``leap``, or (negative) back, and says ``now``. What
    was written down between the leap and when it was noticed is not moved into the time to come."""
    return min(now, at + max(0, leap))
