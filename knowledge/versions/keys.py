"""Digests of what a version was learned from, so that it can be told when the data is newer.

Only data counts, and of data only lines that say something: a comment changes nothing. Imports nothing heavy: it runs at
every start.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

_KNOWLEDGE = Path(__file__).parents[1]

# Each kind of data with its files, relative to ``knowledge/``. A newer ``content`` is served as it is; the models learn from
# it when they are trained next. Newer ``practice`` or ``words`` say that the models are behind.
INPUTS = {
    "content": ("content/*.yml", "figures/data/*.yml"),
    "practice": ("content/asked/*.yml", "training/data/*.yml", "training/data/offices/*.yml"),
    "words": ("language/data/dialect.yml", "places/data/regions.csv", "places/data/short_names.yml"),
}
# A newer one of these says that a version is behind.
DECIDING = ("practice", "words")


def data_keys(root: Path = _KNOWLEDGE) -> dict[str, str]:
    """The digest of each kind of data. Raises FileNotFoundError when a pattern matches nothing: a moved file must not be
    forgotten."""
    return {name: digest(_files(root, patterns), root) for name, patterns in INPUTS.items()}


def digest(paths: Iterable[Path], root: Path) -> str:
    """One number for the files' names and their lines that are neither empty nor comments."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.relative_to(root).as_posix().encode())
        lines = (line.rstrip() for line in path.read_bytes().splitlines())
        total.update(b"\n".join(line for line in lines if line and not line.lstrip().startswith(b"#")))
    return total.hexdigest()[:16]


def _files(root: Path, patterns: Iterable[str]) -> Iterable[Path]:
    for pattern in patterns:
        found = list(root.glob(pattern))
        if not found:
            raise FileNotFoundError(f"{root / pattern} matches no file")
        yield from found
