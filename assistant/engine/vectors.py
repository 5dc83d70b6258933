"""The vector of a sentence, from the action server: it looks for the same words next, so they are encoded once; and the model
that encodes them, 180 MB, stands in one process only."""

from __future__ import annotations

from typing import Optional

import aiohttp
import numpy as np
from numpy.typing import NDArray

# Longer, and the gateway has given up waiting for the turn.
TIMEOUT_SECONDS = 10.0


class SentenceVectors:
    """Asks the action server at ``url``; the connection stays open."""

    def __init__(self, url: str) -> None:
        self._url = f"{url}/vector"
        self._session: Optional[aiohttp.ClientSession] = None

    async def of(self, text: str) -> NDArray[np.float32]:
        """Shape (size of the encoder,). Raises aiohttp.ClientError, TimeoutError."""
        if self._session is None:  # it belongs to the loop that runs now
            timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
            self._session = aiohttp.ClientSession(timeout=timeout, raise_for_status=True)
        async with self._session.post(self._url, json={"text": text}) as response:
            return np.frombuffer(await response.read(), np.dtype("<f4"))
