"""Tells those who wait that something has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable


class Changes:
    """``number``: how much has changed so far."""

    def __init__(self) -> None:
        self.number = 0
        self._next = asyncio.Event()

    def tell(self) -> None:
        """Something has changed."""
        self.heard(self.number + 1)

    def heard(self, number: int) -> None:
        """So much has changed by now."""
        self.number = number
        self._next.set()
        self._next = asyncio.Event()

    async def run(self, read: Callable[[], Awaitable[object]]) -> None:
        """Hear of changes until cancelled, and ``read`` what they are; here nobody else changes anything."""

    async def beyond(self, number: int) -> None:
        """Returns once more than ``number`` things have changed; at once if they have, or if the count began anew."""
        while self.number == number:
            await self._next.wait()
