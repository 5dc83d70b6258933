"""The clock of processes, as a test puts it (``leaping_clock.c``); compiled where there is a compiler."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

COMPILER = shutil.which("cc")
MISSING = "这台机器没有 C 编译器，先装：apt-get install gcc libc6-dev"
SOURCE = Path(__file__).with_name("leaping_clock.c")


@dataclass(frozen=True)
class LeapingClock:
    """``library``: what processes load to go by it; ``file``: by how much it is put."""

    library: Path
    file: Path

    @classmethod
    def made(cls, folder: Path) -> LeapingClock:
        """A clock that is right. Skipped without a compiler, but never in CI."""
        if COMPILER is None:
            assert "CI" not in os.environ, MISSING
            pytest.skip(MISSING)
        clock = cls(folder / "leaping_clock.so", folder / "put_by")
        subprocess.run([COMPILER, "-shared", "-fPIC", "-o", clock.library, SOURCE, "-ldl"], check=True)
        clock.file.write_bytes(struct.pack("q", 0))
        return clock

    @property
    def environment(self) -> dict[str, str]:
        """What processes are started with that go by it."""
        return {"LD_PRELOAD": str(self.library), "LEAPING_CLOCK": str(self.file)}

    def put(self, hours: float) -> None:
        """So far ahead of the right time from now on, behind it where that is negative."""
        with self.file.open("r+b") as file:  # the same bytes, which the processes look at
            file.write(struct.pack("q", round(hours * 3600)))
