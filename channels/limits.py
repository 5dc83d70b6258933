"""How much one address, one conversation and one token may ask for, so that everybody else is served as well."""

from __future__ import annotations

import math
import time

import structlog
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage, Storage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.errors import StorageError
from sanic import Request

from channels.clients import address_of
from channels.errors import ErrorCode, GatewayError
from channels.settings import LimitSettings
from channels.status.metrics import Metrics
from channels.tokens import digest

log = structlog.get_logger(__name__)

# An office behind one address where everybody comes to work at half past eight.
LOGINS_PER_MINUTE = 30


class Limiter:
    """Counts by a sliding window of one minute in ``storage``; where that fails, nothing is too much. Who works on this
    machine itself is not counted: a proxy on it is named by the settings, and what else is here belongs to the office. Too
    much is a GatewayError (429): of what is said it is given, since a word about danger is heard all the same
    (``channels/line/line.py``), of all else it is raised."""

    def __init__(self, settings: LimitSettings, metrics: Metrics, storage: Storage | None = None) -> None:
        self._metrics = metrics
        self._counted = SlidingWindowCounterRateLimiter(storage or MemoryStorage())
        self._client = _per_minute("client", settings.client_per_minute)
        self._conversation = _per_minute("conversation", settings.conversation_per_minute)
        self._token = _per_minute("token", settings.token_per_minute)
        self._login = _per_minute("login", LOGINS_PER_MINUTE)

    async def turn(self, request: Request, sender: str) -> GatewayError | None:
        """Somebody says something."""
        address = address_of(request)
        return await self._refusal(self._client, address) or (await self.conversation(sender) if address else None)

    async def client(self, request: Request) -> None:
        """Something is asked for that costs."""
        await self._count(self._client, address_of(request))

    async def conversation(self, sender: str) -> GatewayError | None:
        """Something is said in a conversation, whose address nobody knows."""
        return await self._refusal(self._conversation, digest(sender))

    async def token(self, request: Request, token: str) -> None:
        """A token is used."""
        if address_of(request):
            await self._count(self._token, digest(token))

    async def login(self, request: Request) -> None:
        """Somebody tries to log in."""
        await self._count(self._login, address_of(request))

    async def _count(self, limit: RateLimitItem | None, whose: str | None) -> None:
        if refusal := await self._refusal(limit, whose):
            raise refusal

    async def _refusal(self, limit: RateLimitItem | None, whose: str | None) -> GatewayError | None:
        if limit is None or whose is None:
            return None
        try:
            if await self._counted.hit(limit, whose):
                return None
            wait = (await self._counted.get_window_stats(limit, whose)).reset_time - time.time()
        except StorageError:
            log.warning("not_counted", limit=limit.namespace)
            return None
        self._metrics.refused(limit.namespace)
        log.warning("limited", limit=limit.namespace)
        return GatewayError(ErrorCode.TOO_FAST, status=429, retry_after=max(1, math.ceil(wait)))


def _per_minute(name: str, most: int) -> RateLimitItem | None:
    """None where 0 means that nothing is counted."""
    return RateLimitItemPerMinute(most, namespace=name) if most else None
