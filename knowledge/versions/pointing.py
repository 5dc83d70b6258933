"""Which version is in use, and whether its files are as they were written. Standard library alone: Rasa's environment imports
it too.

``current`` in the folder of the versions names the one in use and is replaced in one step, so a crash leaves the old one or
the new one, never half of one.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

MANIFEST = "manifest.json"
CURRENT = "current"
SHIPPED = Path(__file__).parent / "shipped"


def folder_of(versions: Path, name: str, shipped: Path = SHIPPED) -> Path:
    """Where the version of this name is, or would be."""
    return shipped if name == shipped.name else versions / name


def current(versions: Path, shipped: Path = SHIPPED) -> Path:
    """The folder of the version in use: the one published last, else the shipped one."""
    try:
        return folder_of(versions, (versions / CURRENT).read_text().strip(), shipped)
    except FileNotFoundError:
        return shipped


def point(versions: Path, name: str) -> None:
    """Make this the version in use, for good once this returns."""
    versions.mkdir(parents=True, exist_ok=True)
    pointer = versions / (CURRENT + ".new")
    pointer.write_text(name)
    sync(pointer)
    pointer.rename(versions / CURRENT)
    sync(versions)


def damaged(folder: Path, within: str = "") -> Sequence[str]:
    """The files that are not as the manifest has them, of all or of those in a folder ("intents/"). Raises FileNotFoundError
    for a missing one, ValueError or KeyError for a broken manifest."""
    checksums: dict[str, str] = json.loads((folder / MANIFEST).read_bytes())["sha256"]
    return [name for name, known in checksums.items() if name.startswith(within) and checksum(folder / name) != known]


def checksum(path: Path) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def sync(path: Path) -> None:
    """See that a file, or what names a folder holds, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
