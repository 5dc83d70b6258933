"""Versions on disk: written, checked, damaged, published, read."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from knowledge.versions.folder import VersionError, Versions, verify
from knowledge.versions.learned import Learned, read, replace, write
from knowledge.versions.pointing import MANIFEST, SHIPPED

MODELS = [
    "answerability.npz",
    "continuation-answerability.npz",
    "continuation-ranking.npz",
    "followup-answerability.npz",
    "followup-ranking.npz",
    "ranking.npz",
]
FILES = ["adapter.npz", *MODELS, "unanswered.npz"]


@pytest.fixture
def written(tmp_path: Path, learned: Learned) -> Path:
    replace(tmp_path / "v1", learned)
    return tmp_path / "v1"


def test_what_is_written_verifies(written: Path, learned: Learned) -> None:
    manifest = verify(written)
    assert manifest == learned.manifest.model_copy(update={"sha256": manifest.sha256})
    assert sorted(manifest.sha256) == sorted(p.name for p in written.iterdir() if p.name != MANIFEST)


@pytest.mark.parametrize("name", FILES)
def test_one_flipped_bit_is_noticed(written: Path, learned: Learned, name: str) -> None:
    path = written / name
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(VersionError, match=rf"v1 的文件损坏：{name}"):
        verify(written)
    with pytest.raises(VersionError):
        read(written, learned.manifest.encoder)


@pytest.mark.parametrize("name", [*FILES, MANIFEST])
def test_a_missing_file_is_noticed(written: Path, name: str) -> None:
    (written / name).unlink()
    with pytest.raises(VersionError, match="v1 不完整"):
        verify(written)


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_short_is_noticed(written: Path, name: str) -> None:
    (written / name).write_bytes((written / name).read_bytes()[:-1])
    with pytest.raises(VersionError, match=name):
        verify(written)


@pytest.mark.parametrize("text", ["", "{", "{}"])
def test_a_broken_manifest_is_noticed(written: Path, text: str) -> None:
    (written / MANIFEST).write_text(text)
    with pytest.raises(VersionError, match="v1 不完整"):
        verify(written)


def test_a_version_of_another_program_is_not_misread(written: Path) -> None:
    manifest = json.loads((written / MANIFEST).read_text())
    manifest["features"] = manifest["features"][::-1]
    (written / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(VersionError, match="别的程序版本"):
        verify(written)


def test_a_version_of_another_encoder_is_not_used(written: Path) -> None:
    with pytest.raises(VersionError, match="some-model/3"):
        read(written, "some-model/3")


def test_read_again_it_is_the_same(written: Path, learned: Learned) -> None:
    again = read(written, learned.manifest.encoder)
    assert again.manifest.thresholds == learned.manifest.thresholds
    assert np.array_equal(again.unanswered.vectors, learned.unanswered.vectors)
    assert np.array_equal(again.adapter.question_matrix, learned.adapter.question_matrix)
    features = np.random.default_rng(0).random((5, len(learned.answerability.mean))).astype(np.float32)
    for one, other in ((again.asking, learned.asking), (again.following, learned.following)):
        some = features[:, : len(one.answerability.mean)]
        assert np.array_equal(one.judge(some).candidates, other.judge(some).candidates)


def test_written_twice_it_is_the_same_to_the_bit(tmp_path: Path, learned: Learned) -> None:
    for name in ("one", "other"):
        replace(tmp_path / name, learned)
    assert (tmp_path / "one" / MANIFEST).read_bytes() == (tmp_path / "other" / MANIFEST).read_bytes()


def test_without_one_of_its_own_a_machine_uses_the_shipped_version(tmp_path: Path) -> None:
    assert Versions(tmp_path / "versions").current() == SHIPPED
    verify(SHIPPED)


def trained(versions: Versions, learned: Learned) -> Path:
    """As a training leaves it: what was learned, and the intents beside it."""
    folder = versions.fresh()
    write(folder, learned)
    (folder / "intents").mkdir()
    (folder / "intents" / "intents.npz").write_bytes(b"learned")
    return folder


def test_what_was_trained_gets_the_next_number_and_is_not_used_yet(tmp_path: Path, learned: Learned) -> None:
    versions = Versions(tmp_path)
    assert [versions.keep(trained(versions, learned)).name for _ in range(2)] == ["v1", "v2"]
    assert [folder.name for folder in versions.all()] == ["shipped", "v1", "v2"]
    assert versions.current() == SHIPPED
    versions.point("v2")
    assert versions.current() == tmp_path / "v2"
    versions.point("shipped")
    assert versions.current() == SHIPPED


def test_the_next_number_is_above_the_highest(tmp_path: Path, learned: Learned) -> None:
    for name in ("v9", "v3", "vx", "v10.new"):
        (tmp_path / name).mkdir()
    versions = Versions(tmp_path)
    assert versions.keep(trained(versions, learned)).name == "v10"


def test_the_intents_are_sealed_with_the_version(tmp_path: Path, learned: Learned) -> None:
    versions = Versions(tmp_path)
    kept = versions.keep(trained(versions, learned))
    assert "intents/intents.npz" in verify(kept).sha256
    (kept / "intents" / "intents.npz").write_bytes(b"spoiled")
    with pytest.raises(VersionError, match=r"v1 的文件损坏：intents/intents\.npz"):
        versions.point("v1")


def test_what_a_crash_left_behind_is_cleared_away(tmp_path: Path, learned: Learned) -> None:
    versions = Versions(tmp_path)
    (versions.fresh() / "junk").write_text("half written")
    (tmp_path / "current.new").write_text("v7")
    assert versions.current() == SHIPPED
    kept = versions.keep(trained(versions, learned))
    assert not (kept / "junk").exists()


def test_only_a_version_that_is_there_and_sound_is_put_in_use(tmp_path: Path, learned: Learned) -> None:
    versions = Versions(tmp_path)
    with pytest.raises(VersionError, match="没有版本“v7”，现有的是：shipped"):
        versions.point("v7")
    (versions.keep(trained(versions, learned)) / "adapter.npz").unlink()
    with pytest.raises(VersionError, match="v1 不完整"):
        versions.point("v1")
    assert versions.current() == SHIPPED


def test_a_pointer_to_nothing_cannot_be_read(tmp_path: Path, learned: Learned) -> None:
    (tmp_path / "current").write_text("v5\n")
    with pytest.raises(VersionError, match="v5 不完整"):
        read(Versions(tmp_path).current(), learned.manifest.encoder)


def test_killed_at_any_step_of_keeping_a_version_is_whole_or_not_there(
    tmp_path: Path, learned: Learned, killed: Callable[[Callable[[], object]], Iterator[int]]
) -> None:
    found = set()
    for _ in killed(lambda: Versions(tmp_path).keep(trained(Versions(tmp_path), learned))):
        names = [folder.name for folder in Versions(tmp_path).all()]
        found.add(tuple(names))
        for folder in Versions(tmp_path).all():
            verify(folder)
        shutil.rmtree(tmp_path / "v1", ignore_errors=True)
    assert found == {("shipped",), ("shipped", "v1")}
