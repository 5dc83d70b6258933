"""What a start finds prepared: the content, read and checked, and its segment, beside a key that names all that they were
made from.

Imports nothing heavy: it is asked at every start.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from knowledge.encoder import name_of
from knowledge.settings import KnowledgeSettings
from knowledge.versions.folder import Versions, verify
from knowledge.versions.keys import digest

_KNOWLEDGE = Path(__file__).parents[1]
# Rooms that have no part in how content is read and compared. Any other file decides it: code, data, and the content.
_APART = frozenset({"editing", "entitlements", "ngrams", "records", "topics", "training", "versions"})
_KINDS = frozenset({".csv", ".py", ".yml"})
_KEY = "key"
CONTENT = "content.json"


def is_prepared(settings: KnowledgeSettings) -> bool:
    """Whether it was made from the present content, words, code, encoder and version. Takes a tenth of a second.

    Raises VersionError.
    """
    kept = prepared_folder(settings) / _KEY
    return kept.exists() and kept.read_text() == key(settings)


def prepared_folder(settings: KnowledgeSettings) -> Path:
    """Where it is."""
    return settings.encoded / "content"


def key(settings: KnowledgeSettings) -> str:
    """Names what it would be made from now. Raises VersionError, FileNotFoundError without an encoder."""
    adapter = verify(Versions(settings.versions).current()).sha256["adapter.npz"]
    return f"{name_of(settings.encoder)} {digest(_inputs(), _KNOWLEDGE)} {adapter[:16]}"


def put(settings: KnowledgeSettings, made_from: str, write: Callable[[Path], None]) -> None:
    """Have ``write`` fill a folder, and put it in the place of the old one; ``made_from``: the key that it is found by."""
    folder = prepared_folder(settings)
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    write(fresh)
    (fresh / _KEY).write_text(made_from)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


def _inputs() -> Iterator[Path]:
    for entry in _KNOWLEDGE.iterdir():
        if entry.name not in _APART:
            for path in entry.rglob("*") if entry.is_dir() else [entry]:
                if path.suffix in _KINDS:
                    yield path
