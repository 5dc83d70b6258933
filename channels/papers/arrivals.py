"""Files that are on their way into the papers: one after another, each read by a process of its own.

Reading a large PDF takes as much of a processor as there is, and encoding needs the encoder: neither belongs into the
gateway.
What is still waiting when the gateway ends is lost; whoever sent it sees no fate beside it, and sends it again.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog
from pydantic import ValidationError

from channels.papers.shapes import Arrival, State
from knowledge.papers.paper import Fate, Wish
from knowledge.settings import ROOT, KnowledgeSettings

log = structlog.get_logger(__name__)

MOST_KEPT = 200  # arrivals that are remembered
_BROKEN = "{file}：读的时候出错了，请再试一次；还不行就换一种格式（.docx 或 .txt）"


@dataclass
class Arrivals:
    """The files that were sent since the gateway started; ``settings``: where the papers are kept."""

    settings: KnowledgeSettings
    _arrivals: dict[int, Arrival] = field(default_factory=dict)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _count: int = 0

    def all(self) -> tuple[Arrival, ...]:
        """The last first."""
        return tuple(reversed(self._arrivals.values()))

    def announce(self, file: str) -> Arrival:
        """A file that has just come."""
        self._count += 1
        for number in list(self._arrivals)[: -MOST_KEPT + 1]:
            del self._arrivals[number]
        return self._put(Arrival(number=self._count, file=file, state="waiting", fate=None))

    async def take_in(self, arrival: Arrival, folder: TemporaryDirectory[str], wish: Wish) -> None:
        """Read the file in ``folder`` once it is its turn, and forget the folder."""
        try:
            async with self._turn:
                self._put(arrival.model_copy(update={"state": "reading"}))
                fate = await self._read(Path(folder.name) / arrival.file, wish)
            state: State = "failed" if fate.fault else "done"
            self._put(arrival.model_copy(update={"state": state, "fate": fate}))
        finally:
            folder.cleanup()

    async def _read(self, file: Path, wish: Wish) -> Fate:
        command = (sys.executable, "-m", "knowledge.papers", str(file))
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *command, stdin=pipe, stdout=pipe, stderr=pipe, env=self._environment(), cwd=ROOT, preexec_fn=_kindly
        )
        try:
            told, faults = await process.communicate(wish.model_dump_json().encode())
            return Fate.model_validate_json(told)
        except ValidationError:
            # The last line names the kind of error; the rest may hold words of the paper.
            log.error("paper_not_read", status=process.returncode, error=_last_line(faults))
            return Fate(fault=_BROKEN.format(file=file.name))
        finally:
            if process.returncode is None:
                process.kill()

    def _environment(self) -> Mapping[str, str]:
        own = {
            "DATA_DIR": str(self.settings.data_dir.resolve()),
            "DATABASE_URL": self.settings.database,
            "ENCODER_DIR": str(self.settings.encoder),
        }
        model = {"ENCODER_MODEL": self.settings.encoder_model} if self.settings.encoder_model else {}
        return {**os.environ, **own, **model, "OMP_NUM_THREADS": "1"}

    def _put(self, arrival: Arrival) -> Arrival:
        self._arrivals[arrival.number] = arrival
        return arrival


def _kindly() -> None:
    """People who talk go first."""
    os.nice(10)


def _last_line(faults: bytes) -> str:
    lines = faults.decode(errors="replace").strip().splitlines()
    return lines[-1].partition(":")[0] if lines else ""
