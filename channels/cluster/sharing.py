"""What gateways have in common: with others through a Redis, or each on its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from limits.aio.storage import MemoryStorage, Storage

from channels.cluster.leases import ALONE, Leases
from channels.line.changes import Changes

# Longer nobody waits for a Redis, which answers within a millisecond.
TIMEOUT_SECONDS = 2.0


async def _nothing() -> None:
    """Nothing has to be closed."""


@dataclass(frozen=True)
class Sharing:
    """Whose the lines are, what the desk hears of, and what is counted; ``close``: let go of what they use."""

    leases: Leases
    changes: Changes
    counts: Storage
    close: Callable[[], Awaitable[object]] = _nothing

    @classmethod
    def alone(cls) -> Sharing:
        return cls(ALONE, Changes(), MemoryStorage())

    @classmethod
    def through(cls, url: str, address: str, written: Callable[[], Awaitable[object]]) -> Sharing:
        """With those who use the same Redis. ``address``: where they reach this gateway; ``written``: returns once what was
        changed here can be read by them."""
        # Nothing of it is there where there is one gateway.
        from limits.aio.storage import RedisStorage
        from redis.asyncio import Redis
        from redis.asyncio.retry import Retry
        from redis.backoff import NoBackoff

        from channels.cluster.redis_changes import RedisChanges
        from channels.cluster.redis_leases import RedisLeases

        # A connection that broke while nobody used it is no failure yet.
        retry = Retry(NoBackoff(), 1)
        redis = Redis.from_url(url, retry=retry, socket_timeout=TIMEOUT_SECONDS, socket_connect_timeout=TIMEOUT_SECONDS)
        counts = RedisStorage(
            f"async+{url}",
            wrap_exceptions=True,
            implementation="redispy",
            key_prefix="nuanyi:limits",
            socket_timeout=TIMEOUT_SECONDS,
            socket_connect_timeout=TIMEOUT_SECONDS,
        )
        return cls(RedisLeases(redis, address), RedisChanges(redis, written), counts, redis.aclose)
