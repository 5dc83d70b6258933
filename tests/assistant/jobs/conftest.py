"""A runner with workers that are real processes, which do what a test tells them."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.jobs.runner import Runner
from assistant.settings import Settings
from knowledge.records.database import open_database
from knowledge.records.jobs.queue import Queue

WORKER = (sys.executable, "-m", "tests.assistant.jobs.worker")


@pytest.fixture
def settings(tmp_path: Path, empty_database: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    shutil.copy(empty_database, tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    settings = Settings(data_dir=tmp_path)
    settings.jobs.mkdir()
    return settings


@pytest.fixture
def queue(settings: Settings) -> Iterator[Queue]:
    database = open_database(settings.database)
    yield Queue(database, settings.wake)
    database.dispose()


@pytest.fixture
def runner(settings: Settings, queue: Queue, start_python: object) -> Iterator[Runner]:
    runner = Runner(queue, settings.jobs, settings.logs / "jobs.log", WORKER)
    yield runner
    runner.close()
