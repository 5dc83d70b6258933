"""All lines: one a person."""

from __future__ import annotations

from collections import OrderedDict
from weakref import WeakValueDictionary

from channels.line import tally
from channels.line.admission import Admission
from channels.line.answering import Answering
from channels.line.keys import key_of
from channels.line.line import Line
from channels.line.reception import Reception
from channels.line.transcripts import Transcripts

# Lines that are kept at hand after their turn: those of who is talking now. Most have some dozen entries.
MOST_AT_HAND = 100


class Lines:
    """Gives each person their line. A line lives as long as somebody listens to it or a turn is under way, and a while
    longer, for who spoke last speaks next; then it is its transcript."""

    def __init__(
        self, transcripts: Transcripts, answering: Answering, reception: Reception, admission: Admission
    ) -> None:
        self.transcripts = transcripts
        self._answering, self._reception, self._admission = answering, reception, admission
        self._lines: WeakValueDictionary[str, Line] = WeakValueDictionary()
        self._at_hand: OrderedDict[str, Line] = OrderedDict()

    @property
    def count(self) -> int:
        """How many lines somebody listens to, or have a turn under way."""
        return sum(line.is_used for line in self._lines.values())

    async def open(self, sender: str) -> Line:
        """The line of ``sender``."""
        return await self.known_as(key_of(sender))

    async def known_as(self, key: str) -> Line:
        """The line that the store knows by ``key``."""
        line = self._lines.get(key) or await self._read(key)
        self._at_hand[key] = line
        self._at_hand.move_to_end(key)
        if len(self._at_hand) > MOST_AT_HAND:
            self._at_hand.popitem(last=False)
        return line

    async def _read(self, key: str) -> Line:
        transcript = await self.transcripts.load(key)
        line = Line(key, transcript, self.transcripts, self._answering, self._reception, self._admission)
        # Somebody else may have opened it meanwhile.
        return self._lines.setdefault(key, line)

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
        """The line of that key if somebody listens to it."""
        return self._lines.get(key)

    async def forget(self, sender: str) -> None:
        """Remove the transcript of ``sender``, for good."""
        key = key_of(sender)
        self._reception.leave(key)
        self.let_go(key)
        self.transcripts.forget(key)
        tally.part_from(self.transcripts, key)
