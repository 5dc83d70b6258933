"""One assistant for a data folder, and one for a database server."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import ReadableError


class StartError(ReadableError):
    """The assistant cannot start; the message says why and what to do, in Chinese."""


@contextmanager
def only_one(data_dir: Path) -> Iterator[None]:
    """Holds the data folder for this process; the lock goes with the process, however it ends. Raises StartError."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StartError(f"{data_dir} 正被另一个暖驿使用，请先停掉它，或用 DATA_DIR 另选一个目录") from error
        yield


@contextmanager
def only_one_on(server: str | None) -> Iterator[None]:
    """Holds the database server, if there is one: two assistants would each take the other's jobs for broken off. Raises
    StartError, DatabaseError."""
    if server is None:
        yield
        return
    from knowledge.records import database, dialects  # 20 MB for nothing where there are files

    with database.readable_errors(), dialects.only_assistant(database.connected(server, "DATABASE_URL")) as is_alone:
        if not is_alone:
            raise StartError("DATABASE_URL 的库正被另一个暖驿使用：一个库只给一个用，请先停掉那一个，或者换一个库")
        yield
