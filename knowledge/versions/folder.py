"""Versions on disk: all that was learned, written beside the old one and checked before it is used.

A version holds what training learned and no passages: adapter.npz, unanswered.npz, the models of the decisions, and
manifest.json. One ships with the program (``shipped/``). An office that trains its own gets ``versions/v<n>/`` in its data
folder; ``versions/current`` names the one in use and is replaced in one step, so a crash never leaves half a version in use.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from knowledge.errors import ReadableError
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.choice import ChoiceModel, Chooser
from knowledge.retrieval.unanswered import Unanswered
from knowledge.versions.manifest import Manifest

SHIPPED = Path(__file__).parent / "shipped"
MANIFEST = "manifest.json"
CURRENT = "current"


class VersionError(ReadableError):
    """A version is missing, damaged, or made for another program or encoder."""


@dataclass(frozen=True)
class Learned:
    """What training yields. ``asking`` decides on questions, with other ``importing`` thresholds where a place is known from
    imports alone; ``following`` decides on half sentences."""

    adapter: Adapter
    unanswered: Unanswered
    answerability: ChoiceModel
    ranking: ChoiceModel
    import_ranking: ChoiceModel
    follow_up_answerability: ChoiceModel
    follow_up_ranking: ChoiceModel
    manifest: Manifest

    @property
    def asking(self) -> Chooser:
        return Chooser(self.answerability, self.ranking, self.manifest.thresholds["asking"], self.import_ranking)

    @property
    def following(self) -> Chooser:
        return Chooser(self.follow_up_answerability, self.follow_up_ranking, self.manifest.thresholds["following"])


# The files of the models of the decisions, by their fields.
_MODELS = {
    "answerability": "answerability.npz",
    "ranking": "ranking.npz",
    "import_ranking": "import-ranking.npz",
    "follow_up_answerability": "followup-answerability.npz",
    "follow_up_ranking": "followup-ranking.npz",
}


class Versions:
    """The versions that a machine has: those trained on it, and the shipped one."""

    def __init__(self, folder: Path, shipped: Path = SHIPPED) -> None:
        self._folder, self._shipped = folder, shipped

    def publish(self, learned: Learned) -> Path:
        """Write a new version, check it and make it the current one."""
        self._folder.mkdir(parents=True, exist_ok=True)
        numbers = [int(path.name[1:]) for path in self._folder.glob("v*") if path.name[1:].isdigit()]
        target = self._folder / f"v{max(numbers, default=0) + 1}"
        replace(target, learned)
        pointer = self._folder / (CURRENT + ".new")
        pointer.write_text(target.name)
        _sync(pointer)
        pointer.rename(self._folder / CURRENT)
        return target

    def current(self) -> Path:
        """The folder of the version in use: the last one trained here, else the shipped one."""
        try:
            return self._folder / (self._folder / CURRENT).read_text().strip()
        except FileNotFoundError:
            return self._shipped


def replace(target: Path, learned: Learned) -> None:
    """Write a version into ``target``, in place of what may be there."""
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    write(fresh, learned)
    verify(fresh)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


def write(folder: Path, learned: Learned) -> None:
    """Write all files of a version."""
    learned.adapter.save(folder / "adapter.npz")
    learned.unanswered.save(folder / "unanswered.npz")
    for field, name in _MODELS.items():
        getattr(learned, field).save(folder / name)
    files = sorted(path for path in folder.iterdir() if path.name != MANIFEST)
    manifest = learned.manifest.model_copy(update={"sha256": {path.name: _checksum(path) for path in files}})
    (folder / MANIFEST).write_text(manifest.model_dump_json(indent=1) + "\n", "utf-8")
    for path in folder.iterdir():
        _sync(path)


def verify(folder: Path) -> Manifest:
    """The manifest, after every checksum has been compared. Raises VersionError."""
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
        damaged = [name for name, checksum in manifest.sha256.items() if _checksum(folder / name) != checksum]
    except (FileNotFoundError, ValidationError) as error:
        raise VersionError(f"版本 {folder.name} 不完整，或是别的程序版本做的，请运行 make train 重新训练") from error
    if damaged:
        raise VersionError(f"版本 {folder.name} 的文件损坏：{'、'.join(damaged)}，请运行 make train 重新训练")
    if not manifest.fits_program():
        raise VersionError(f"版本 {folder.name} 是别的程序版本训练的，请运行 make train 重新训练")
    return manifest


def read(folder: Path, encoder: str) -> Learned:
    """The version in ``folder``, which must have been learned with the ``encoder`` of this identity. Raises VersionError."""
    manifest = verify(folder)
    if manifest.encoder != encoder:
        raise VersionError(
            f"版本 {folder.name} 是用句向量模型 {manifest.encoder} 训练的，现在用的是 {encoder}，请先运行 make train"
        )
    models = {field: ChoiceModel.load(folder / name) for field, name in _MODELS.items()}
    return Learned(
        Adapter.load(folder / "adapter.npz"), Unanswered.load(folder / "unanswered.npz"), manifest=manifest, **models
    )


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
