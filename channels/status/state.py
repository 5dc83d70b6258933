"""What there is to see of a gateway now."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from pydantic import BaseModel

from channels.health import Health, State
from channels.line.admission import Admission
from channels.line.callbacks import CallBacks
from channels.line.face import Face
from channels.line.lines import Lines
from channels.line.queue import Queue
from channels.status.metrics import Metrics

MEBIBYTE = 1024 * 1024


class Now(BaseModel):
    """``parts``: which are up; ``closed``: what everybody is told in place of answers, None where they get some; ``turns``,
    ``p50``, ``p95`` (seconds), ``unavailable``: of the last hour, as ``Recent`` has them; ``running``: turns under way;
    ``lines``: people whose page is open or who are being answered; ``waiting``, ``with_clerk``, ``call_backs``: people;
    ``disk_free``: MiB; ``started``: when this gateway did, UTC."""

    parts: dict[str, State]
    closed: str | None
    turns: int
    p50: float | None
    p95: float | None
    unavailable: int
    running: int
    lines: int
    waiting: int
    with_clerk: int
    call_backs: int
    disk_free: int
    started: dt.datetime
    version: str


@dataclass(frozen=True)
class Watched:
    """The parts of a gateway that are looked at; ``folder``: where its data are."""

    metrics: Metrics
    health: Health
    lines: Lines
    queue: Queue
    call_backs: CallBacks
    admission: Admission
    face: Face
    folder: Path
    started: dt.datetime

    def register(self) -> None:
        """Have Prometheus see it as well."""
        gauges = {
            "turns_running": ("Turns under way", lambda: self.admission.running),
            "lines_open": ("People whose page is open or who are being answered", lambda: self.lines.count),
            "queue_waiting": ("People who wait for a clerk", lambda: len(self.queue.waiting())),
            "queue_with_clerk": ("People who talk with a clerk", lambda: self._with_clerk),
            "call_backs_open": ("Numbers that wait for a call", lambda: len(self.call_backs.all())),
            "public_closed": (
                "1 where nobody is answered (assistant public close)",
                lambda: self.face.known is not None,
            ),
            "disk_free_bytes": ("Free on the disk of DATA_DIR", lambda: self._disk_free),
        }
        for name, (what, value) in gauges.items():
            self.metrics.gauge(name, what, value)

    async def now(self) -> Now:
        """All of it."""
        report, recent = await self.health.report(), self.metrics.recent()
        for part, state in report.components.items():
            self.metrics.up(part, state == "ok")
        return Now(
            parts=dict(report.components),
            closed=await self.face.closed(),
            turns=recent.turns,
            p50=recent.p50,
            p95=recent.p95,
            unavailable=recent.unavailable,
            running=self.admission.running,
            lines=self.lines.count,
            waiting=len(self.queue.waiting()),
            with_clerk=self._with_clerk,
            call_backs=len(self.call_backs.all()),
            disk_free=self._disk_free // MEBIBYTE,
            started=self.started,
            version=version("nuanyi"),
        )

    @property
    def _with_clerk(self) -> int:
        return sum(bool(request.clerk) for request in self.queue.all())

    @property
    def _disk_free(self) -> int:
        """Bytes; the folder may not be there before anything is kept in it."""
        folder = self.folder.resolve()
        return shutil.disk_usage(next(one for one in (folder, *folder.parents) if one.exists())).free
