"""What leases must do for one gateway."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from channels.cluster.leases import Leases


@asynccontextmanager
async def living(leases: Leases) -> AsyncIterator[list[str]]:
    """They live meanwhile; "lost" for each time that what they had may be another's."""
    lost: list[str] = []
    life = asyncio.create_task(leases.run(lambda: lost.append("lost")))
    try:
        while not leases.are_held:
            await asyncio.sleep(0.01)
        yield lost
    finally:
        life.cancel()
        await asyncio.gather(life, return_exceptions=True)


class LeasesSuite(ABC):
    """Derive a class ``Test…`` and say how leases are made."""

    @abstractmethod
    def made(self) -> Leases:
        """Those of a gateway."""

    def test_what_nobody_has_is_ours_and_stays_so(self) -> None:
        async def story() -> list[str]:
            leases = self.made()
            async with living(leases) as lost:
                assert [await leases.take(line) for line in "aab"] == [leases.address] * 3
                assert leases.are_held
                return lost

        assert asyncio.run(story()) == []
