"""Threads beside the event loop: what takes time (searches, pages as PDF) is done there, a few at once.

So health, and everybody else's short questions, need not wait for a slow one. What the work looks at may be replaced only
while none is under way (``alone``), so that no turn of a conversation sees half of a change.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
Found = TypeVar("Found")

# With one, a slow question would stop all others; more than cores only take turns.
LEAST, MOST = 2, 4


class Workers:
    """A pool of ``size`` threads; as many as there are cores, within bounds, when no size is given."""

    def __init__(self, size: int | None = None) -> None:
        self.size = size or max(LEAST, min(MOST, os.cpu_count() or LEAST))
        self._pool = ThreadPoolExecutor(self.size, thread_name_prefix="worker")
        # Whoever waits longest goes first (asyncio), so a change is not put off for ever by questions that come later.
        self._slots = asyncio.Semaphore(self.size)
        self._changing = asyncio.Lock()

    async def run(
        self, work: Callable[Arguments, Found], *arguments: Arguments.args, **named: Arguments.kwargs
    ) -> Found:
        """What ``work`` gives, done in one of the threads. Raises whatever it raises."""
        async with self._slots:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._pool, lambda: work(*arguments, **named))

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """No work is under way inside the block; what comes meanwhile waits."""
        async with self._changing:
            taken = 0
            try:
                while taken < self.size:
                    await self._slots.acquire()
                    taken += 1
                yield
            finally:
                for _ in range(taken):
                    self._slots.release()
