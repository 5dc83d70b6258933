"""Waiting for what must happen soon: tests never sleep for a time that somebody once found long enough."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 120.0
"""Seconds; far more than anything takes, even on a machine that is busy with other copies."""


def wait_until(holds: Callable[[], bool], what: str, seconds: float = PATIENCE, every: float = 0.025) -> None:
    """Return as soon as ``holds()``; fail when it does not within ``seconds``."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"not within {seconds:.0f} seconds: {what}"
        time.sleep(every)
