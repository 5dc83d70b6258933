"""Everything the actions work with, kept up to date while they run: the searcher with imported FAQs, and the records."""

from __future__ import annotations

import asyncio

import structlog
from sqlalchemy import Engine

from actions.dialogue import Dialogue
from actions.workers import Workers
from knowledge.errors import ReadableError
from knowledge.live.faqs import imported_faqs
from knowledge.live.records import LiveRecords
from knowledge.records.revisions import current_revision
from knowledge.retrieval.searcher import Searcher

log = structlog.get_logger(__name__)

# What is imported has to be live within two seconds.
EVERY_SECONDS = 0.5


class Live:
    """Looks for imports and puts new finders in the place of old ones."""

    def __init__(self, engine: Engine, searcher: Searcher) -> None:
        self._engine, self._trained = engine, searcher
        self._faqs = 0
        self.dialogue = Dialogue(searcher)
        self.records = LiveRecords(engine, searcher.regions)

    def refresh(self) -> None:
        """Take in what was imported since the last time. Raises DatabaseError."""
        self._use(self._newer())

    async def keep(self, workers: Workers) -> None:
        """Refresh for ever, beside the questions; a data base that is busy or gone is tried again."""
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            try:
                # Not in a thread of the workers, who are there for people; they rest while it comes into use.
                if newer := await asyncio.to_thread(self._newer):
                    async with workers.alone():
                        self._use(newer)
            except ReadableError as error:
                log.warning("refresh_failed", reason=str(error))

    def _newer(self) -> tuple[int, Searcher] | None:
        """The newest revision of the FAQs with a searcher that knows them; None when they are as before. Records, each
        of which is replaced in one step, are taken in at once. Raises DatabaseError."""
        self.records.refresh()
        newest = current_revision(self._engine, "faqs")
        if newest == self._faqs:
            return None
        found = imported_faqs(self._engine, self._trained.encoder, self._trained.regions)
        return newest, self._trained.extended(found.passages, found.vectors)

    def _use(self, newer: tuple[int, Searcher] | None) -> None:
        if newer is not None:
            self._faqs, searcher = newer
            self.dialogue.use(searcher)
