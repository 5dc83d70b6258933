"""Several gateways on one Redis, which may go and come back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator

import pytest
from limits import RateLimitItemPerMinute
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.errors import StorageError
from redis.asyncio import Redis

from channels.cluster.leases import Unreachable
from channels.cluster.redis_changes import RedisChanges
from channels.cluster.redis_leases import RedisLeases
from channels.cluster.sharing import Sharing
from tests.conformance.changes import ChangesSuite, heard
from tests.conformance.leases import LeasesSuite, living
from tests.redis_server import RedisServer

# Short, for tests; long enough for a machine that is busy with other copies.
LIFE = 3.0
ONE, OTHER = "http://10.0.0.1:8080", "http://10.0.0.2:8080"


async def _nothing() -> None:
    """All is written."""


def gateway(server: RedisServer, address: str, written: Callable[[], Awaitable[object]] = _nothing) -> Sharing:
    return Sharing.through(server.url, address, written)


def leases(server: RedisServer, address: str) -> RedisLeases:
    return RedisLeases(Redis.from_url(server.url, socket_timeout=1.0), address, LIFE, patience=0.5)


@pytest.fixture
def stopped(redis_server: RedisServer) -> Iterator[Callable[[], None]]:
    """Stops it; it is there again afterwards."""
    yield redis_server.stop
    if redis_server.process is None:
        redis_server.start()


class TestLeases(LeasesSuite):
    @pytest.fixture(autouse=True)
    def on(self, redis_server: RedisServer) -> None:
        self.server = redis_server

    def made(self) -> RedisLeases:
        return leases(self.server, ONE)


class TestChanges(ChangesSuite):
    @pytest.fixture(autouse=True)
    def on(self, redis_server: RedisServer) -> None:
        self.server = redis_server

    def made(self) -> RedisChanges:
        return RedisChanges(Redis.from_url(self.server.url), _nothing)


def test_a_line_is_one_gateways_until_that_has_gone(redis_server: RedisServer) -> None:
    async def story() -> None:
        one, other = leases(redis_server, ONE), leases(redis_server, OTHER)
        async with living(other):
            async with living(one):
                assert [await other.take("b"), await one.take("a")] == [OTHER, ONE]
                assert [await other.take("a"), await one.take("b")] == [ONE, OTHER]
            assert await other.take("a") == OTHER, "it has given back what it had"
            with pytest.raises(Unreachable):
                await one.take("a")

    asyncio.run(story())


def test_who_falls_silent_loses_all_and_knows_it_at_once(redis_server: RedisServer) -> None:
    async def story() -> None:
        one, other = leases(redis_server, ONE), leases(redis_server, OTHER)
        async with living(other), living(one) as lost:
            assert await one.take("a") == ONE
            # As when its process was frozen for longer than it may fall silent.
            await one._redis.delete(f"nuanyi:gateway:{one._id}")
            assert await other.take("a") == OTHER
            deadline = time.monotonic() + 30
            while not lost and time.monotonic() < deadline:
                await asyncio.sleep(0.05)
            assert lost == ["lost"]
            assert await one.take("a") == OTHER, "under a new name it asks like everybody"

    asyncio.run(story())


def test_without_redis_a_gateway_keeps_what_it_has_for_a_while_and_takes_nothing_new(
    redis_server: RedisServer, stopped: Callable[[], None]
) -> None:
    async def story() -> None:
        one = leases(redis_server, ONE)
        async with living(one) as lost:
            await one.take("a")
            stopped()
            assert one.are_held and await one.take("a") == ONE
            with pytest.raises(Unreachable):
                await one.take("b")
            while one.are_held:
                await asyncio.sleep(0.05)
            with pytest.raises(Unreachable):
                await one.take("a")
            redis_server.start()
            while not one.are_held:
                await asyncio.sleep(0.05)
            assert lost == ["lost"] and await one.take("a") == ONE

    asyncio.run(story())


def test_a_process_that_is_started_again_at_its_address_goes_on(redis_server: RedisServer) -> None:
    async def story() -> None:
        killed, again, other = leases(redis_server, ONE), leases(redis_server, ONE), leases(redis_server, OTHER)
        async with living(killed), living(other), living(again):
            await killed.take("a")
            assert await again.take("a") == ONE
            await killed._redis.delete(f"nuanyi:gateway:{killed._id}")  # it ends by itself
            assert await other.take("a") == ONE

    asyncio.run(story())


def test_what_changes_at_one_gateway_is_read_at_the_other_once_it_is_written(redis_server: RedisServer) -> None:
    happened: list[str] = []

    async def written() -> None:
        await asyncio.sleep(0.05)
        happened.append("written")

    async def read() -> None:
        happened.append("read")

    async def story() -> None:
        one, other = gateway(redis_server, ONE, written).changes, gateway(redis_server, OTHER).changes
        async with heard(one):
            hearing = asyncio.create_task(other.run(read))
            await asyncio.sleep(0.2)
            waiting = asyncio.create_task(other.beyond(other.number))
            one.tell()
            await asyncio.wait_for(waiting, 30)
            hearing.cancel()
            while one.number != other.number:
                await asyncio.sleep(0.01)
        assert happened == ["written", "read"]

    asyncio.run(story())


def test_what_is_too_much_is_counted_by_all_together(redis_server: RedisServer, stopped: Callable[[], None]) -> None:
    async def story() -> None:
        limit = RateLimitItemPerMinute(3)
        one, other = (
            SlidingWindowCounterRateLimiter(gateway(redis_server, address).counts) for address in (ONE, OTHER)
        )
        assert [await each.hit(limit, "somebody") for each in (one, other, one, other)] == [True, True, True, False]
        stopped()
        with pytest.raises(StorageError):
            await one.hit(limit, "somebody")

    asyncio.run(story())
