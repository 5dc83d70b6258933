"""How far a job is, told now and then: the database is there for others, too."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from knowledge.records.jobs.queue import Queue

EVERY_SECONDS = 0.5


@dataclass
class Telling:
    """Tells the ``queue`` how far job ``number`` is. A part of the job tells its own progress, 0..1, which is the part from
    ``start`` of ``share`` of the whole."""

    queue: Queue
    number: int
    start: float = 0.0
    share: float = 1.0
    clock: Callable[[], float] = time.monotonic
    _told_at: float = float("-inf")
    _line: str = ""

    def part(self, start: float, share: float) -> Telling:
        """For a part of the job."""
        return Telling(self.queue, self.number, start, share, self.clock)

    def __call__(self, progress: float, line: str) -> None:
        """Raises DatabaseError."""
        if self.clock() - self._told_at >= EVERY_SECONDS:
            self._told_at = self.clock()
            self.queue.tell(self.number, self.start + self.share * progress, line)
        if (step := line.split(" ")[0]) != self._line:
            self._line = step
            print(step, flush=True)

    def counted(self, what: str) -> Callable[[int, int | None], None]:
        """For who counts (done, total)."""

        def tell(done: int, total: int | None) -> None:
            self(done / max(1, done, total or 0), f"{what} {done}/{max(done, total or 0)}")

        return tell
