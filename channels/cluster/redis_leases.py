"""Leases in a Redis.

Each gateway has one key that ends by itself, and says in it where it is; a line's key names the gateway that has it, and
counts for as long as that one's own key is there. So what is renewed is one key a gateway, however many lines it has.

Two gateways that both take a line for theirs, as may be when a Redis has lost what it knew, do no harm: the database lets
only the later one write (``channels/line/transcripts.py``).
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from channels.cluster.leases import Unreachable

log = structlog.get_logger(__name__)

# After that a gateway that is dead, or frozen, has no lines any more. A busy machine may keep one waiting for a second.
LIFE_SECONDS = 6.0
RENEWAL_SECONDS = 1.5
# Where Redis has just been started again, nobody is refused for that.
PATIENCE_SECONDS = 3.0
RETRY_SECONDS = 0.1
# A line is asked for anew after the one time, and forgotten by Redis after the other.
KNOWN_SECONDS = 3600.0
KEPT_SECONDS = 24 * 3600
MOST_KNOWN = 10_000

_GATEWAY = "nuanyi:gateway:"
_LINE = "nuanyi:line:"
# The address of who has a line; ours if nobody has, or the process before this one, whose address we have. Nothing where
# our own key is gone.
_TAKE = """
local ours = redis.call('GET', ARGV[1] .. ARGV[2])
if not ours then return false end
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[2] then
  local theirs = redis.call('GET', ARGV[1] .. owner)
  if theirs and theirs ~= ours then return theirs end
end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
return ours
"""


class RedisLeases:
    """Those of the gateway that others reach at ``address``."""

    def __init__(
        self, redis: Redis, address: str, life: float = LIFE_SECONDS, patience: float = PATIENCE_SECONDS
    ) -> None:
        self.address = address
        self._redis, self._life, self._patience = redis, life, patience
        self._take = redis.register_script(_TAKE)
        self._id = ""
        self._held_until = 0.0
        # Lines of ours, and until when that need not be asked again.
        self._known: OrderedDict[str, float] = OrderedDict()

    @property
    def are_held(self) -> bool:
        return time.monotonic() < self._held_until

    async def take(self, line: str) -> str:
        if self.are_held and self._known.get(line, 0.0) > time.monotonic():
            return self.address
        deadline = time.monotonic() + self._patience
        while (owner := await self._ask(line)) is None:
            if time.monotonic() > deadline:
                raise Unreachable(line)
            await asyncio.sleep(RETRY_SECONDS)
        if owner == self.address:
            self._know(line)
        return owner

    async def _ask(self, line: str) -> str | None:
        """None where Redis cannot be asked, or does not know us."""
        mine = self._id
        try:
            found = await self._take([_LINE + line], [_GATEWAY, mine, KEPT_SECONDS])
        except RedisError:
            return None
        return found.decode() if found is not None and mine == self._id and self.are_held else None

    async def run(self, lost: Callable[[], None]) -> None:
        try:
            while True:
                await self._live(lost)
                await asyncio.sleep(RENEWAL_SECONDS if self.are_held else RETRY_SECONDS)
        finally:
            await self._give_back()

    async def _live(self, lost: Callable[[], None]) -> None:
        asked = time.monotonic()
        try:
            if not (self.are_held and await self._renew()):
                await self._begin(lost)
        except RedisError as error:
            if not self.are_held:
                self._lose(lost)
            else:
                log.warning("redis_unreachable", error=type(error).__name__)
            return
        self._held_until = asked + self._life

    async def _renew(self) -> bool:
        return bool(await self._redis.pexpire(_GATEWAY + self._id, self._milliseconds))

    async def _begin(self, lost: Callable[[], None]) -> None:
        """Under a new name: nothing that we had counts any more."""
        self._lose(lost)
        name = secrets.token_hex(8)
        await self._redis.set(_GATEWAY + name, self.address, px=self._milliseconds)
        self._id = name

    def _lose(self, lost: Callable[[], None]) -> None:
        self._held_until = 0.0
        if self._id:
            log.warning("leases_lost")
            self._id = ""
            self._known.clear()
            lost()

    async def _give_back(self) -> None:
        self._held_until = 0.0
        try:
            await self._redis.delete(_GATEWAY + self._id)
        except RedisError:
            log.warning("leases_not_given_back")  # they end by themselves

    def _know(self, line: str) -> None:
        self._known[line] = time.monotonic() + KNOWN_SECONDS
        self._known.move_to_end(line)
        if len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)

    @property
    def _milliseconds(self) -> int:
        return int(self._life * 1000)
