"""All engines, one of which answers somebody."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Sequence
from typing import Any

import httpx
import structlog

from channels.contract.events import Message
from channels.line.engine import Engine, EngineUnavailable

log = structlog.get_logger(__name__)

# So long nobody is sent to an engine that could not be used, as long as there is another.
SHUNNED_SECONDS = 5.0


class Engines:
    """Whoever talks keeps one engine, which has their conversation in memory; where it is lost, another one reads it."""

    def __init__(self, engines: Sequence[Engine]) -> None:
        self._engines = engines
        self._shunned_until: dict[Engine, float] = {}

    async def talk(self, sender: str, message: str, metadata: dict[str, Any], said_id: str) -> list[Message]:
        """The messages of the first one that can be used. Raises ``EngineUnavailable`` where none can."""
        *others, last = self._ranked(sender)
        for engine in others:
            try:
                return await self._talk(engine, sender, message, metadata, said_id)
            except EngineUnavailable as error:
                if error.is_late:
                    raise  # nobody waits for yet another one
                log.warning("engine_passed_over", reason=str(error))
        return await self._talk(last, sender, message, metadata, said_id)

    async def forget(self, line: str) -> None:
        """Have all engines remove what they keep of a line. Raises ``EngineUnavailable``."""
        await asyncio.gather(*(engine.forget(line) for engine in self._engines))

    async def expire(self, before: float) -> None:
        """Have all remove what was said before a moment (seconds since 1970). Raises ``EngineUnavailable``."""
        await asyncio.gather(*(engine.expire(before) for engine in self._engines))

    async def summary(self, path: str) -> httpx.Response | None:
        """What one of them keeps to be printed."""
        found = await asyncio.gather(*(engine.summary(path) for engine in self._engines))
        return next(filter(None, found), None)

    async def _talk(
        self, engine: Engine, sender: str, message: str, metadata: dict[str, Any], said_id: str
    ) -> list[Message]:
        try:
            return await engine.talk(sender, message, metadata, said_id)
        except EngineUnavailable:
            self._shunned_until[engine] = time.monotonic() + SHUNNED_SECONDS
            raise

    def _ranked(self, sender: str) -> list[Engine]:
        """Rendezvous hashing: when one goes, its own people alone are given to others; who was shunned comes last."""
        now = time.monotonic()
        return sorted(
            self._engines,
            key=lambda engine: (self._shunned_until.get(engine, 0.0) > now, _weight(engine.url, sender)),
        )


def _weight(url: str, sender: str) -> bytes:
    return hashlib.blake2b(f"{url}\n{sender}".encode(), digest_size=8).digest()
