"""What people asked in vain, and what came of conversations, as the terminal shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from actions.placing import place
from assistant.settings import Settings
from assistant.who import by
from channels.asked.decisions import State
from channels.asked.inbox import Found, Inbox
from channels.library.library import Library
from channels.statistics.numbers import Numbers
from channels.statistics.report_files import FORMS
from channels.statistics.shapes import Span
from channels.statistics.texts import load_texts
from knowledge.errors import ReadableError
from knowledge.live.opening import open_searcher
from knowledge.live.world import World
from knowledge.records.database import open_database
from knowledge.retrieval.searcher import Searcher

# As many as are placed at a time.
_TOGETHER = 50


class UnknownGroup(ReadableError):
    """No group of questions of this name."""


class BadSpan(ReadableError):
    """No span of days."""


class Terminal:
    """What one office was asked, for who works with it on the command line."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        library = Library(settings, open_database(settings.database))
        self.inbox = Inbox(library, settings.lines_database, settings.transcript_days)
        self.numbers = Numbers(self.inbox)

    def lines(self, state: State, region: str) -> Iterator[str]:
        """The groups, a line each. Raises DatabaseError."""
        texts = load_texts()
        for found in self._found():
            group = found.group
            if found.state is state and (not region or region in group.cities):
                reasons = "、".join(texts.reasons[why] for why in group.reasons)
                cities = "、".join(group.cities) or texts.no_region
                yield "\t".join((group.key, f"{group.people} 人", reasons, cities, group.question, group.nearest))

    def act(self, act: str, key: str, entry: str, why: str) -> str:
        """What becomes of a group (``channels.asked.shapes.Deciding``); the entry that answers from now on.

        Raises UnknownGroup, NotAllowed, OutOfTurn, UnknownFaq, DatabaseError.
        """
        found = next((one for one in self._found() if one.group.key == key), None)
        if found is None:
            raise UnknownGroup(f"没有“{key}”这一组，编号见 assistant asked list")
        return self.inbox.act(act, found.group, entry, by(why))

    def figures(self, first: dt.date | None, last: dt.date | None, region: str, topic: str) -> str:
        """The numbers of some days (None: as the page has it), as JSON. Raises BadSpan, DatabaseError."""
        days = {name: day for name, day in (("first", first), ("last", last)) if day}
        try:
            span = Span(**days, region=region, topic=topic)
        except ValidationError as error:
            raise BadSpan("日子不对：从哪天起要早于到哪天止，最多十年") from error
        return self.numbers.of(span).model_dump_json(indent=1)

    def report(self, month: str, out: Path) -> None:
        """Write the report of a month, XLSX or PDF by the name of the file. Raises BadForm, OSError, DatabaseError."""
        form = FORMS.get(out.suffix.lower().removeprefix("."))
        if form is None:
            raise BadForm(f"{out.name}：文件名要以 .xlsx 或 .pdf 结尾")
        out.write_bytes(form(self.numbers.report(month)))

    def _found(self) -> list[Found]:
        """All groups, every question placed."""
        asked = self.inbox.gathered()
        made_by = place(self._searcher, []).made_by
        unplaced = self.inbox.unplaced(asked, made_by)
        for start in range(0, len(unplaced), _TOGETHER):
            texts = unplaced[start : start + _TOGETHER]
            self.inbox.keep(texts, place(self._searcher, texts).model_dump(mode="json"))
        return self.inbox.found(asked, made_by)

    @cached_property
    def _searcher(self) -> Searcher:
        """With all that is told now."""
        return World.of(self.inbox.database, open_searcher(self._settings)).refreshed().searcher


class BadForm(ReadableError):
    """No form in which a report is made."""
