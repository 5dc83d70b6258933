"""What a start finds prepared: the content, read and checked, and its segment, beside a key that names all that they were
made from.

Imports nothing heavy: it is asked at every start.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from errno import ENOTEMPTY
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.encoder_folder import name_of
from knowledge.settings import KnowledgeSettings
from knowledge.versions.folder import Versions, verify
from knowledge.versions.keys import digest

_KNOWLEDGE = Path(__file__).parents[1]
# Rooms that have no part in how content is read and compared. Any other file decides it: code, data, and the content.
_APART = frozenset({"editing", "entitlements", "ngrams", "records", "topics", "training", "versions"})
_KINDS = frozenset({".csv", ".py", ".yml"})
_KEY, _PREFIX = "key", "content-"
CONTENT = "content.json"


def is_prepared(settings: KnowledgeSettings, version: Path | None = None) -> bool:
    """Whether it was made from the present content, words, code, encoder and version (None: the one in use). Takes a
    tenth of a second. Raises VersionError."""
    kept = prepared_folder(settings, version) / _KEY
    return kept.exists() and kept.read_text() == key(settings, version)


def made_for(settings: KnowledgeSettings, version: Path, like: str) -> bool:
    """Whether what is prepared for a version was made from the same encoder, content and code as what has the key ``like``.
    Raises VersionError."""
    kept = prepared_folder(settings, version) / _KEY
    return kept.exists() and kept.read_text().split()[:-1] == like.split()[:-1]


def prepared_folder(settings: KnowledgeSettings, version: Path | None = None) -> Path:
    """Where it is, or would be: each adapter has its own, so that a version can be put in use, and back, at once.

    Raises VersionError.
    """
    return settings.encoded / f"{_PREFIX}{_adapter(settings, version)[:16]}"


def key(settings: KnowledgeSettings, version: Path | None = None) -> str:
    """Names what it would be made from now. Raises VersionError, FileNotFoundError without an encoder."""
    return f"{name_of(settings.encoder)} {digest(_inputs(), _KNOWLEDGE)} {_adapter(settings, version)[:16]}"


def put(
    settings: KnowledgeSettings, made_from: str, write: Callable[[Path], None], version: Path | None = None
) -> None:
    """Have ``write`` fill a folder, and put it in the place of the old one; ``made_from``: the key that it is found by. Two
    processes may do the same at once."""
    folder = prepared_folder(settings, version)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent, prefix=f"{folder.name}.", ignore_cleanup_errors=True) as beside:
        fresh = Path(beside) / "fresh"
        fresh.mkdir()
        write(fresh)
        (fresh / _KEY).write_text(made_from)
        shutil.rmtree(folder, ignore_errors=True)
        try:
            fresh.rename(folder)
        except OSError as error:
            if error.errno != ENOTEMPTY:  # the other one was faster
                raise


def forget_others(settings: KnowledgeSettings, versions: Iterable[Path]) -> None:
    """Remove what was prepared for any but these versions. Raises VersionError."""
    needed = {prepared_folder(settings, version) for version in versions}
    for folder in set(settings.encoded.glob(f"{_PREFIX}*")) - needed:
        shutil.rmtree(folder, ignore_errors=True)


def _adapter(settings: KnowledgeSettings, version: Path | None) -> str:
    return verify(version or Versions(settings.versions).current()).sha256["adapter.npz"]


def _inputs() -> Iterator[Path]:
    for entry in _KNOWLEDGE.iterdir():
        if entry.name not in _APART:
            for path in entry.rglob("*") if entry.is_dir() else [entry]:
                if path.suffix in _KINDS:
                    yield path
