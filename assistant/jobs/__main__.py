"""The runner that the supervisor starts when there is something to do: ``python -m assistant.jobs``."""

from __future__ import annotations

import signal
import sys
from types import FrameType

from assistant.jobs.runner import Runner, lock
from assistant.settings import Settings
from knowledge.errors import ReadableError
from knowledge.records.database import open_database
from knowledge.records.jobs.queue import Queue


def main() -> None:
    """Until there is nothing to do, or SIGTERM."""
    signal.signal(signal.SIGTERM, _leave)
    settings = Settings()
    queue = Queue(open_database(settings.database), settings.wake)
    with lock(settings.jobs, wait=True):
        runner = Runner(queue, settings.jobs, settings.logs / "jobs.log")
        runner.recover()
        try:
            runner.run()
        finally:
            runner.close()


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(0)


if __name__ == "__main__":
    try:
        main()
    except ReadableError as error:
        sys.exit(f"出错了：{error}")
