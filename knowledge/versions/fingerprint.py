"""What a trained version was made from, as one number. Imports nothing heavy: it runs at every start."""

from __future__ import annotations

import hashlib
from pathlib import Path

# A version depends on content, word lists, training data and the code that reads them, not on the services beside them.
_INPUTS = (
    "content/*.yml",
    "language/*.py",
    "retrieval/*.py",
    "training/*.py",
    "training/*.yml",
    "checked_yaml.py",
    "library/*.py",
    "encoder.py",
    "language/data/dialect.yml",
    "places/regions.py",
    "places/data/*",
)


def fingerprint(encoder_folder: Path) -> str:
    """Changes when anything that a version is made from changes. Raises FileNotFoundError without a built encoder."""
    digest = hashlib.sha256((encoder_folder / "manifest.json").read_bytes())
    folder = Path(__file__).parents[1]
    for path in sorted(path for pattern in _INPUTS for path in folder.glob(pattern)):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
