"""The queue: who takes what, what each state allows, what is left of a job that was broken off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine

from knowledge.records.audit import By
from knowledge.records.database import open_database
from knowledge.records.jobs.job import Job, JobKind, JobState, Lane
from knowledge.records.jobs.queue import LONGEST_LOG, MOST_ATTEMPTS, JobHasEnded, Queue, UnknownJob

ANNA = By("安娜", "上级来文")


@pytest.fixture
def queue(engine: Engine, tmp_path: Path) -> Queue:
    return Queue(engine, tmp_path / "jobs" / "wake")


def taken(queue: Queue) -> Job:
    job = queue.take(Lane.LEARNING) or queue.take(Lane.INTAKE)
    assert job is not None
    return job


def test_a_job_is_asked_for_taken_told_about_and_done(queue: Queue) -> None:
    number = queue.ask(JobKind.TRAIN, ANNA, {"publish": True})
    assert queue.wake.exists()
    assert queue.find(number).state is JobState.WAITING
    job = taken(queue)
    assert (job.id, job.who, job.why, job.given, job.attempts) == (number, "安娜", "上级来文", {"publish": True}, 1)
    queue.tell(number, 0.4, "练习提问 2/5")
    assert (queue.find(number).progress, queue.find(number).line) == (0.4, "练习提问 2/5")
    queue.finish(number, "v3 已发布", {"version": "v3"})
    done = queue.find(number)
    assert (done.state, done.progress, done.line, done.result) == (JobState.DONE, 1.0, "v3 已发布", {"version": "v3"})
    assert done.started_at and done.ended_at and done.has_ended
    queue.tell(number, 0.1, "too late")
    queue.fail(number, "too late")
    assert queue.find(number) == done


def test_jobs_of_a_lane_are_taken_in_turn_and_lanes_do_not_wait_for_each_other(queue: Queue) -> None:
    first, second = queue.ask(JobKind.TRAIN, ANNA), queue.ask(JobKind.IMPORT, ANNA)
    quick = queue.ask(JobKind.ROLL_BACK, ANNA)
    assert taken(queue).id == first
    short = queue.take(Lane.SWITCH)
    assert short and short.id == quick and queue.take(Lane.SWITCH) is None
    assert taken(queue).id == second
    assert {job.id for job in queue.running()} == {first, second, quick} and not queue.has_waiting()


def test_of_two_runners_one_gets_a_job(queue: Queue) -> None:
    for _ in range(8):
        queue.ask(JobKind.ENCODE, ANNA)
    found: list[int] = []
    ready = Barrier(2)

    def take_all() -> None:
        ready.wait()
        while job := queue.take(Lane.INTAKE):
            found.append(job.id)

    threads = [Thread(target=take_all) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == list(range(1, 9))


def test_a_waiting_job_is_cancelled_at_once_a_running_one_is_marked(queue: Queue) -> None:
    waiting = queue.ask(JobKind.TRAIN, ANNA)
    assert queue.cancel(waiting).state is JobState.CANCELLED
    running = queue.ask(JobKind.TRAIN, ANNA)
    assert taken(queue).id == running
    assert queue.cancel(running).is_unwanted and not queue.find(running).has_ended
    queue.give_up(running)
    assert queue.find(running).state is JobState.CANCELLED
    assert queue.cancel(running).state is JobState.CANCELLED, "twice is once"


def test_what_has_ended_or_never_was_is_not_cancelled(queue: Queue) -> None:
    number = queue.ask(JobKind.TRAIN, ANNA)
    queue.fail(taken(queue).id, "磁盘满了")
    with pytest.raises(JobHasEnded, match="已经结束"):
        queue.cancel(number)
    with pytest.raises(UnknownJob, match="没有编号是 9 的任务"):
        queue.cancel(9)


def test_a_job_that_was_broken_off_is_done_again_but_not_for_ever(queue: Queue) -> None:
    number = queue.ask(JobKind.TRAIN, ANNA)
    states = [queue.put_back(taken(queue)) for _ in range(MOST_ATTEMPTS)]
    assert states == [JobState.WAITING] * (MOST_ATTEMPTS - 1) + [JobState.FAILED]
    assert "中途断掉" in queue.find(number).line


def test_a_job_that_was_broken_off_because_nobody_wants_it_is_cancelled(queue: Queue) -> None:
    job = queue.ask(JobKind.TRAIN, ANNA)
    taken(queue)
    queue.cancel(job)
    assert queue.put_back(queue.find(job)) is JobState.CANCELLED


def test_the_log_is_bounded(queue: Queue) -> None:
    number = queue.ask(JobKind.TRAIN, ANNA)
    queue.keep_log(number, "一" * LONGEST_LOG + "末")
    assert len(queue.find(number).log) == LONGEST_LOG and queue.find(number).log.endswith("末")


def test_jobs_are_listed_the_last_first_and_by_who_asked(queue: Queue) -> None:
    for who in ("安娜", "博", "安娜"):
        queue.ask(JobKind.ENCODE, By(who))
    assert [job.id for job in queue.listed()] == [3, 2, 1]
    assert [job.id for job in queue.listed("安娜")] == [3, 1]
    assert [job.id for job in queue.listed(limit=1)] == [3]


def test_killed_while_asking_a_job_is_there_with_a_call_for_the_runner_or_not_at_all(
    url: str, tmp_path: Path, killed: Callable[[Callable[[], object]], Iterator[int]]
) -> None:
    wake = tmp_path / "jobs" / "wake"

    def ask() -> None:
        Queue(open_database(url), wake).ask(JobKind.TRAIN, ANNA)

    found = set()
    for _ in killed(ask):
        queue = Queue(open_database(url), wake)
        is_there = queue.has_waiting()
        found.add(is_there)
        assert wake.exists() or not is_there
        while job := queue.take(Lane.INTAKE):
            queue.finish(job.id, "", {})
        wake.unlink(missing_ok=True)
    assert found == {True, False}
