"""Takes jobs out of the queue, one of each lane at a time, and has a process of its own do each.

Whoever holds the lock of the data folder is the runner; the lock goes with the process, however that ends. So a job that is
said to run when the lock was taken has lost its worker, and is put back.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.jobs.processes import NICE, Nice, end_all, start
from knowledge.records.jobs.job import Job, Lane
from knowledge.records.jobs.queue import LONGEST_LOG, Queue

EVERY_SECONDS = 0.2
# To start a runner takes a second or more, and who has just published may want it back at once.
LINGER_SECONDS = 300.0
KEPT_SECONDS = 7 * 24 * 3600.0
# Who calls does so within the transaction that asks: the job is there a moment later.
LOOK_SECONDS = 5.0
LONGEST_FILE = 1_000_000  # bytes of a log before it begins anew
WORKER = (sys.executable, "-m", "assistant.jobs.worker")


@contextmanager
def lock(folder: Path, wait: bool) -> Iterator[bool]:
    """Be the only runner of a data folder; whether that is so. ``wait`` until it is."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


@dataclass
class Working:
    """A job under way, and the file that its worker prints to."""

    job: Job
    process: subprocess.Popen[bytes]
    log: Path


class Runner:
    """Does the jobs of ``queue``; to be made by who holds the lock of ``folder``. ``errors``: where tracebacks go;
    ``worker``: the command that does a job, its number behind it."""

    def __init__(self, queue: Queue, folder: Path, errors: Path, worker: Sequence[str] = WORKER) -> None:
        self._queue, self._folder, self._errors, self._worker = queue, folder, errors, worker
        self._working: dict[Lane, Working] = {}

    def recover(self) -> None:
        """Put back what was under way when the last runner ended, and forget old files. Raises DatabaseError."""
        _forget_old(self._folder / "files")
        for job in self._queue.running():
            end_all(self._mark(job))
            self._queue.put_back(job)

    def step(self) -> bool:
        """See to the jobs under way, begin what can be begun; whether there is anything under way. Raises DatabaseError."""
        for lane, working in list(self._working.items()):
            if self._has_ended(working):
                del self._working[lane]
        if self._queue.has_waiting():  # to look needs no lock, to take one does
            for lane in Lane:
                if lane not in self._working and (job := self._queue.take(lane)):
                    self._working[lane] = self._begin(job, NICE[lane])
        return bool(self._working)

    def run(self, linger: float = LINGER_SECONDS) -> None:
        """Until nothing was to do for a while; who was called in vain, as at each start, leaves at once. Raises
        DatabaseError."""
        called_at, patience = time.monotonic(), LOOK_SECONDS
        while (idle := time.monotonic() - called_at) < patience:
            if self._queue.wake.exists():
                self._queue.wake.unlink(missing_ok=True)
                called_at, idle = time.monotonic(), 0.0
            if idle < LOOK_SECONDS and self.step():
                called_at, patience = time.monotonic(), linger
            time.sleep(EVERY_SECONDS)

    def close(self) -> None:
        """Break off what is under way; it is done again when somebody next looks. Raises DatabaseError."""
        for working in self._working.values():
            self._end(working)
            self._queue.put_back(self._queue.find(working.job.id))
        self._working.clear()

    def _begin(self, job: Job, nice: Nice) -> Working:
        log = self._folder / f"{job.id}.log"
        self._errors.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as out, self._errors.open("ab") as errors:
            process = start([*self._worker, str(job.id)], self._mark(job), out, errors, nice)
        return Working(job, process, log)

    def _has_ended(self, working: Working) -> bool:
        """Whether it has; then nothing of it is left, and the queue knows."""
        job = self._queue.find(working.job.id)
        if working.process.poll() is None:
            self._keep_log(working, job)
            if not job.is_unwanted:
                return False
        self._end(working)
        self._keep_log(working, job)
        working.log.unlink(missing_ok=True)
        if not self._queue.find(job.id).has_ended:
            self._queue.put_back(job)
        return True

    def _end(self, working: Working) -> None:
        end_all(self._mark(working.job))
        working.process.wait()

    def _keep_log(self, working: Working, job: Job) -> None:
        text = tail(working.log)
        if text and text != job.log:
            self._queue.keep_log(job.id, text)

    def _mark(self, job: Job) -> str:
        return f"{self._folder}:{job.id}"


def _forget_old(files: Path) -> None:
    """Files that came with jobs stay for a while: who reads why one was held back may give a reason and have it done."""
    for folder in files.glob("*"):
        if time.time() - folder.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def tail(log: Path) -> str:
    """The last of what was printed; a file that grows too long begins anew."""
    size = log.stat().st_size
    with log.open("rb") as file:
        file.seek(max(0, size - 4 * LONGEST_LOG))
        text = file.read().decode("utf-8", "replace")
    if size > LONGEST_FILE:
        os.truncate(log, 0)
    return text[-LONGEST_LOG:]
