"""The processes that do jobs: started in a group of their own, found by what their environment says, ended for certain."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from assistant.steps import HUGE_PAGES, die_with_parent
from knowledge.settings import ROOT

MARK = "ASSISTANT_JOB"
# Serving goes first: a long job takes what the cores have left. Its group gets a tenth of what another one gets, for it has
# to come to its end on a machine that is never idle, too.
LEAST_NICE, GROUP_NICE = 19, 10
_PROC = Path("/proc")
# Where the kernel shares the cores out between sessions (autogroup), being nice counts within one alone: then the session
# has to be nice as a whole.
_GROUP = _PROC / "self" / "autogroup"


def start(
    command: Sequence[str], mark: str, log: IO[bytes], errors: IO[bytes], *, is_long: bool
) -> subprocess.Popen[bytes]:
    """Start a worker; it goes when this process goes. ``mark``: what its environment, and that of all that it starts, has;
    what ``is_long`` leaves the cores to others."""
    environment = {**HUGE_PAGES, **os.environ} | {
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore",
        "TOKENIZERS_PARALLELISM": "false",
        "OMP_NUM_THREADS": "1",
        MARK: mark,
    }
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=errors,
        start_new_session=True,
        preexec_fn=_in_background if is_long else die_with_parent,
    )


def _in_background() -> None:
    """In the child, which leads a session of its own."""
    die_with_parent()
    os.nice(LEAST_NICE)
    with suppress(OSError):  # there are no groups
        _GROUP.write_text(str(GROUP_NICE))


def end_all(mark: str) -> None:
    """Kill every process of this mark, until there is none: of a worker that was killed, what it had started may still be
    there, and start more."""
    wanted = f"{MARK}={mark}".encode()
    while marked := [folder for folder in _PROC.iterdir() if folder.name.isdigit() and wanted in _environment(folder)]:
        for folder in marked:
            with suppress(ProcessLookupError):
                os.kill(int(folder.name), signal.SIGKILL)


def _environment(folder: Path) -> Sequence[bytes]:
    """What a process was started with; nothing of one that has ended, or of another user's."""
    try:
        return (folder / "environ").read_bytes().split(b"\0")
    except OSError:
        return ()
