"""What the page, the command line and the report ask for: numbers of a time, a report of a month, conversations as a file."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from channels.asked import vectors
from channels.asked.inbox import Found, Inbox
from channels.library.library import Library
from channels.library.shapes import Used
from channels.statistics.conversations import export_conversations
from channels.statistics.counting import statistics, usage
from channels.statistics.report import Report, month_before, month_span, report_of
from channels.statistics.shapes import Span, Statistics
from knowledge import china_time
from knowledge.editing.listing import find_listed
from knowledge.records.audit import By, Verb, deed
from knowledge.records.database import readable_errors

KIND = "conversations"
# An entry that came up in no way for so long is in use no more.
LONG = dt.timedelta(days=90)


@dataclass(frozen=True)
class Numbers:
    """All that it does may wait for a database."""

    inbox: Inbox

    @property
    def library(self) -> Library:
        return self.inbox.library

    def of(self, span: Span) -> Statistics:
        """Raises DatabaseError."""
        return statistics(self.inbox.store, span, self._question)

    def used(self, used: Used) -> Callable[[str], bool]:
        """Tells of the id of an FAQ whether it was used so. Raises DatabaseError."""
        if used is Used.IN_VAIN:
            in_vain = self.inbox.in_vain()
            return lambda id: in_vain[id] > 0
        today = china_time.today()
        hit = usage(self.inbox.store, today - LONG, today)
        return lambda id: id not in hit

    def report(self, month: str) -> Report:
        """Of a month such as "2026-11". Raises DatabaseError."""
        span = month_span(month)
        found, waiting = self._in_vain(span)
        before = self.of(month_before(span))
        return report_of(self.of(span), before, found, self.inbox.days, waiting, china_time.today())

    def export(self, path: Path, by: By) -> int:
        """Write all conversations to a CSV or XLSX file, and that in the log; how many messages. Raises ExportError,
        DatabaseError."""
        database = self.library.database
        with readable_errors(), database.begin() as connection, deed(connection, by, Verb.EXPORT, KIND, path.name):
            return export_conversations(self.inbox.store, path)

    def conversations(self, form: str, by: By) -> bytes:
        """The same as the contents of a file of that form. Raises ExportError, DatabaseError."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{KIND}.{form}"
            self.export(path, by)
            return path.read_bytes()

    def _in_vain(self, span: Span) -> tuple[list[Found], int]:
        """The groups that were asked for within a span, by what is placed already; how many questions are in none."""
        maker, within = vectors.latest_maker(self.inbox.store), span.milliseconds
        asked = [one for one in self.inbox.gathered() if one.at in within]
        found = [one for one in self.inbox.found(asked, maker) if one.group.people]
        placed = {member.text for one in found for member in one.group.members}
        return found, len({one.text for one in asked} - placed)

    def _question(self, id: str) -> str:
        one = find_listed(self.library.database, self.library.shipped, id)
        return str(one.contents.question) if one else ""
