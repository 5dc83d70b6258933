"""Processes that are killed (SIGKILL, as by ``kill -9``) after each step that others could see: a file written, renamed,
removed or synced, a folder that is made, a transaction that is committed.
"""

from __future__ import annotations

import os
import shutil
import signal
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy.engine.default import DefaultDialect

MOST_STEPS = 300
_SEEN: tuple[tuple[Any, str], ...] = (
    (os, "rename"),
    (os, "replace"),
    (os, "fsync"),
    (os, "mkdir"),
    (os, "truncate"),
    (shutil, "rmtree"),
    (np, "save"),
    (Path, "write_text"),
    (Path, "write_bytes"),
    (Path, "unlink"),
    (Path, "touch"),
    (DefaultDialect, "do_commit"),
)


def killed_after_each_step(work: Callable[[], object]) -> Iterator[int]:
    """Does ``work``, which opens all that it uses itself, in a process that is killed before its first step, in another one
    that is killed after the first, and so on until one gets through. Yields the number of steps after each kill: there the
    caller looks at what is left and sets all back."""
    for steps in range(MOST_STEPS):
        status = _in_a_process(work, steps)
        if status == 0:
            assert steps > 1, "it has no step"
            return
        assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, "it failed, see above"
        yield steps
    raise AssertionError(f"more than {MOST_STEPS} steps")


def _in_a_process(work: Callable[[], object], steps: int) -> int:
    """How a process ended that may take so many steps."""
    if child := os.fork():
        return os.waitpid(child, 0)[1]
    try:
        _allow(steps)
        work()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _allow(steps: int) -> None:
    """Have this process die after so many steps."""
    left = steps

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(original: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **named: Any) -> Any:
            result = original(*arguments, **named)
            count()
            return result

        return step

    if steps == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    for owner, name in _SEEN:
        setattr(owner, name, watched(getattr(owner, name)))
