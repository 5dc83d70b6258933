"""What goes in and out of ``/api/admin/batches``."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Literal

from pydantic import BaseModel, ConfigDict

from channels.batch import runs
from channels.batch.runs import Change
from channels.contract.numbers import Number


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


class BatchRun(_Shape):
    """A run: how many questions it has, how many were asked until now, were right and wrong. ``at`` is UTC."""

    id: int
    file: str
    who: str
    at: dt.datetime
    count: int
    asked: int
    right: int
    wrong: int


class BatchRuns(_Shape):
    """All runs, the latest first."""

    runs: tuple[BatchRun, ...]


class BatchAnswer(_Shape):
    """A question and what came of it. ``expected``: null where nobody said, "" where nothing should answer; ``decision`` ""
    until it was asked; ``entry`` with ``told`` and ``answer``: what came nearest; ``before``: what people got to see the last
    time, "" for nothing."""

    number: int
    question: str
    region: str
    expected: str | None
    decision: str
    entry: str
    told: str
    answer: str
    score: float | None
    is_right: bool | None
    before: str
    change: Change


class WholeRun(_Shape):
    """A run with all its questions, and how many changed how since the last time."""

    run: BatchRun
    answers: tuple[BatchAnswer, ...]
    changes: dict[Change, int]

    @classmethod
    def of(cls, run: runs.Run, asked: list[runs.Asked]) -> WholeRun:
        return cls(
            run=BatchRun.model_validate(run),
            answers=tuple(BatchAnswer.model_validate(one) for one in asked),
            changes=dict(Counter(one.change for one in asked)),
        )


class NamedRun(_Shape):
    """A run."""

    run: Number


class RunFile(NamedRun):
    """A run as a file of that form."""

    form: Literal["csv", "xlsx"] = "xlsx"
