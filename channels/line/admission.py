"""How many turns may be under way at once: no more than can be answered while people wait."""

from __future__ import annotations

import asyncio

from channels.contract.events import Message
from channels.errors import ErrorCode, GatewayError

Turn = asyncio.Task[list[Message]]
# Some dozens of turns are answered meanwhile.
RETRY_SECONDS = 5


class Admission:
    """Holds the turns under way, of which asyncio itself keeps no count: at most ``most``, and ``most_of_a_line`` of one
    person's."""

    def __init__(self, most: int, most_of_a_line: int) -> None:
        self._most, self._most_of_a_line = most, most_of_a_line
        self._running: set[Turn] = set()

    @property
    def running(self) -> int:
        """How many are under way."""
        return len(self._running)

    def refusal(self, of_line: int) -> GatewayError | None:
        """Why there is no room for one more of a line that has so many under way; None where there is."""
        if of_line >= self._most_of_a_line:
            return GatewayError(ErrorCode.TOO_FAST, status=429, retry_after=RETRY_SECONDS)
        if self.running >= self._most:
            return GatewayError(ErrorCode.BUSY, status=503, retry_after=RETRY_SECONDS)
        return None

    def keep(self, turn: Turn) -> None:
        """Hold a turn until it is done."""
        self._running.add(turn)
        turn.add_done_callback(self._running.discard)
