"""A training that is broken off: what was learned is not learned again, what was published is noted once."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine

from assistant.jobs.telling import Telling
from assistant.jobs.work import do
from assistant.settings import Settings
from knowledge.records.audit import By
from knowledge.records.jobs.job import JobKind, JobState, Lane
from knowledge.records.jobs.queue import Queue

STEPS = ("learn", "measure", "publish")


class BrokenOff(BaseException):
    """As a kill: nothing of the job's own may catch it."""


class Steps:
    """What a training does, each step noted; the one named is where it is broken off, behind what it did."""

    def __init__(self, breaks_behind: str) -> None:
        self.done: list[str] = []
        self.breaks_behind, self.current = breaks_behind, "shipped"

    def learn(self, *arguments: Any) -> Path:
        return self._did("learn", Path("v1"))

    def measure(self, settings: Settings, database: Engine, name: str, telling: Telling) -> Any:
        return self._did("measure", SimpleNamespace(objections=(), against=self.current))

    def publish(self, name: str, by: By) -> None:
        self.current = name
        self._did("publish", None)

    def _did(self, step: str, result: Any) -> Any:
        self.done.append(step)
        if step == self.breaks_behind:
            self.breaks_behind = ""
            raise BrokenOff
        return result


@pytest.mark.parametrize("step", STEPS)
def test_broken_off_behind_a_step_the_training_comes_to_the_same(
    settings: Settings, queue: Queue, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    steps = Steps(step)
    monkeypatch.setattr("assistant.jobs.learning.learn", steps.learn)
    monkeypatch.setattr("assistant.jobs.measuring.measure", steps.measure)
    monkeypatch.setattr("assistant.jobs.work._publisher", lambda *_: steps)
    monkeypatch.setattr("assistant.jobs.work._is_in_use", lambda _, name: steps.current == name)
    number = queue.ask(JobKind.TRAIN, By("安娜"), {"publish": True})
    with pytest.raises(BrokenOff):
        attempt(settings, queue)
    queue.put_back(queue.find(number))
    line, result = attempt(settings, queue)
    assert (line, result["version"], steps.current) == ("v1 已发布", "v1", "v1")
    # Only a version that nobody knows of is learned again, and one that is in use is not measured beside itself.
    again = {"learn": STEPS, "measure": ("measure", "publish"), "publish": ("publish",)}[step]
    assert steps.done == [*STEPS[: STEPS.index(step) + 1], *again]


def attempt(settings: Settings, queue: Queue) -> tuple[str, Any]:
    job = queue.take(Lane.LEARNING)
    assert job and job.state is JobState.RUNNING
    return do(settings, queue.database, job, Telling(queue, job.id))
