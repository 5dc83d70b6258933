"""Putting a version in use, and going back to the one before.

The pointer is replaced in one step, within the transaction that notes the deed. A process that is killed between the two has
published without a deed; whoever publishes the same again, as the queue does with a job that was broken off, notes it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine

from knowledge.errors import ReadableError
from knowledge.live.prepared import forget_others, is_prepared
from knowledge.records.audit import By, Noted, Verb, deed, deeds
from knowledge.records.database import readable_errors
from knowledge.settings import KnowledgeSettings
from knowledge.versions.folder import Versions, verify
from knowledge.versions.pointing import SHIPPED
from knowledge.versions.report import GateReport, find_report

VERSIONS = "versions"


class NotMeasured(ReadableError):
    """Nobody knows how the version does beside the one in use."""


class IsWorse(ReadableError):
    """The version does worse than the one in use, and nobody gave a reason to use it all the same."""


class NothingBefore(ReadableError):
    """There is no version to go back to."""


@dataclass(frozen=True)
class Publisher:
    """Publishes the versions of ``settings``; deeds go into ``database``."""

    settings: KnowledgeSettings
    database: Engine

    @property
    def versions(self) -> Versions:
        return Versions(self.settings.versions)

    def report(self, name: str) -> GateReport | None:
        """How a version did beside the one in use."""
        return find_report(self.versions.reports, name, self.versions.current().name)

    def require_fit(self, name: str, by: By) -> None:
        """Raises NotMeasured, IsWorse, VersionError when this version may not be put in use; with a reason (``by.why``) one
        that is worse may."""
        verify(self.versions.find(name))
        report = self.report(name)
        if report is None:
            current = self.versions.current().name
            raise NotMeasured(f"{name} 还没有和正在用的 {current} 比过，请先比一比")
        if report.is_worse and not by.why.strip():
            raise IsWorse(f"{name} 不如正在用的：{'；'.join(report.objections)}。确实要用，请写明理由")

    def publish(self, name: str, by: By, progress: Callable[[int, int], None] = lambda done, total: None) -> None:
        """Put a version in use that was measured and is no worse, or that somebody signs for. What it needs is prepared
        before. Raises NotMeasured, IsWorse, VersionError, ContentError, DatabaseError."""
        if self._is_noted(name):
            return
        if self.versions.current().name != name:
            self.require_fit(name, by)
        self._put_in_use(name, by, Verb.PUBLISH, progress)

    def before(self) -> str:
        """The name of the version that the one in use took the place of. Raises NothingBefore, DatabaseError."""
        current = self.versions.current().name
        if current == SHIPPED.name:
            raise NothingBefore("正在用的就是随程序来的版本，前面没有了")
        published = (one for one in self._deeds() if one.what == Verb.PUBLISH and one.subject == current)
        return next((str(one.detail["before"]) for one in published), SHIPPED.name)

    def roll_back(self, to: str, by: By, progress: Callable[[int, int], None] = lambda done, total: None) -> None:
        """Go back to a version that was in use before. Raises VersionError, ContentError, DatabaseError."""
        if not self._is_noted(to):
            self._put_in_use(to, by, Verb.ROLL_BACK, progress)

    def _put_in_use(self, name: str, by: By, verb: Verb, progress: Callable[[int, int], None]) -> None:
        version, before = self.versions.find(name), self.versions.current()
        if not is_prepared(self.settings, version):
            from knowledge.live.opening import prepare_content  # heavy, and the gateway asks other things here

            prepare_content(self.settings, progress=progress, version=version)
        with (
            readable_errors(),
            self.database.begin() as connection,
            deed(connection, by, verb, VERSIONS, name) as opened,
        ):
            opened.detail["before"] = before.name if before != version else self._last_noted()
            self.versions.point(name)
        forget_others(self.settings, [version, before])

    def _is_noted(self, name: str) -> bool:
        """Whether it is in use, and the log says so."""
        return self.versions.current().name == name == self._last_noted()

    def _last_noted(self) -> str:
        return next((one.subject for one in self._deeds()), SHIPPED.name)

    def _deeds(self) -> list[Noted]:
        return list(deeds(self.database, VERSIONS, limit=1000))
