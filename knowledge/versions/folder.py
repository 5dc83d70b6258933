"""Trained versions on disk: all that a searcher needs, written beside the old one and checked before it is used.

``versions/v<n>/`` holds content.json (the passages as they were), vectors.npz, adapter.npz, unanswered.npz, the models of the
decisions, and manifest.json with the thresholds, the fingerprint of what it was made from and a checksum of every file.
``versions/current`` names the one in use and is replaced in one step, so a crash never leaves half a version in use.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from knowledge.encoder import Encoder
from knowledge.errors import ReadableError
from knowledge.library.content import Content, Passage, StoredRegion
from knowledge.places.regions import all_regions
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.catalogue import Catalogue
from knowledge.retrieval.choice import ChoiceModel, Chooser, Thresholds
from knowledge.retrieval.encoding import PassageVectors
from knowledge.retrieval.searcher import Searcher
from knowledge.retrieval.unanswered import Unanswered

MANIFEST = "manifest.json"
CURRENT = "current"


class VersionError(ReadableError):
    """A version is missing or damaged."""


@dataclass(frozen=True)
class Trained:
    """What training yields."""

    content: Content
    vectors: PassageVectors
    adapter: Adapter
    unanswered: Unanswered
    asking: Chooser
    importing: Thresholds
    following: Chooser
    fingerprint: str

    @property
    def thresholds(self) -> dict[str, Thresholds]:
        return {
            "asking": self.asking.thresholds,
            "importing": self.importing,
            "following": self.following.thresholds,
        }

    @property
    def models(self) -> dict[str, ChoiceModel]:
        """The models of the decisions under the names that their files have."""
        assert self.asking.nest
        return {
            "doubt": self.asking.doubt,
            "order": self.asking.order,
            "nest": self.asking.nest,
            "followup-doubt": self.following.doubt,
            "followup-order": self.following.order,
        }


@dataclass(frozen=True)
class Snapshot:
    """The content as a version stores it."""

    served: tuple[StoredRegion, ...]
    names: dict[str, StoredRegion]
    passages: tuple[Passage, ...]

    @classmethod
    def of(cls, content: Content) -> Snapshot:
        return cls(content.regions.served, content.names, content.passages)

    def content(self) -> Content:
        return Content(self.passages, all_regions().serving(self.served), self.names)


_SNAPSHOT = TypeAdapter(Snapshot)


class Versions:
    """The folder of trained versions."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def publish(self, trained: Trained) -> Path:
        """Write a new version, check it and make it the current one."""
        self._folder.mkdir(parents=True, exist_ok=True)
        numbers = [int(path.name[1:]) for path in self._folder.glob("v*") if path.name[1:].isdigit()]
        target = self._folder / f"v{max(numbers, default=0) + 1}"
        fresh = target.with_name(target.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        write(fresh, trained)
        verify(fresh)
        fresh.rename(target)
        pointer = self._folder / (CURRENT + ".new")
        pointer.write_text(target.name)
        _sync(pointer)
        pointer.rename(self._folder / CURRENT)
        return target

    def current(self) -> Path:
        """The folder of the version in use. Raises VersionError when there is none."""
        try:
            return self._folder / (self._folder / CURRENT).read_text().strip()
        except FileNotFoundError as error:
            raise VersionError("还没有训练好的版本，请先运行 assistant train") from error

    def is_made_from(self, fingerprint: str) -> bool:
        """Whether the version in use was made from just these inputs."""
        try:
            return bool(verify(self.current())["fingerprint"] == fingerprint)
        except VersionError:
            return False


def write(folder: Path, trained: Trained) -> None:
    """Write all files of a version."""
    (folder / "content.json").write_bytes(_SNAPSHOT.dump_json(Snapshot.of(trained.content), indent=1))
    np.savez(folder / "vectors.npz", **trained.vectors._asdict())
    trained.adapter.save(folder / "adapter.npz")
    trained.unanswered.save(folder / "unanswered.npz")
    for name, model in trained.models.items():
        model.save(folder / f"{name}.npz")
    files = sorted(path for path in folder.iterdir() if path.name != MANIFEST)
    manifest = {
        "fingerprint": trained.fingerprint,
        "thresholds": {name: asdict(thresholds) for name, thresholds in trained.thresholds.items()},
        "sha256": {path.name: _checksum(path) for path in files},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1), "utf-8")
    for path in folder.iterdir():
        _sync(path)


def verify(folder: Path) -> dict[str, Any]:
    """The manifest, after every checksum has been compared. Raises VersionError."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        damaged = [name for name, checksum in manifest["sha256"].items() if _checksum(folder / name) != checksum]
    except (FileNotFoundError, ValueError, KeyError, TypeError) as error:
        raise VersionError(f"版本 {folder.name} 不完整：{error}") from error
    if damaged:
        raise VersionError(f"版本 {folder.name} 的文件损坏：{'、'.join(damaged)}")
    return manifest


def open_searcher(folder: Path, encoder_folder: Path) -> Searcher:
    """A searcher over the version in ``folder``. Raises VersionError."""
    manifest = verify(folder)
    content = _SNAPSHOT.validate_json((folder / "content.json").read_bytes()).content()
    adapter, unanswered = Adapter.load(folder / "adapter.npz"), Unanswered.load(folder / "unanswered.npz")

    def model(name: str) -> ChoiceModel:
        return ChoiceModel.load(folder / f"{name}.npz")

    thresholds = {name: Thresholds(**values) for name, values in manifest["thresholds"].items()}
    return Searcher(
        catalogue=Catalogue(content.passages, stored_vectors(folder), adapter, unanswered, content.regions),
        encoder=Encoder(encoder_folder),
        asking=Chooser(model("doubt"), model("order"), thresholds["asking"], model("nest")),
        importing=thresholds["importing"],
        following=Chooser(model("followup-doubt"), model("followup-order"), thresholds["following"]),
        regions=content.regions,
        names=content.names,
    )


def stored_vectors(folder: Path) -> PassageVectors:
    """The encoder's vectors of the version in ``folder``, before the adapter."""
    with np.load(folder / "vectors.npz") as stored:
        return PassageVectors(**stored)


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
