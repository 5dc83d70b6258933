"""A step of preparing or training, in a process of its own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from knowledge.errors import ReadableError
from knowledge.settings import ROOT


class StepFailed(ReadableError):
    """A step failed; the message says which and where its log is."""


def run_step(name: str, command: Sequence[str]) -> None:
    """Run ``command``, which reports its progress itself. Raises StepFailed."""
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        "TOKENIZERS_PARALLELISM": "false",
        # As many processes or threads as cores do the work; threads of each would wait for each other.
        "OMP_NUM_THREADS": "1",
    }
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        raise StepFailed(f"{name}没有做成，原因见上面几行")
