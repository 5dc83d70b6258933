"""All lines: one a person."""

from __future__ import annotations

from weakref import WeakValueDictionary

from channels.line import tally
from channels.line.admission import Admission
from channels.line.answering import Answering
from channels.line.keys import key_of
from channels.line.line import Line
from channels.line.reception import Reception
from channels.line.transcripts import Transcripts


class Lines:
    """Gives each person their line. A line lives as long as somebody listens to it or a turn is under way; then it is its
    transcript."""

    def __init__(
        self, transcripts: Transcripts, answering: Answering, reception: Reception, admission: Admission
    ) -> None:
        self.transcripts = transcripts
        self._answering, self._reception, self._admission = answering, reception, admission
        self._lines: WeakValueDictionary[str, Line] = WeakValueDictionary()

    @property
    def count(self) -> int:
        """How many lines somebody listens to, or have a turn under way."""
        return len(self._lines)

    async def open(self, sender: str) -> Line:
        """The line of ``sender``."""
        return await self.known_as(key_of(sender))

    async def known_as(self, key: str) -> Line:
        """The line that the store knows by ``key``."""
        if (line := self._lines.get(key)) is not None:
            return line
        transcript = await self.transcripts.load(key)
        line = Line(key, transcript, self.transcripts, self._answering, self._reception, self._admission)
        # Somebody else may have opened it meanwhile.
        return self._lines.setdefault(key, line)

    def in_use(self, key: str) -> Line | None:
        """The line of that key if somebody listens to it."""
        return self._lines.get(key)

    async def forget(self, sender: str) -> None:
        """Remove the transcript of ``sender``, for good."""
        line = await self.open(sender)
        self._reception.leave(line.key)
        line.forget()
        self.transcripts.forget(line.key)
        tally.part_from(self.transcripts, line.key)
