"""Versions on disk: all that was learned, written beside the old one and checked before it is used.

A version holds what training learned and no passages: adapter.npz, unanswered.npz, topics.npz, said-next.npz, the models of
the decisions, and manifest.json; beside them the intents that were learned with it (``intents/``). One ships with the
program (``shipped/``). An office that trains its own gets ``versions/v<n>/`` in its data folder; ``pointing.py`` says which
is in use, ``learned.py`` reads and writes one.

Imports nothing heavy: whoever puts a version in use only checks its files.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from knowledge.errors import ReadableError
from knowledge.versions.manifest import Manifest
from knowledge.versions.pointing import MANIFEST, SHIPPED, checksum, current, damaged, point, sync


class VersionError(ReadableError):
    """A version is missing, damaged, or made for another program or encoder."""


class Versions:
    """The versions that a machine has: those trained on it, and the shipped one."""

    def __init__(self, folder: Path, shipped: Path = SHIPPED) -> None:
        self._folder, self._shipped = folder, shipped

    def current(self) -> Path:
        """The folder of the version in use: the one published last, else the shipped one."""
        return current(self._folder, self._shipped)

    def all(self) -> Sequence[Path]:
        """The folders of all versions, the shipped one first, then as they were made."""
        return [self._shipped, *sorted(filter(_number, self._folder.glob("v*")), key=_number)]

    def find(self, name: str) -> Path:
        """The folder of the version of this name. Raises VersionError."""
        found = next((folder for folder in self.all() if folder.name == name), None)
        if found is None:
            names = "、".join(folder.name for folder in self.all())
            raise VersionError(f"没有版本“{name}”，现有的是：{names}")
        return found

    def keep(self, trained: Path) -> Path:
        """Give what was trained into a folder beside the versions a number of its own; its folder, complete and checked.
        Raises VersionError."""
        verify(seal(trained))
        numbers = [_number(path) for path in self.all()]
        target = self._folder / f"v{max(numbers) + 1}"
        trained.rename(target)
        sync(self._folder)
        return target

    @property
    def reports(self) -> Path:
        """Where it is kept how they compare (``report.py``)."""
        return self._folder / "reports"

    def fresh(self) -> Path:
        """An empty folder to train into, in place of one that was left behind."""
        folder = self._folder / "fresh"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def point(self, name: str) -> None:
        """Make this the version in use. Raises VersionError for one that cannot be used."""
        verify(self.find(name))
        point(self._folder, name)


def seal(folder: Path) -> Path:
    """Note the checksums of all that is in a version's folder, which is then on the disk; the folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    sums = {path.relative_to(folder).as_posix(): checksum(path) for path in files}
    manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes()).model_copy(update={"sha256": sums})
    (folder / MANIFEST).write_text(manifest.model_dump_json(indent=1) + "\n", "utf-8")
    for path in (*files, folder / MANIFEST, *{path.parent for path in files}, folder):
        sync(path)
    return folder


def verify(folder: Path) -> Manifest:
    """The manifest, after every checksum has been compared. Raises VersionError."""
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
        spoiled = damaged(folder)
    except (FileNotFoundError, ValidationError) as error:
        raise VersionError(f"版本 {folder.name} 不完整，或是别的程序版本做的，请重新训练") from error
    if spoiled:
        raise VersionError(f"版本 {folder.name} 的文件损坏：{'、'.join(spoiled)}，请重新训练")
    if not manifest.fits_program():
        raise VersionError(f"版本 {folder.name} 是别的程序版本训练的，请重新训练")
    return manifest


def size(folder: Path) -> int:
    """The bytes of a version."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _number(folder: Path) -> int:
    """0 for the shipped version, n for ``v<n>``."""
    digits = folder.name.removeprefix("v")
    return int(digits) if digits.isdigit() else 0
