"""The queue of background jobs: whoever wants one asks here, the runner takes them out and says how they go.

Every step is one transaction that names the state it starts from, so of two that act at once one has no effect.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table, Update, insert, select, update

from knowledge.errors import ReadableError
from knowledge.records.audit import By, utc_now
from knowledge.records.database import readable_errors
from knowledge.records.jobs.job import LANES, Job, JobKind, JobState, Lane, job_of
from knowledge.records.tables import BackgroundJob

LONGEST_LOG = 20_000  # characters
MOST_ATTEMPTS = 3  # a job that was broken off so often has itself to blame
_JOB: Table = BackgroundJob.metadata.tables["background_job"]


class UnknownJob(ReadableError):
    """No job of this number."""


class JobHasEnded(ReadableError):
    """It is too late to cancel."""


@dataclass(frozen=True)
class Queue:
    """The jobs behind ``database``; ``wake``: a file that tells the supervisor to start a runner."""

    database: Engine
    wake: Path

    def ask(self, kind: JobKind, by: By, given: Mapping[str, Any] | None = None) -> int:
        """Have a job done; its number. Raises DatabaseError."""
        row = {
            "kind": kind.value,
            "state": JobState.WAITING.value,
            "who": by.who,
            "why": by.why,
            "given": json.dumps(dict(given or {}), ensure_ascii=False),
            "progress": 0.0,
            "line": "",
            "attempts": 0,
            "is_unwanted": False,
            "log": "",
            "result": "{}",
            "asked_at": utc_now(),
        }
        with readable_errors(), self.database.begin() as connection:
            number: int = connection.execute(insert(_JOB).values(row).returning(_JOB.c.id)).scalar_one()
            # Before the job can be seen: it is never left without somebody who was called for it.
            self.wake.parent.mkdir(parents=True, exist_ok=True)
            self.wake.touch()
        return number

    def find(self, number: int) -> Job:
        """Raises UnknownJob, DatabaseError."""
        with readable_errors(), self.database.connect() as connection:
            row = connection.execute(select(_JOB).where(_JOB.c.id == number)).one_or_none()
        if row is None:
            raise UnknownJob(f"没有编号是 {number} 的任务，请核对")
        return job_of(row)

    def listed(self, who: str = "", limit: int = 50, kind: JobKind | None = None) -> Sequence[Job]:
        """The latest jobs, the last first; only of one person unless ``who`` is "", only of one kind unless None. Raises
        DatabaseError."""
        wanted = select(_JOB).order_by(_JOB.c.id.desc()).limit(limit)
        wanted = wanted.where(_JOB.c.who == who) if who else wanted
        wanted = wanted.where(_JOB.c.kind == kind.value) if kind else wanted
        return self._jobs(wanted)

    def running(self) -> Sequence[Job]:
        """Jobs that somebody took out and did not finish. Raises DatabaseError."""
        return self._jobs(select(_JOB).where(_JOB.c.state == JobState.RUNNING).order_by(_JOB.c.id))

    def has_waiting(self) -> bool:
        """Raises DatabaseError."""
        return bool(self._jobs(select(_JOB).where(_JOB.c.state == JobState.WAITING).limit(1)))

    def cancel(self, number: int) -> Job:
        """Have a job not done, or stopped if it is under way; the job as it is then. Raises UnknownJob, JobHasEnded,
        DatabaseError."""
        ended = {"state": JobState.CANCELLED.value, "ended_at": utc_now(), "line": ""}
        if not self._moved(number, JobState.WAITING, ended):
            self._moved(number, JobState.RUNNING, {"is_unwanted": True})
        job = self.find(number)
        if job.state in (JobState.DONE, JobState.FAILED):
            raise JobHasEnded(f"任务 {number} 已经结束，不能取消")
        return job

    def take(self, lane: Lane) -> Job | None:
        """Take the next waiting job of a lane out, to be begun; None when there is none. Raises DatabaseError."""
        kinds = [kind.value for kind in LANES[lane]]
        first = select(_JOB.c.id).where(_JOB.c.state == JobState.WAITING, _JOB.c.kind.in_(kinds))
        begun = {"state": JobState.RUNNING.value, "started_at": utc_now(), "attempts": _JOB.c.attempts + 1}
        taken = update(_JOB).where(_JOB.c.id == first.order_by(_JOB.c.id).limit(1).scalar_subquery())
        taken = taken.where(_JOB.c.state == JobState.WAITING).values(**begun, progress=0.0, line="")
        with readable_errors(), self.database.begin() as connection:
            row = connection.execute(taken.returning(*_JOB.c)).one_or_none()
        return None if row is None else job_of(row)

    def tell(self, number: int, progress: float, line: str) -> None:
        """Say how far it is. Raises DatabaseError."""
        self._moved(number, JobState.RUNNING, {"progress": min(1.0, max(0.0, progress)), "line": line})

    def note(self, number: int, result: Mapping[str, Any]) -> None:
        """Keep what came of a step that is not to be done again when the job is broken off. Raises DatabaseError."""
        self._moved(number, JobState.RUNNING, {"result": json.dumps(dict(result), ensure_ascii=False)})

    def keep_log(self, number: int, log: str) -> None:
        """Keep the last of what it printed. Raises DatabaseError."""
        with readable_errors(), self.database.begin() as connection:
            connection.execute(update(_JOB).where(_JOB.c.id == number).values(log=log[-LONGEST_LOG:]))

    def finish(self, number: int, line: str, result: Mapping[str, Any]) -> None:
        """It is done, with this result. Raises DatabaseError."""
        values = {"progress": 1.0, "result": json.dumps(dict(result), ensure_ascii=False)}
        self._end(number, JobState.DONE, line, values)

    def fail(self, number: int, reason: str) -> None:
        """It could not be done. Raises DatabaseError."""
        self._end(number, JobState.FAILED, reason)

    def give_up(self, number: int) -> None:
        """It was stopped because somebody cancelled it. Raises DatabaseError."""
        self._end(number, JobState.CANCELLED, "")

    def put_back(self, job: Job) -> JobState:
        """Its worker is gone before it finished: what becomes of it. Raises DatabaseError."""
        if job.is_unwanted:
            self.give_up(job.id)
        elif job.attempts >= MOST_ATTEMPTS:
            self.fail(job.id, f"做了 {job.attempts} 次都中途断掉，不再重做；已经生效的都在，请看日志，再试一次")
        else:
            self._moved(job.id, JobState.RUNNING, {"state": JobState.WAITING.value, "line": "中途断掉，等着重做"})
        return self.find(job.id).state

    def _end(self, number: int, state: JobState, line: str, values: Mapping[str, Any] | None = None) -> None:
        ended = {"state": state.value, "ended_at": utc_now(), "line": line}
        self._moved(number, JobState.RUNNING, ended | dict(values or {}))

    def _moved(self, number: int, state: JobState, values: Mapping[str, Any]) -> bool:
        """Change a job that is in this state; whether it was."""
        statement: Update = update(_JOB).where(_JOB.c.id == number, _JOB.c.state == state).values(**values)
        with readable_errors(), self.database.begin() as connection:
            return bool(connection.execute(statement).rowcount)

    def _jobs(self, wanted: Any) -> Sequence[Job]:
        with readable_errors(), self.database.connect() as connection:
            return [job_of(row) for row in connection.execute(wanted)]
