"""What changes must do for those who wait for them."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from channels.line.changes import Changes


async def _nothing() -> None:
    """There is nothing to read."""


@asynccontextmanager
async def heard(changes: Changes) -> AsyncIterator[Changes]:
    """They are heard meanwhile."""
    hearing = asyncio.create_task(changes.run(_nothing))
    try:
        yield changes
    finally:
        hearing.cancel()
        await asyncio.gather(hearing, return_exceptions=True)


class ChangesSuite(ABC):
    """Derive a class ``Test…`` and say how changes are made."""

    @abstractmethod
    def made(self) -> Changes:
        """Those of a gateway."""

    def test_who_waits_is_told_and_who_has_seen_it_is_not(self) -> None:
        async def story() -> None:
            async with heard(self.made()) as changes:
                for _ in range(3):
                    seen = changes.number
                    waiting = asyncio.create_task(changes.beyond(seen))
                    await asyncio.sleep(0.05)
                    assert not waiting.done(), "nothing has happened yet"
                    changes.tell()
                    await asyncio.wait_for(waiting, 10)
                    assert changes.number != seen
                    await asyncio.wait_for(changes.beyond(seen), 10)

        asyncio.run(story())
