"""What a folder that holds an encoder tells of it, without loading it: that takes a quarter of a second of processor time,
which whoever only asks need not spend.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from knowledge.errors import ReadableError

SERVING_FILE = "model_int8.onnx"
# Beside it, so that the runtime maps them into memory: of the words' vectors (39 MB) only those that are used are read.
WEIGHTS_FILE = "model_int8.weights"
MANIFEST = "manifest.json"
# What the serving file gives; a folder of another layout is built anew.
LAYOUT = 3


class EncoderMissing(ReadableError):
    """There is no encoder yet."""


def is_built(folder: Path, model: str | None) -> bool:
    """Whether ``folder`` holds a finished build of ``model`` (None: the built-in one)."""
    if not ((folder / MANIFEST).exists() and (folder / WEIGHTS_FILE).exists()):
        return False
    manifest = json.loads((folder / MANIFEST).read_text())
    return bool(manifest["model"] == model and manifest.get("layout") == LAYOUT)


def name_of(folder: Path) -> str:
    """A name for the build in ``folder``: vectors of two builds cannot be compared. Raises FileNotFoundError for a folder
    that is still being built."""
    return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()[:16]
