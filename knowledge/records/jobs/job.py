"""What a job is: its kind, its state, and all that is known of it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row


class JobKind(StrEnum):
    """What can be done in the background. Each may be done twice with the outcome of once: a job that was broken off is
    simply done again."""

    IMPORT = "import"
    ENCODE = "encode"
    PAPER = "paper"
    TRAIN = "train"
    MEASURE = "measure"
    PUBLISH = "publish"
    ROLL_BACK = "roll_back"


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Lane(StrEnum):
    """Jobs of one lane are done one after the other: nobody waits ten minutes for a training to roll a version back, or to
    have a file taken in."""

    SWITCH = "switch"
    INTAKE = "intake"
    LEARNING = "learning"


LANES: Mapping[Lane, tuple[JobKind, ...]] = {
    Lane.SWITCH: (JobKind.PUBLISH, JobKind.ROLL_BACK),
    Lane.INTAKE: (JobKind.IMPORT, JobKind.ENCODE, JobKind.PAPER),
    Lane.LEARNING: (JobKind.TRAIN, JobKind.MEASURE),
}
ENDED = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})


@dataclass(frozen=True)
class Job:
    """A job as it is now. ``given``: what its kind needs to know; ``progress`` 0..1 with a ``line`` for people; ``attempts``:
    how often it was begun; ``log``: the last of what it printed; ``result``: what came of it. Times are UTC."""

    id: int
    kind: JobKind
    state: JobState
    who: str
    why: str
    given: Mapping[str, Any]
    progress: float
    line: str
    attempts: int
    is_unwanted: bool
    log: str
    result: Mapping[str, Any]
    asked_at: dt.datetime
    started_at: dt.datetime | None
    ended_at: dt.datetime | None

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED


def job_of(row: Row[Any]) -> Job:
    """A row of table ``background_job``."""
    read = {"kind": JobKind(row.kind), "state": JobState(row.state)}
    read |= {"given": json.loads(row.given), "result": json.loads(row.result)}
    return Job(**(dict(row._mapping) | read))
