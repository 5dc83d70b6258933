"""Following which version is in use, in a process that serves."""

from __future__ import annotations

from pathlib import Path

from knowledge.live.opening import learned_anew, open_searcher
from knowledge.live.prepared import key, made_for
from knowledge.retrieval.searcher import Searcher
from knowledge.settings import KnowledgeSettings
from knowledge.versions.folder import VersionError, Versions


class VersionInUse:
    """Opens the version in use, and another one as soon as that is published or rolled back to."""

    def __init__(self, settings: KnowledgeSettings) -> None:
        self._settings, self._versions = settings, Versions(settings.versions)
        self.version = self._newer = self._versions.current()
        self._made_from = ""

    def open(self) -> Searcher:
        """Over the content alone. Raises VersionError, ContentError."""
        searcher = open_searcher(self._settings, self.version)
        self._made_from = key(self._settings, self.version)
        return searcher

    def newer(self, content: Searcher) -> Searcher | None:
        """What searches the same content with the version that is in use now, if that is another one than was ``taken`` last.
        One that cannot be used is told once and not tried again: the old one goes on. Raises VersionError."""
        version = self._versions.current()
        if version == self.version:
            return None
        try:
            self._require_made_for(version)
            searcher = learned_anew(self._settings, version, content)
        except VersionError:
            self.version = version
            raise
        self._newer = version
        return searcher

    def taken(self) -> None:
        """What was opened last is what answers now."""
        self.version = self._newer

    def _require_made_for(self, version: Path) -> None:
        if not made_for(self._settings, version, self._made_from):
            raise VersionError(f"版本 {version.name} 的内容不是为现在运行的程序备的，重启后生效")
