"""How many turns may be under way at once: no more than can be answered while people wait."""

from __future__ import annotations

import asyncio
import time

from channels.contract.events import Message
from channels.errors import ErrorCode, GatewayError
from channels.status.metrics import Metrics

Turn = asyncio.Task[list[Message]]
# Some dozens of turns are answered meanwhile.
RETRY_SECONDS = 5


class Admission:
    """Holds the turns under way, of which asyncio itself keeps no count: at most ``most``, and ``most_of_a_line`` of one
    person's; ``metrics``: where they are counted."""

    def __init__(self, most: int, most_of_a_line: int, metrics: Metrics) -> None:
        self._most, self._most_of_a_line, self._metrics = most, most_of_a_line, metrics
        self._running: set[Turn] = set()

    @property
    def running(self) -> int:
        """How many are under way."""
        return len(self._running)

    def refusal(self, of_line: int) -> GatewayError | None:
        """Why there is no room for one more of a line that has so many under way; None where there is."""
        if of_line >= self._most_of_a_line:
            return self._refused(ErrorCode.TOO_FAST, 429, "pending")
        if self.running >= self._most:
            return self._refused(ErrorCode.BUSY, 503, "busy")
        return None

    def keep(self, turn: Turn) -> None:
        """Hold a turn until it is done."""
        started = time.monotonic()

        def done(turn: Turn) -> None:
            self._running.discard(turn)
            if not turn.cancelled() and turn.exception() is None:
                self._metrics.turn(turn.result(), time.monotonic() - started)

        self._running.add(turn)
        turn.add_done_callback(done)

    def _refused(self, code: ErrorCode, status: int, reason: str) -> GatewayError:
        self._metrics.refused(reason)
        return GatewayError(code, status, retry_after=RETRY_SECONDS)
