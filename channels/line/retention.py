"""What is removed: what has been kept long enough, and what somebody wants forgotten, wherever there is something of it."""

from __future__ import annotations

import asyncio
import time

import structlog
from sqlalchemy import Engine as Database

from channels.asked import vectors
from channels.desk.notes import expire_notes
from channels.leaps import Doubt
from channels.line import tally
from channels.line.callbacks import CallBacks
from channels.line.engine import EngineUnavailable
from channels.line.engines import Engines
from channels.line.lines import Lines
from channels.line.queue import Queue
from channels.settings import KeepingSettings
from knowledge.errors import ReadableError

log = structlog.get_logger(__name__)

DAY_SECONDS = 24 * 3600


class Retention:
    """Goes by the days of the ``settings``."""

    def __init__(
        self,
        lines: Lines,
        queue: Queue,
        call_backs: CallBacks,
        engines: Engines,
        database: Database,
        settings: KeepingSettings,
        doubt: Doubt | None = None,
    ) -> None:
        self._lines, self._queue, self._call_backs = lines, queue, call_backs
        self._engines, self._database, self._settings = engines, database, settings
        self._doubt = doubt or Doubt()

    async def expire(self, now_ms: int) -> bool:
        """Remove what is too old, unless the clock that says so was put forward just now; ``now_ms``: the office's clock, for
        call-backs. Whether all could be reached."""
        if self._doubt.holds():
            log.warning("expiry_put_off", reason="the clock was put forward")
            return True
        store, settings = self._lines.transcripts, self._settings
        self._lines.expire()
        tally.expire(store, settings.transcript_days, settings.statistics_days)
        vectors.expire(store, settings.transcript_days)
        self._call_backs.expire(now_ms)
        try:
            await asyncio.to_thread(expire_notes, self._database, settings.note_days)
            await self._engines.expire(time.time() - settings.transcript_days * DAY_SECONDS)
        except (ReadableError, EngineUnavailable) as error:
            log.warning("expiry_put_off", reason=str(error))
            return False
        return True

    async def forget(self) -> None:
        """Let go of the lines that were removed from the store. Until the engine can be reached, they are tried again."""
        for line, whole in await self._lines.transcripts.to_forget():
            if not await self._lines.has(line):
                continue  # who has it does so
            self._let_go(line, whole)
            try:
                await self._engines.forget(line)
            except EngineUnavailable as error:
                log.warning("forgetting_put_off", reason=str(error))
                return
            self._lines.transcripts.forgotten(line)

    def _let_go(self, line: str, whole: bool) -> None:
        self._queue.remove(line)
        if whole:
            self._call_backs.expect_none(line)
            self._call_backs.remove(line)
        self._lines.let_go(line)
