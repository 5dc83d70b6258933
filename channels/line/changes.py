"""Tells those who wait that something has changed."""

from __future__ import annotations

import asyncio


class Changes:
    """``number``: how much has changed so far."""

    def __init__(self) -> None:
        self.number = 0
        self._next = asyncio.Event()

    def tell(self) -> None:
        """Something has changed."""
        self.number += 1
        self._next.set()
        self._next = asyncio.Event()

    async def beyond(self, number: int) -> None:
        """Returns once more than ``number`` things have changed; at once if they have, or if the count began anew."""
        while self.number == number:
            await self._next.wait()
