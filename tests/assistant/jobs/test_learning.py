"""What a training leaves: a version with its intents that nothing uses yet, told about all the while."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from assistant.jobs.learning import ENDS, ToolsMissing, learn, require_tools
from assistant.jobs.telling import Telling
from assistant.settings import Settings
from knowledge.records.audit import By
from knowledge.records.jobs.job import JobKind, Lane
from knowledge.records.jobs.queue import Queue
from knowledge.settings import ROOT
from knowledge.training.recipe import Recipe
from knowledge.versions.folder import Versions, verify
from knowledge.versions.learned import Learned
from knowledge.versions.pointing import SHIPPED


def learn_into(folder: Path, settings: Settings) -> None:
    folder.mkdir()
    (folder / "intents.npz").write_bytes(b"learned")


def test_a_version_is_kept_with_its_intents(
    settings: Settings, queue: Queue, learned: Learned, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[float, str]] = []

    def train(of: Settings, recipe: Recipe, progress: Any) -> Learned:
        for step in ("编码内容", "练习提问", "练习追问"):
            progress(step, 1, 2)
            told.append((queue.find(number).progress, queue.find(number).line))
        return learned

    monkeypatch.setattr("knowledge.training.train.train", train)
    monkeypatch.setattr("assistant.understanding.learning.learn_into", learn_into)
    number = queue.ask(JobKind.TRAIN, By("安娜"))
    queue.take(Lane.LEARNING)
    clock = iter(range(100))
    telling = Telling(queue, number, 0.0, 0.6, lambda: float(next(clock)))
    folder = learn(settings, telling, telling.part(0.6, 0.1))
    assert folder == settings.versions / "v1" and "intents/intents.npz" in verify(folder).sha256
    assert Versions(settings.versions).current() == SHIPPED
    assert [line for _, line in told] == ["编码内容 1/2", "练习提问 1/2", "练习追问 1/2"]
    assert [share for share, _ in told] == pytest.approx([0.6 * 0.025, 0.6 * 0.5, 0.6 * 0.875])
    assert queue.find(number).progress == pytest.approx(0.6)


def test_the_bar_knows_all_steps_that_a_training_tells() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "knowledge" / "training").glob("*.py"))
    told = re.findall(r'(?:progress\(|_gathered\([^"\n]*|_learn_leaning\([^"\n]*)"(\w+)"', code)
    assert set(told) == set(ENDS) and list(ENDS.values()) == sorted(ENDS.values())


def test_without_torch_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ToolsMissing, match="make tools"):
        require_tools()
