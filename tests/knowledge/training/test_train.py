"""The whole of training over the small content, in few steps: what it yields, and that it yields it again."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from knowledge.settings import KnowledgeSettings
from knowledge.versions.folder import MANIFEST
from knowledge.versions.keys import data_keys
from knowledge.versions.learned import read, replace
from tests.conftest import StartPython
from tests.knowledge.training.small_practice import RECIPE, asked_about, write

PROGRAM = """
import sys
from pathlib import Path
from knowledge.settings import KnowledgeSettings
from knowledge.training.train import train
from knowledge.versions.learned import replace
from tests.knowledge.training.small_practice import RECIPE

if __name__ == "__main__":
    content, data, target, state = map(Path, sys.argv[1:])
    settings = KnowledgeSettings(data_dir=state)
    replace(target, train(settings, RECIPE, lambda step, done, total: None, content, data))
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("practice"))


@pytest.fixture(scope="module")
def asked_folder(small_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return asked_about(small_folder, tmp_path_factory.mktemp("asked") / "content")


def test_every_stage_learns_something(asked_folder: Path, data: Path, encoder_folder: Path, tmp_path: Path) -> None:
    from knowledge.training.train import train  # with torch, which takes seconds to load

    told: set[str] = set()
    settings = KnowledgeSettings(data_dir=tmp_path, encoder_dir=encoder_folder)
    learned = train(settings, RECIPE, lambda step, done, total: told.add(step), asked_folder, data)
    assert told >= {"编码内容", "编码练习材料", "学习领域用词", "练习提问", "学习取舍", "练习追问", "练习接着说"}
    assert learned.manifest.recipe == asdict(RECIPE)
    assert learned.manifest.data == data_keys()
    assert set(learned.manifest.thresholds) == {"asking", "importing", "following", "continuing"}
    assert all(0 < thresholds.refuse <= 1 for thresholds in learned.manifest.thresholds.values())
    names = {f"{kind}.{name}" for kind in learned.manifest.thresholds for name in ("kept", "right", "refused")}
    assert set(learned.manifest.figures) == names
    assert all(0 <= share <= 1 for share in learned.manifest.figures.values())
    # One hidden layer a fold, side by side.
    assert learned.answerability.hidden.shape[1] == RECIPE.decision.folds * RECIPE.decision.hidden
    identity = learned.adapter.question_matrix.diagonal()
    assert identity.mean() == pytest.approx(1, abs=0.1) and identity.std() > 0
    replace(tmp_path / "version", learned)
    assert read(tmp_path / "version", learned.manifest.encoder).manifest.recipe["today"] == "2026-03-01"


def test_the_same_inputs_give_the_same_files(
    asked_folder: Path, data: Path, encoder_folder: Path, start_python: StartPython, tmp_path: Path
) -> None:
    """In another process, whose sets and dictionaries are hashed otherwise, and with nothing encoded before."""
    manifests = []
    for seed in ("1", "2"):
        target, state = tmp_path / f"version{seed}", tmp_path / f"state{seed}"
        (tmp_path / "program.py").write_text(PROGRAM, "utf-8")
        running = start_python(
            str(tmp_path / "program.py"),
            *map(str, (asked_folder, data, target, state)),
            PYTHONHASHSEED=seed,
            OMP_NUM_THREADS="1",
            ENCODER_DIR=str(encoder_folder),
            PYTHONPATH=":".join(path for path in sys.path if path),
        )
        _, errors = running.communicate()
        assert running.returncode == 0, errors
        manifests.append((target / MANIFEST).read_bytes())
    assert manifests[0] == manifests[1]
