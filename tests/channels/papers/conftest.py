"""The gateway with a library and people of every role, as the library's own tests have it, and the runner that reads."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.jobs.runner import Runner
from knowledge.records.jobs.queue import Queue
from knowledge.settings import KnowledgeSettings
from tests.channels.library.conftest import Library, admin, editor, library

__all__ = ["Library", "admin", "editor", "library"]


@pytest.fixture
def runner(library: Library, encoder_folder: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Runner]:
    """Does the jobs of the library's data folder, step by step."""
    monkeypatch.setenv("DATA_DIR", str(library.folder))
    settings = KnowledgeSettings(data_dir=library.folder)
    runner = Runner(Queue(library.database, settings.wake), settings.jobs, library.folder / "jobs.log")
    yield runner
    runner.close()
