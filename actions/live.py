"""Keeps what the actions work with up to date while they run."""

from __future__ import annotations

import asyncio

import structlog
from sqlalchemy import Engine

from actions.dialogue import Dialogue
from actions.workers import Workers
from knowledge.errors import ReadableError
from knowledge.figures.register import figures_in_use
from knowledge.live.encoding import Encoding
from knowledge.live.following import VersionInUse
from knowledge.live.world import World
from knowledge.retrieval.searcher import Searcher

log = structlog.get_logger(__name__)

# What is imported has to be live within two seconds.
EVERY_SECONDS = 0.5


class Live:
    """Puts a newer world in the place of the old one whenever something was imported or withdrawn, or another version is put
    in use (where that is followed)."""

    def __init__(self, database: Engine, searcher: Searcher, in_use: VersionInUse | None = None) -> None:
        self._in_use = in_use
        self.world = World.of(database, searcher)
        self.dialogue = Dialogue(searcher)
        self._encoding = Encoding(database, searcher.encoder, searcher.regions)

    def refresh(self) -> None:
        """Take in what changed since the last time. Raises DatabaseError."""
        self._use(self.world.refreshed())

    async def keep(self, workers: Workers) -> None:
        """Refresh for ever, beside the questions; a data base that is busy or gone is tried again."""
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            try:
                # Not in a thread of the workers, who are there for people; they rest while it comes into use.
                newer = await asyncio.to_thread(self._newer)
                if newer is not self.world:
                    async with workers.alone():
                        self._use(newer)
            except ReadableError as error:
                log.warning("refresh_failed", reason=str(error))

    def _newer(self) -> World:
        """The world as it is now, with the FAQs encoded that were published just now."""
        self._encoding.step()
        world = self.world
        if self._in_use and (searcher := self._in_use.newer(world.faqs.content)):
            world = world.learned_anew(searcher)
        return world.refreshed()

    def _use(self, newer: World) -> None:
        if newer.searcher is not self.world.searcher:
            self.dialogue.use(newer.searcher)
        if self._in_use and newer.faqs.content is not self.world.faqs.content:
            self._in_use.taken()
        figures_in_use().use(newer.figures.register)
        self.world = newer
