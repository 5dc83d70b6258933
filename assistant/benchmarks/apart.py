"""A data folder for a measurement, beside the real one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.settings import Settings


@contextmanager
def apart(settings: Settings, name: str) -> Iterator[Settings]:
    """A data folder that begins with what was encoded and built in the real one, and goes in the end. Files there are
    replaced, never written to, so the same file may stand in both."""
    folder = settings.data_dir.resolve() / "bench" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        for kept in (settings.encoded, settings.engine):
            if kept.is_dir():
                shutil.copytree(kept, folder / kept.name, copy_function=os.link, ignore=shutil.ignore_patterns("*.db*"))
        yield settings.model_copy(update={"data_dir": folder, "port": 0, "database_url": None})
    finally:
        shutil.rmtree(folder, ignore_errors=True)
