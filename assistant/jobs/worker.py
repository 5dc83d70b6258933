"""Does one job: ``python -m assistant.jobs.worker NUMBER``. What it prints is the job's log."""

from __future__ import annotations

import sys
import traceback

from assistant.jobs.telling import Telling
from assistant.jobs.work import do
from assistant.settings import Settings
from knowledge.errors import ReadableError
from knowledge.records.database import open_database
from knowledge.records.jobs.queue import Queue


def main(number: int) -> None:
    """Raises DatabaseError; whatever else goes wrong is the job's outcome."""
    settings = Settings()
    database = open_database(settings.database)
    queue = Queue(database, settings.wake)
    try:
        line, result = do(settings, database, queue.find(number), Telling(queue, number))
    except (ReadableError, OSError) as error:
        print(error, flush=True)
        queue.fail(number, str(error))
    except Exception:
        traceback.print_exc()
        queue.fail(number, f"出了意外的错，请把 {settings.logs / 'jobs.log'} 交给技术人员")
    else:
        print(line, flush=True)
        queue.finish(number, line, result)


if __name__ == "__main__":
    main(int(sys.argv[1]))
