"""What the routes do: each may wait for the database or the disk, so none belongs on the event loop. What knows versions is
loaded when somebody asks for them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine

from channels.jobs.shapes import Jobs, JobWish, ListedJob, Measured, Standing, Version, Versions, WholeJob
from channels.library.transfer_shapes import SentTable
from channels.roles import Role
from channels.staff.sessions import Session
from knowledge.errors import ReadableError
from knowledge.papers.paper import WANTED, Wanted
from knowledge.records.audit import By
from knowledge.records.jobs.job import Job, JobKind
from knowledge.records.jobs.queue import Queue, UnknownJob
from knowledge.settings import KnowledgeSettings

if TYPE_CHECKING:
    from knowledge.live.publishing import Publisher


@dataclass
class Work:
    """The jobs and versions behind a gateway."""

    settings: KnowledgeSettings
    database: Engine

    @cached_property
    def queue(self) -> Queue:
        return Queue(self.database, self.settings.wake)

    @cached_property
    def publisher(self) -> Publisher:
        from knowledge.live.publishing import Publisher

        return Publisher(self.settings, self.database)

    def jobs(self, session: Session, wish: JobWish) -> Jobs:
        """An editor sees those that he asked for. Raises DatabaseError."""
        own = session.name if session.role is Role.EDITOR else ""
        return Jobs(jobs=tuple(map(ListedJob.of, self.queue.listed(own, wish.limit, wish.kind))))

    def whole(self, session: Session, number: int) -> WholeJob:
        """Raises UnknownJob, DatabaseError."""
        return WholeJob.of(self._job(session, number))

    def cancel(self, session: Session, number: int) -> WholeJob:
        """Raises UnknownJob, JobHasEnded, DatabaseError."""
        return WholeJob.of(self.queue.cancel(self._job(session, number).id))

    def ask(self, kind: JobKind, by: By, given: Mapping[str, Any]) -> WholeJob:
        """Raises DatabaseError."""
        return WholeJob.of(self.queue.find(self.queue.ask(kind, by, given)))

    def fresh_folder(self) -> Path:
        """Where a file may be put that a job needs; what no job takes goes with time."""
        return self.settings.job_files / uuid.uuid4().hex

    def take_in(self, file: Path, sent: SentTable, by: By) -> WholeJob:
        """Have a file in such a folder imported. Raises DatabaseError."""
        kept = str(file.relative_to(self.settings.job_files))
        said = {"columns": dict(sent.said), "values": sent.values}
        return self.ask(JobKind.IMPORT, by, {"kind": sent.kind, "file": kept, "name": file.name, **said})

    def take_in_paper(self, file: Path, wanted: Wanted, by: By) -> Job:
        """Have a file in such a folder read as a policy paper. Raises DatabaseError."""
        kept = str(file.relative_to(self.settings.job_files))
        given = {"file": kept, "name": file.name, "wanted": WANTED.dump_python(wanted, mode="json")}
        return self.queue.find(self.queue.ask(JobKind.PAPER, by, given))

    def versions(self) -> Versions:
        """Raises DatabaseError."""
        folders = self.publisher.versions.all()
        return Versions(versions=tuple(map(self._version, reversed(folders))), before=self._before())

    def measured(self, name: str) -> Measured:
        """Raises VersionError, NotMeasured."""
        from knowledge.live.publishing import NotMeasured

        self.publisher.versions.find(name)
        report = self.publisher.report(name)
        if report is None:
            raise NotMeasured(f"{name} 还没有和正在用的比过")
        return Measured(report=report, objections=report.objections)

    def measure(self, name: str, by: By) -> WholeJob:
        """Raises VersionError, DatabaseError."""
        self.publisher.versions.find(name)
        return self.ask(JobKind.MEASURE, by, {"version": name})

    def publish(self, name: str, by: By) -> WholeJob:
        """Raises VersionError, NotMeasured, IsWorse, DatabaseError."""
        self.publisher.require_fit(name, by)
        return self.ask(JobKind.PUBLISH, by, {"version": name})

    def roll_back(self, by: By) -> WholeJob:
        """Raises NothingBefore, DatabaseError."""
        return self.ask(JobKind.ROLL_BACK, by, {"version": self.publisher.before()})

    def _job(self, session: Session, number: int) -> Job:
        job = self.queue.find(number)
        if session.role is Role.EDITOR and job.who != session.name:
            raise UnknownJob(f"没有编号是 {number} 的任务，请核对")
        return job

    def _before(self) -> str:
        from knowledge.live.publishing import NothingBefore

        try:
            return self.publisher.before()
        except NothingBefore:
            return ""

    def _version(self, folder: Path) -> Version:
        from knowledge.versions.folder import size, verify

        try:
            trained_on = str(verify(folder).recipe.get("today", ""))
        except ReadableError as error:
            return Version(name=folder.name, standing="damaged", trained_on="", size=0, objections=(str(error),))
        standing, objections = self._standing(folder)
        return Version(
            name=folder.name, standing=standing, trained_on=trained_on, size=size(folder), objections=objections
        )

    def _standing(self, folder: Path) -> tuple[Standing, tuple[str, ...]]:
        if folder == self.publisher.versions.current():
            return "live", ()
        report = self.publisher.report(folder.name)
        if report is None:
            return "unmeasured", ()
        return ("worse" if report.is_worse else "fit"), report.objections
