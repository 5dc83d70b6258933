"""How much one address, one conversation and one token may ask for, so that everybody else is served as well."""

from __future__ import annotations

import math
import time

import structlog
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
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
    """Counts by a sliding window of one minute, in memory. Who works on this machine itself is not counted: a proxy on it is
    named by the settings, and what else is here belongs to the office. Too much is a GatewayError (429): of what is said it
    is given, since a word about danger is heard all the same (``channels/line/line.py``), of all else it is raised."""

    def __init__(self, settings: LimitSettings, metrics: Metrics) -> None:
        self._metrics = metrics
        self._counted = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._client = _per_minute("client", settings.client_per_minute)
        self._conversation = _per_minute("conversation", settings.conversation_per_minute)
        self._token = _per_minute("token", settings.token_per_minute)
        self._login = _per_minute("login", LOGINS_PER_MINUTE)

    def turn(self, request: Request, sender: str) -> GatewayError | None:
        """Somebody says something."""
        address = address_of(request)
        return self._refusal(self._client, address) or (self.conversation(sender) if address else None)

    def client(self, request: Request) -> None:
        """Something is asked for that costs."""
        self._count(self._client, address_of(request))

    def conversation(self, sender: str) -> GatewayError | None:
        """Something is said in a conversation, whose address nobody knows."""
        return self._refusal(self._conversation, digest(sender))

    def token(self, request: Request, token: str) -> None:
        """A token is used."""
        if address_of(request):
            self._count(self._token, digest(token))

    def login(self, request: Request) -> None:
        """Somebody tries to log in."""
        self._count(self._login, address_of(request))

    def _count(self, limit: RateLimitItem | None, whose: str | None) -> None:
        if refusal := self._refusal(limit, whose):
            raise refusal

    def _refusal(self, limit: RateLimitItem | None, whose: str | None) -> GatewayError | None:
        if limit is None or whose is None or self._counted.hit(limit, whose):
            return None
        self._metrics.refused(limit.namespace)
        log.warning("limited", limit=limit.namespace)
        wait = self._counted.get_window_stats(limit, whose).reset_time - time.time()
        return GatewayError(ErrorCode.TOO_FAST, status=429, retry_after=max(1, math.ceil(wait)))


def _per_minute(name: str, most: int) -> RateLimitItem | None:
    """None where 0 means that nothing is counted."""
    return RateLimitItemPerMinute(most, namespace=name) if most else None
