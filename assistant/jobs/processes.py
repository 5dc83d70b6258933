"""The processes that do jobs: started in a group of their own, found by what their environment says, ended for certain."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple

from assistant.steps import HUGE_PAGES, die_with_parent
from knowledge.records.jobs.job import Lane
from knowledge.settings import ROOT

MARK = "ASSISTANT_JOB"


class Nice(NamedTuple):
    """How nice a process is within its session, and the session as a whole: where the kernel shares the cores out between
    sessions (autogroup), being nice counts within one alone."""

    process: int
    session: int


# Serving goes first. Somebody waits for what is taken in, so that goes before learning, which takes what the cores have left:
# a tenth of what another session gets, for it has to come to its end on a machine that is never idle, too.
NICE: Mapping[Lane, Nice] = {Lane.SWITCH: Nice(0, 0), Lane.INTAKE: Nice(5, 5), Lane.LEARNING: Nice(19, 10)}
_PROC = Path("/proc")
_GROUP = _PROC / "self" / "autogroup"


def start(command: Sequence[str], mark: str, log: IO[bytes], errors: IO[bytes], nice: Nice) -> subprocess.Popen[bytes]:
    """Start a worker; it goes when this process goes. ``mark``: what its environment, and that of all that it starts, has."""
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
        preexec_fn=partial(_begin, nice),
    )


def _begin(nice: Nice) -> None:
    """In the child, which leads a session of its own."""
    die_with_parent()
    os.nice(nice.process)
    with suppress(OSError):  # there are no groups
        _GROUP.write_text(str(nice.session))


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
