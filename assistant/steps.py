"""Processes of our own: none outlives the one that started it, and a step of preparing or training runs in one."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
from collections.abc import Sequence

from knowledge.errors import ReadableError
from knowledge.settings import ROOT

PR_SET_PDEATHSIG = 1
# What is allocated comes in pages of 2 MB where the kernel has them: a step goes through far more memory than the processor
# remembers the places of in pages of 4 KB. Takes a twentieth off encoding, and a third off building the encoder.
HUGE_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}


class StepFailed(ReadableError):
    """A step failed; the message says which and where its log is."""


def run_step(name: str, command: Sequence[str]) -> None:
    """Run ``command``, which reports its progress itself. Raises StepFailed."""
    environment = {**HUGE_PAGES, **os.environ} | {
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        "TOKENIZERS_PARALLELISM": "false",
        # As many processes or threads as cores do the work; threads of each would wait for each other.
        "OMP_NUM_THREADS": "1",
    }
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, preexec_fn=die_with_parent)
    if done.returncode:
        raise StepFailed(f"{name}没有做成，原因见上面几行")


def die_with_parent() -> None:
    """In the child: be killed when the parent is gone, however it ended (Linux)."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
