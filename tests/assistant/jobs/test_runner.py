"""The runner with real worker processes: done, cancelled, killed, and killed itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest

from assistant.jobs.processes import MARK
from assistant.jobs.runner import LONGEST_FILE, Runner, lock
from assistant.settings import Settings
from knowledge.records.audit import By
from knowledge.records.jobs.job import Job, JobKind, JobState
from knowledge.records.jobs.queue import LONGEST_LOG, MOST_ATTEMPTS, Queue
from knowledge.settings import ROOT
from tests.assistant.jobs.conftest import WORKER
from tests.waiting import wait_until

ANNA = By("安娜")


def ask(queue: Queue, do: str, file: Path | None = None, kind: JobKind = JobKind.TRAIN) -> int:
    return queue.ask(kind, ANNA, {"do": do, "file": str(file)})


def ended(runner: Runner, queue: Queue, number: int) -> Job:
    wait_until(lambda: not runner.step() and queue.find(number).has_ended, "the job ends")
    return queue.find(number)


def pids(runner: Runner, file: Path) -> list[int]:
    """Of a hanging worker and what it started, once they hang."""
    wait_until(lambda: runner.step() and file.exists() and " " in file.read_text(), "it hangs")
    return [int(pid) for pid in file.read_text().split()]


def is_there(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits for its parent does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_job_is_done_and_its_log_kept(runner: Runner, queue: Queue, settings: Settings) -> None:
    job = ended(runner, queue, ask(queue, "finish"))
    assert (job.state, job.line, job.log) == (JobState.DONE, "好了", "做完了\n")
    assert [path.name for path in settings.jobs.iterdir()] == ["wake"]


def test_a_log_stays_bounded_on_disk_and_in_the_database(runner: Runner, queue: Queue, settings: Settings) -> None:
    number = ask(queue, "talk")
    job = ended(runner, queue, number)
    assert 0 < len(job.log) <= LONGEST_LOG
    assert not any(path.stat().st_size > LONGEST_FILE for path in settings.jobs.iterdir())


def test_a_running_job_is_cancelled_with_all_that_it_started(runner: Runner, queue: Queue, tmp_path: Path) -> None:
    number = ask(queue, "hang", tmp_path / "pids")
    running = pids(runner, tmp_path / "pids")
    queue.cancel(number)
    assert ended(runner, queue, number).state is JobState.CANCELLED
    wait_until(lambda: not any(map(is_there, running)), "they are gone")


@pytest.mark.parametrize("kind", [JobKind.ROLL_BACK, JobKind.IMPORT, JobKind.PAPER])
def test_a_training_holds_neither_a_roll_back_nor_a_file_up(
    runner: Runner, queue: Queue, tmp_path: Path, kind: JobKind
) -> None:
    training = ask(queue, "hang", tmp_path / "pids")
    pids(runner, tmp_path / "pids")
    other = ask(queue, "finish", kind=kind)
    wait_until(lambda: runner.step() and queue.find(other).has_ended, "the other job ends")
    assert queue.find(training).state is JobState.RUNNING


@pytest.mark.parametrize(
    ("kind", "nice", "group_nice"), [(JobKind.TRAIN, 19, "10"), (JobKind.IMPORT, 5, "5"), (JobKind.PUBLISH, 0, "0")]
)
def test_a_job_leaves_the_cores_to_who_serves_and_to_jobs_that_somebody_waits_for(
    runner: Runner, queue: Queue, tmp_path: Path, kind: JobKind, nice: int, group_nice: str
) -> None:
    """Within its group, and as a group."""
    ask(queue, "hang", tmp_path / "pids", kind)
    worker, _ = pids(runner, tmp_path / "pids")
    assert os.getpriority(os.PRIO_PROCESS, worker) == nice
    if (group := Path(f"/proc/{worker}/autogroup")).exists():
        assert group.read_text().split()[1:] == ["nice", group_nice]


def test_a_worker_that_is_killed_is_started_again_and_given_up_after_some_times(runner: Runner, queue: Queue) -> None:
    job = ended(runner, queue, ask(queue, "die"))
    assert (job.state, job.attempts) == (JobState.FAILED, MOST_ATTEMPTS)
    assert "中途断掉" in job.line


def test_when_the_runner_is_killed_its_workers_go_and_the_next_one_does_the_job_again(
    runner: Runner, queue: Queue, settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "pids"
    number = ask(queue, "hang", file)
    code = f"from tests.assistant.jobs.test_runner import as_runner; as_runner({str(settings.data_dir)!r})"
    other = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=os.environ | {"OMP_NUM_THREADS": "1"})
    wait_until(lambda: file.exists() and " " in file.read_text(), "it hangs")
    worker, child = map(int, file.read_text().split())
    with lock(settings.jobs, wait=False) as is_runner:
        assert not is_runner, "there is one"
    os.kill(other.pid, signal.SIGKILL)
    other.wait()
    wait_until(lambda: not is_there(worker), "the worker goes with its runner")
    assert is_there(child), "what the worker started is still there"
    assert queue.find(number).state is JobState.RUNNING
    file.unlink()
    with lock(settings.jobs, wait=False) as is_runner:
        assert is_runner
        runner.recover()
        wait_until(lambda: not is_there(child), "what it had started goes, too")
        assert queue.find(number).state is JobState.WAITING
        again = pids(runner, file)
        assert queue.find(number).attempts == 2
        runner.close()
    wait_until(lambda: not any(map(is_there, again)), "they are gone")
    assert queue.find(number).state is JobState.WAITING, "a stop in order puts it back too"


def as_runner(folder: str) -> None:
    """In a process of its own."""
    from knowledge.records.database import open_database

    settings = Settings(data_dir=Path(folder))
    queue = Queue(open_database(settings.database), settings.wake)
    with lock(settings.jobs, wait=True):
        Runner(queue, settings.jobs, settings.logs / "jobs.log", WORKER).run()


def test_other_processes_are_left_alone(runner: Runner, queue: Queue, tmp_path: Path) -> None:
    mine = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, env={MARK: "another:1"})
    number = ask(queue, "hang", tmp_path / "pids")
    pids(runner, tmp_path / "pids")
    queue.cancel(number)
    ended(runner, queue, number)
    assert mine.poll() is None
    mine.communicate(b"\n")


@pytest.mark.parametrize("kind", [JobKind.PUBLISH, JobKind.ROLL_BACK])
def test_what_cannot_be_done_is_told_in_words(
    runner: Runner, queue: Queue, settings: Settings, kind: JobKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the real worker."""
    number = queue.ask(kind, ANNA, {"version": "v7"})
    real = Runner(queue, settings.jobs, settings.logs / "jobs.log")
    job = ended(real, queue, number)
    assert (job.state, job.line) == (JobState.FAILED, "没有版本“v7”，现有的是：shipped")


def test_a_runner_that_was_called_in_vain_leaves(runner: Runner, queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.jobs.runner.LOOK_SECONDS", 0.5)
    queue.wake.parent.mkdir(parents=True, exist_ok=True)
    queue.wake.touch()
    started = time.monotonic()
    runner.run(linger=60.0)
    assert time.monotonic() - started < 30 and not queue.wake.exists()


def test_a_runner_lingers_for_who_calls_and_leaves_then(runner: Runner, queue: Queue) -> None:
    first = ask(queue, "finish")
    later = Thread(target=lambda: (wait_until(lambda: queue.find(first).has_ended, "the first"), ask(queue, "finish")))
    later.start()
    runner.run(linger=6.0)
    later.join()
    assert [job.state for job in queue.listed()] == [JobState.DONE] * 2 and not queue.wake.exists()
