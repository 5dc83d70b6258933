"""Asking for a job at the terminal, and following it there. Where no assistant runs, this process is the runner."""

from __future__ import annotations

import shutil
import sys
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from assistant.columns import guide_of
from assistant.jobs.runner import Runner, lock
from assistant.settings import Settings
from assistant.who import by
from knowledge.errors import ReadableError
from knowledge.records.column_memory import ColumnMemory
from knowledge.records.database import open_database
from knowledge.records.jobs.job import Job, JobKind, JobState
from knowledge.records.jobs.queue import Queue
from knowledge.records.kinds import kind_of

EVERY_SECONDS = 0.3


class JobFailed(ReadableError):
    """The job that was asked for was not done."""


def queue_of(settings: Settings) -> Queue:
    """Raises DatabaseError."""
    return Queue(open_database(settings.database), settings.wake)


def train(settings: Settings, publish: bool) -> None:
    """Train, measure, and publish what is no worse. Raises ToolsMissing, JobFailed."""
    from assistant.jobs.learning import require_tools

    require_tools()
    done(settings, JobKind.TRAIN, {"publish": publish})


def import_gated(
    settings: Settings, kind: str, files: Sequence[Path], reason: str, columns: Sequence[str], values: Sequence[str]
) -> None:
    """Import FAQs that make nothing worse, file by file; ``columns`` and ``values`` say what the files do not.

    Raises JobFailed, FileError, UnknownKind, WrongColumn, DatabaseError.
    """
    guide = guide_of(kind_of(kind), columns, values, ColumnMemory(settings.data_dir.resolve()))
    said = {"columns": dict(guide.columns), "values": dict(guide.values)}
    for file in files:
        given = {"kind": kind, "name": file.name, "file": keep(settings, file), **said}
        job = done(settings, JobKind.IMPORT, given, reason)
        for objection in job.result.get("objections", ()):
            print(objection, file=sys.stderr)
        if not job.result["is_imported"]:
            raise JobFailed(f"{file.name} 没有导入")


def keep(settings: Settings, file: Path) -> str:
    """A copy of the file for the job, which may be done when the file is no more; its name."""
    kept = f"{uuid.uuid4().hex}/{file.name}"
    (settings.job_files / kept).parent.mkdir(parents=True)
    shutil.copy(file, settings.job_files / kept)
    return kept


def done(settings: Settings, kind: JobKind, given: Mapping[str, Any], why: str = "") -> Job:
    """Ask for a job and wait until it is done, telling how far it is; Ctrl-C cancels it. Raises JobFailed, DatabaseError."""
    queue = queue_of(settings)
    number = queue.ask(kind, by(why), given)
    try:
        job = _followed(settings, queue, number)
    except KeyboardInterrupt:
        queue.cancel(number)
        raise
    if job.state is not JobState.DONE:
        raise JobFailed(job.line)
    print(job.line, flush=True)
    return job


def _followed(settings: Settings, queue: Queue, number: int) -> Job:
    tell = _teller()
    while True:
        with lock(settings.jobs, wait=False) as is_runner:
            if is_runner:
                _run(settings, queue, number, tell)
        job = queue.find(number)
        if job.has_ended:
            return job
        tell(job)
        time.sleep(EVERY_SECONDS)


def _run(settings: Settings, queue: Queue, number: int, tell: Callable[[Job], None]) -> None:
    """Be the runner until this job has ended."""
    runner = Runner(queue, settings.jobs, settings.logs / "jobs.log")
    runner.recover()
    try:
        while runner.step() or not queue.find(number).has_ended:
            tell(queue.find(number))
            time.sleep(EVERY_SECONDS)
    finally:
        runner.close()


def _teller() -> Callable[[Job], None]:
    """Draws a bar on a terminal; elsewhere a line whenever a step begins."""
    console, told = Console(stderr=True), ""

    def tell(job: Job) -> None:
        nonlocal told
        if job.has_ended:
            return
        line = f"{job.progress:.0%} {job.line}" if console.is_terminal else job.line.split(" ")[0]
        if line != told:
            told = line
            console.print(line, end="\r" if console.is_terminal else "\n", highlight=False)

    return tell
