"""The intents follow the version in use."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from assistant.understanding import paths
from assistant.understanding.live import LiveIntents
from knowledge.ngrams.model import NgramModel
from knowledge.versions.pointing import MANIFEST, checksum, point


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    """Version v1 has intents of its own (what is off topic takes their place, to be told apart), v2 has none."""
    own = tmp_path / "v1" / paths.WITHIN_VERSION
    own.mkdir(parents=True)
    for name in (paths.INTENTS, paths.TOPICALITY):
        shutil.copy(paths.SHIPPED / paths.TOPICALITY, own / name)
    sums = {f"{paths.WITHIN_VERSION}/{file.name}": checksum(file) for file in own.iterdir()}
    (tmp_path / "v1" / MANIFEST).write_text(json.dumps({"sha256": sums}))
    (tmp_path / "v2").mkdir()
    return tmp_path


def is_shipped(model: NgramModel) -> bool:
    return "greet" in model.classes


@pytest.mark.usefixtures("lengthy")
def test_they_follow_the_pointer_and_are_loaded_once(versions: Path) -> None:
    live = LiveIntents(versions)
    assert is_shipped(live.models().intents)
    point(versions, "v1")
    own = live.models()
    assert not is_shipped(own.intents) and live.models() is own
    point(versions, "v2")
    assert is_shipped(live.models().intents), "a version without intents uses those of the program"
    point(versions, "shipped")
    assert is_shipped(live.models().intents)


@pytest.mark.parametrize("damage", ["intents", "manifest"])
def test_damaged_ones_are_not_taken(versions: Path, damage: str, caplog: pytest.LogCaptureFixture) -> None:
    live = LiveIntents(versions)
    file = versions / "v1" / (MANIFEST if damage == "manifest" else f"{paths.WITHIN_VERSION}/{paths.INTENTS}")
    file.write_bytes(b"{")
    point(versions, "v1")
    assert is_shipped(live.models().intents) and "v1" in caplog.text
