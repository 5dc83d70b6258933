"""Changes that all gateways hear of, through a Redis."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from channels.line.changes import Changes

log = structlog.get_logger(__name__)

# The key of the count, and the channel on which it is said that it has grown.
_NAME = "nuanyi:changes"
_TELL = "redis.call('PUBLISH', KEYS[1], redis.call('INCR', KEYS[1]))"
# Redis says a thing once; who was not there then looks at the count.
LOOK_SECONDS = 2.0
RETRY_SECONDS = 1.0


class RedisChanges(Changes):
    """``written``: returns once what was changed can be read by others. Where Redis cannot be reached, only those who wait
    at this gateway are told."""

    def __init__(self, redis: Redis, written: Callable[[], Awaitable[object]]) -> None:
        super().__init__()
        self._redis, self._written = redis, written
        self._tell = redis.register_script(_TELL)
        self._telling: set[asyncio.Task[None]] = set()

    def tell(self) -> None:
        task = asyncio.create_task(self._tell_all())
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def _tell_all(self) -> None:
        await self._written()
        try:
            await self._tell([_NAME])
        except RedisError as error:
            log.warning("change_not_told", error=type(error).__name__)
            self.heard(self.number + 1)

    async def run(self, read: Callable[[], Awaitable[object]]) -> None:
        """Hear of changes until cancelled, and ``read`` what they are before anybody is told."""
        while True:
            try:
                await self._hear(read)
            except RedisError as error:
                log.warning("redis_unreachable", error=type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS)

    async def _hear(self, read: Callable[[], Awaitable[object]]) -> None:
        async with self._redis.pubsub(ignore_subscribe_messages=True) as said:
            await said.subscribe(_NAME)
            while True:
                number = int(await self._redis.get(_NAME) or 0)
                if number != self.number:
                    await read()
                    self.heard(number)
                await said.get_message(timeout=LOOK_SECONDS)
