"""Whether a process that was started answers yet."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterable
from typing import Any

import httpx

_REQUEST_SECONDS = 2.0
_PAUSE_SECONDS = 0.3


def answers(url: str) -> bool:
    """Whether a request to ``url`` is answered with status 200."""
    try:
        return httpx.get(url, timeout=_REQUEST_SECONDS, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def wait_until_answers(url: str, processes: Iterable[subprocess.Popen[Any]], seconds: float) -> bool:
    """Wait until ``url`` answers; False once one of the ``processes`` behind it has ended, or after so many seconds."""
    deadline, running = time.monotonic() + seconds, tuple(processes)
    while not answers(url):
        if time.monotonic() >= deadline or any(process.poll() is not None for process in running):
            return False
        time.sleep(_PAUSE_SECONDS)
    return True
