"""All lines: one a person."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from weakref import WeakValueDictionary

from channels.cluster.leases import ALONE, Elsewhere, Leases, Unreachable
from channels.errors import ErrorCode, GatewayError
from channels.line import tally
from channels.line.admission import RETRY_SECONDS, Admission
from channels.line.answering import Answering
from channels.line.keys import key_of
from channels.line.line import Line
from channels.line.reception import Reception
from channels.line.transcripts import Transcripts

# Lines that are kept at hand after their turn: those of who is talking now. Most have some dozen entries.
MOST_AT_HAND = 100


class Lines:
    """Gives each person their line. A line lives as long as somebody listens to it or a turn is under way, and a while
    longer, for who spoke last speaks next; then it is its transcript. All that are here are ours by the ``leases``."""

    def __init__(
        self,
        transcripts: Transcripts,
        answering: Answering,
        reception: Reception,
        admission: Admission,
        leases: Leases = ALONE,
    ) -> None:
        self.transcripts, self.leases = transcripts, leases
        self._answering, self._reception, self._admission = answering, reception, admission
        self._lines: WeakValueDictionary[str, Line] = WeakValueDictionary()
        self._at_hand: OrderedDict[str, Line] = OrderedDict()
        # One is read by one caller at a time.
        self._reading: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @property
    def count(self) -> int:
        """How many lines somebody listens to, or have a turn under way."""
        return sum(line.is_used for line in self._lines.values())

    async def open(self, sender: str) -> Line:
        """The line of ``sender``. Raises Elsewhere, GatewayError."""
        return await self.known_as(key_of(sender))

    async def known_as(self, key: str) -> Line:
        """The line that the store knows by ``key``. Raises Elsewhere where another gateway has it, GatewayError where nobody
        knows."""
        if not await self.has(key):
            raise Elsewhere(key)
        line = self.in_use(key) or await self._read(key)
        self._at_hand[key] = line
        self._at_hand.move_to_end(key)
        if len(self._at_hand) > MOST_AT_HAND:
            self._at_hand.popitem(last=False)
        return line

    async def has(self, key: str) -> bool:
        """Whether a line is this gateway's, now if not before. Raises GatewayError where nobody knows."""
        try:
            return await self.leases.take(key) == self.leases.address
        except Unreachable as error:
            raise GatewayError(ErrorCode.BUSY, 503, retry_after=RETRY_SECONDS) from error

    async def _read(self, key: str) -> Line:
        lock = self._reading.setdefault(key, asyncio.Lock())
        async with lock:
            if line := self.in_use(key):  # somebody else has read it meanwhile
                return line
            claim, transcript = await self.transcripts.open(key)
            line = Line(
                key,
                transcript,
                claim,
                self.leases,
                self.transcripts,
                self._answering,
                self._reception,
                self._admission,
            )
            self._lines[key] = line
            return line

    def part(self) -> None:
        """All lines may be others' now."""
        self._at_hand.clear()
        for line in list(self._lines.values()):
            line.part()

    def expire(self) -> None:
        """Remove what has been kept long enough, and have nothing of it at hand."""
        self.transcripts.expire()
        self._at_hand.clear()

    def let_go(self, key: str) -> None:
        """The transcript of a line was removed: who goes on talking there now is not written down any more, and who comes
        back begins another one."""
        self._at_hand.pop(key, None)
        if line := self._lines.get(key):
            line.forget()

    def in_use(self, key: str) -> Line | None:
        """The line of that key if it is at hand."""
        line = self._lines.get(key)
        return None if line is None or line.is_over else line

    async def forget(self, sender: str) -> None:
        """Remove the transcript of ``sender``, for good."""
        key = key_of(sender)
        self._reception.leave(key)
        self.let_go(key)
        self.transcripts.forget(key)
        tally.part_from(self.transcripts, key)
