"""A worker that does what it is given: ``{"do": "finish" | "hang" | "die" | "talk"}``. ``hang`` has a process of its own hang
too, whose number it leaves in a file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from assistant.settings import Settings
from knowledge.records.database import open_database
from knowledge.records.jobs.queue import Queue

SLEEP = (sys.executable, "-c", "import time; time.sleep(600)")


def main(number: int) -> None:
    settings = Settings()
    queue = Queue(open_database(settings.database), settings.wake)
    job = queue.find(number)
    match job.given["do"]:
        case "finish":
            print("做完了", flush=True)
            queue.finish(number, "好了", {"attempts": job.attempts})
        case "talk":
            print("话" * 3_000_000, flush=True)
            queue.finish(number, "好了", {})
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            child = subprocess.Popen(SLEEP, start_new_session=True)
            print("开始", flush=True)
            Path(job.given["file"]).write_text(f"{os.getpid()} {child.pid}")
            time.sleep(600)


if __name__ == "__main__":
    main(int(sys.argv[1]))
