"""What goes in and out of ``/api/admin/jobs`` and ``/api/admin/versions``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from channels.contract.numbers import Number
from channels.contract.shape import Shape
from channels.library.transfer_shapes import FaultyRow, Imported
from knowledge.records.jobs.job import Job, JobKind, JobState
from knowledge.versions.report import GateReport

Name = Annotated[str, StringConstraints(pattern=r"^(shipped|v\d{1,9})$")]
Why = Annotated[str, StringConstraints(max_length=200)]
Standing = Literal["live", "unmeasured", "fit", "worse", "damaged"]


class ListedJob(Shape):
    """A job; ``progress`` 0..1; ``is_stopping``: somebody cancelled it and it is not gone yet. Times are UTC."""

    number: int
    kind: JobKind
    state: JobState
    who: str
    why: str
    subject: str
    progress: float
    line: str
    is_stopping: bool
    asked_at: dt.datetime
    started_at: dt.datetime | None
    ended_at: dt.datetime | None

    @classmethod
    def of(cls, job: Job) -> ListedJob:
        return cls(
            number=job.id,
            kind=job.kind,
            state=job.state,
            who=job.who,
            why=job.why,
            subject=str(job.given.get("version") or job.given.get("name") or ""),
            progress=job.progress,
            line=job.line,
            is_stopping=job.is_unwanted and not job.has_ended,
            asked_at=job.asked_at,
            started_at=job.started_at,
            ended_at=job.ended_at,
        )


class Jobs(Shape):
    """The latest jobs, the last first."""

    jobs: tuple[ListedJob, ...]


class WholeJob(Shape):
    """A job with the last of its log; of an import what became of it, why it may be held back, and which rows could not be
    used."""

    job: ListedJob
    log: str
    imported: Imported | None = None
    objections: tuple[str, ...] = ()
    faults: tuple[FaultyRow, ...] = ()

    @classmethod
    def of(cls, job: Job) -> WholeJob:
        return cls(
            job=ListedJob.of(job),
            log=job.log,
            imported=_imported(job.result),
            objections=tuple(job.result.get("objections", ())),
            faults=tuple(FaultyRow(**fault) for fault in job.result.get("faults", ())),
        )


def _imported(result: Mapping[str, Any]) -> Imported | None:
    return Imported(**{name: result[name] for name in Imported.model_fields}) if result.get("is_imported") else None


class JobNumber(Shape):
    """One job."""

    number: Number


class JobWish(Shape):
    """How many of the latest jobs; ``kind``: only of one kind."""

    kind: JobKind | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 30


class Training(Shape):
    """``publish``: at once, when it is no worse."""

    publish: bool = False
    why: Why = ""


class Version(Shape):
    """A version. ``standing``: whether it is in use, or how it did beside the one that is; ``objections``: why it is worse;
    ``trained_on``: ISO day or ""; ``size`` in bytes."""

    name: str
    standing: Standing
    trained_on: str
    size: int
    objections: tuple[str, ...] = ()


class Versions(Shape):
    """All versions, the last first; ``before``: the one that a roll-back leads to ("": none)."""

    versions: tuple[Version, ...]
    before: str


class VersionName(Shape):
    """One version."""

    name: Name


class VersionAct(Shape):
    """Something to be done with a version, and why; a worse one is published with a reason alone."""

    name: Name
    why: Why = ""


class RollBack(Shape):
    """Why the version before is taken up again."""

    why: Why = ""


class Measured(Shape):
    """How a version did beside the one in use; ``objections``: why it is worse, none where it is not."""

    report: GateReport
    objections: tuple[str, ...]
