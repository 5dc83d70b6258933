"""Versions on disk: written, checked, damaged, published, opened."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from knowledge.retrieval.searcher import Searcher
from knowledge.versions.fingerprint import fingerprint
from knowledge.versions.folder import MANIFEST, Trained, VersionError, Versions, open_searcher, verify, write
from tests.knowledge.small_content import ENCODER_FOLDER, TODAY

MODELS = ["doubt.npz", "followup-doubt.npz", "followup-order.npz", "nest.npz", "order.npz"]
FILES = ["adapter.npz", "content.json", *MODELS, "unanswered.npz", "vectors.npz"]


@pytest.fixture
def written(tmp_path: Path, trained: Trained) -> Path:
    folder = tmp_path / "v1"
    folder.mkdir()
    write(folder, trained)
    return folder


def test_what_is_written_verifies(written: Path, trained: Trained) -> None:
    manifest = verify(written)
    assert manifest["fingerprint"] == trained.fingerprint
    assert manifest["thresholds"]["asking"] == {"refuse": 0.5, "answer": 0.6}
    assert sorted(manifest["sha256"]) == FILES == sorted(p.name for p in written.iterdir() if p.name != MANIFEST)


@pytest.mark.parametrize("name", FILES)
def test_one_flipped_bit_is_noticed(written: Path, name: str) -> None:
    path = written / name
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(VersionError, match=rf"v1 的文件损坏：{name}"):
        verify(written)
    with pytest.raises(VersionError):
        open_searcher(written, ENCODER_FOLDER)


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


def test_opened_again_it_is_the_same(written: Path, trained: Trained, searcher: Searcher) -> None:
    opened = open_searcher(written, ENCODER_FOLDER)
    opened.today = lambda: TODAY
    assert opened.catalogue.passages == trained.content.passages
    assert opened.names == trained.content.names
    assert opened.regions.served == trained.content.regions.served
    assert opened.asking.thresholds == trained.asking.thresholds
    assert opened.following.thresholds == trained.following.thresholds
    assert (
        opened.catalogue.segments[0].vectors.answers.tolist() == searcher.catalogue.segments[0].vectors.answers.tolist()
    )
    lanxi = opened.regions.get("兰溪")
    for text in ("礼拜天加班怎么给钱", "零工市场在哪里", "明天会下雪吗"):
        assert opened.search(text, lanxi) == searcher.search(text, lanxi)


def test_publishing_numbers_and_points(tmp_path: Path, trained: Trained) -> None:
    versions = Versions(tmp_path / "versions")
    with pytest.raises(VersionError, match="assistant train"):
        versions.current()
    assert versions.publish(trained).name == "v1"
    assert versions.publish(trained).name == "v2" == versions.current().name
    assert sorted(p.name for p in (tmp_path / "versions").iterdir()) == ["current", "v1", "v2"]
    verify(tmp_path / "versions" / "v1")
    verify(versions.current())


def test_the_next_number_is_above_the_highest(tmp_path: Path, trained: Trained) -> None:
    versions = Versions(tmp_path)
    (tmp_path / "v9").mkdir()
    (tmp_path / "v3").mkdir()
    assert versions.publish(trained).name == "v10"


def test_what_a_crash_left_behind_is_cleared_away(tmp_path: Path, trained: Trained) -> None:
    versions = Versions(tmp_path)
    versions.publish(trained)
    half = tmp_path / "v2.new"
    half.mkdir()
    (half / "junk").write_text("half written")
    (tmp_path / "current.new").write_text("v7")
    assert versions.current().name == "v1"
    published = versions.publish(trained)
    assert not (published / "junk").exists()
    assert not half.exists()
    assert versions.current() == published


def test_a_version_written_but_not_pointed_to_is_not_used(tmp_path: Path, trained: Trained) -> None:
    versions = Versions(tmp_path)
    shutil.copytree(versions.publish(trained), tmp_path / "v2")
    assert versions.current().name == "v1"


def test_a_pointer_to_nothing_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "current").write_text("v5\n")
    with pytest.raises(VersionError, match="v5 不完整"):
        open_searcher(Versions(tmp_path).current(), ENCODER_FOLDER)


def test_is_made_from(tmp_path: Path, trained: Trained) -> None:
    versions = Versions(tmp_path)
    assert not versions.is_made_from(trained.fingerprint)
    versions.publish(trained)
    assert versions.is_made_from(trained.fingerprint)
    assert not versions.is_made_from("something else")
    (versions.current() / MANIFEST).unlink()
    assert not versions.is_made_from(trained.fingerprint)


def test_the_fingerprint_follows_the_encoder(tmp_path: Path) -> None:
    manifest = json.loads((ENCODER_FOLDER / "manifest.json").read_text())
    (tmp_path / "manifest.json").write_bytes((ENCODER_FOLDER / "manifest.json").read_bytes())
    assert fingerprint(tmp_path) == fingerprint(ENCODER_FOLDER)
    (tmp_path / "manifest.json").write_text(json.dumps({**manifest, "model": "another"}))
    assert fingerprint(tmp_path) != fingerprint(ENCODER_FOLDER)
