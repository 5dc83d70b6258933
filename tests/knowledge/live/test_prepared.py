"""When the content has to be prepared anew, and that it is put in place whole."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from knowledge.encoder_folder import MANIFEST
from knowledge.live import prepared
from knowledge.settings import KnowledgeSettings
from knowledge.versions.folder import VersionError
from knowledge.versions.pointing import SHIPPED

INPUTS = ("content", "language/data", "places/data", "language", "library", "places", "retrieval", "a_new_room")
# And one that has no part in it.
APART = "topics/danger"


@pytest.fixture
def knowledge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A few files in each room, looked at in place of the project's."""
    folder = tmp_path / "knowledge"
    for name in (*INPUTS, APART):
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "data.yml").write_text("one: 1\n")
        (folder / name / "code.py").write_text("one = 1\n")
    (folder / "ragged.py").write_text("one = 1\n")
    monkeypatch.setattr(prepared, "_KNOWLEDGE", folder)
    return folder


@pytest.fixture
def settings(tmp_path: Path, knowledge: Path, lengthy: None) -> KnowledgeSettings:
    """With an encoder, of which only the name matters, and something prepared."""
    encoder = tmp_path / "encoder"
    encoder.mkdir()
    (encoder / MANIFEST).write_text('{"model": null}')
    made = KnowledgeSettings(data_dir=tmp_path / "var", encoder_dir=encoder)
    put(made, "one")
    return made


def put(settings: KnowledgeSettings, says: str) -> None:
    prepared.put(settings, prepared.key(settings), lambda folder: (folder / says).touch())


def names(settings: KnowledgeSettings) -> set[str]:
    return {path.name for path in prepared.prepared_folder(settings).iterdir()}


@pytest.mark.parametrize("file", ["data.yml", "code.py", "new.csv"])
@pytest.mark.parametrize("room", INPUTS)
def test_anything_it_is_made_from_makes_it_old(
    settings: KnowledgeSettings, knowledge: Path, room: str, file: str
) -> None:
    assert prepared.is_prepared(settings)
    with (knowledge / room / file).open("a") as changed:
        changed.write("more = 1\n")
    assert not prepared.is_prepared(settings)


def test_what_is_compiled_and_what_has_no_part_in_it_do_not(settings: KnowledgeSettings, knowledge: Path) -> None:
    (knowledge / "language" / "__pycache__").mkdir()
    (knowledge / "language" / "__pycache__" / "code.pyc").touch()
    (knowledge / APART / "data.yml").write_text("other: 1")
    assert prepared.is_prepared(settings)


def test_another_encoder_or_adapter_makes_it_old(settings: KnowledgeSettings) -> None:
    manifest = settings.encoder / MANIFEST
    before = manifest.read_text()
    manifest.write_text('{"model": "another"}')
    assert not prepared.is_prepared(settings)
    manifest.write_text(before)
    assert prepared.is_prepared(settings)
    own = settings.versions / "v1"
    shutil.copytree(SHIPPED, own)
    (settings.versions / "current").write_text("v1")
    assert prepared.is_prepared(settings), "the same adapter"
    (own / "adapter.npz").write_bytes(b"another")
    with pytest.raises(VersionError):
        prepared.is_prepared(settings)
    stated = json.loads((own / "manifest.json").read_text())
    stated["sha256"] = {"adapter.npz": hashlib.sha256(b"another").hexdigest()}
    (own / "manifest.json").write_text(json.dumps(stated))
    assert not prepared.is_prepared(settings)
    put(settings, "two")
    assert prepared.is_prepared(settings) and prepared.is_prepared(settings, SHIPPED), "each adapter has its own"
    assert prepared.made_for(settings, own, prepared.key(settings, SHIPPED))
    prepared.forget_others(settings, [own])
    assert prepared.is_prepared(settings) and not prepared.is_prepared(settings, SHIPPED)


def test_a_new_one_takes_the_place_of_the_old_one_whole(settings: KnowledgeSettings, knowledge: Path) -> None:
    def fails(folder: Path) -> None:
        (folder / "half").touch()
        raise OSError("no space left")

    with pytest.raises(OSError):
        prepared.put(settings, "any", fails)
    assert names(settings) == {"key", "one"} and prepared.is_prepared(settings)
    (knowledge / "ragged.py").write_text("changed = True")
    put(settings, "two")
    assert names(settings) == {"key", "two"} and prepared.is_prepared(settings)
