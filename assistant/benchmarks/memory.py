"""What processes hold in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from assistant.settings import Settings


def held(pids: Iterable[int]) -> float:
    """Megabytes of these processes and all that they started."""
    return sum(map(_megabytes, _with_children(pids)))


def held_by_assistant(settings: Settings) -> float:
    """The same of the running assistant."""
    return held(_supervisor(settings))


def held_by_parts(settings: Settings) -> dict[str, float]:
    """The same of each of its processes, by the module that it runs."""
    pids = _with_children(_supervisor(settings))
    return {name: _megabytes(pid) for pid in pids if (name := _module(pid))}


def _supervisor(settings: Settings) -> list[int]:
    """Who holds the lock of the data folder; nobody where no assistant runs there."""
    lock = (settings.data_dir.resolve() / "lock").stat()
    locks = (line.split() for line in Path("/proc/locks").read_text().splitlines())
    mine = (fields for fields in locks if fields[1] == "FLOCK" and int(fields[5].split(":")[2]) == lock.st_ino)
    return [int(fields[4]) for fields in mine][:1]


def _module(pid: int) -> str:
    arguments = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    return arguments[arguments.index("-m") + 1] if "-m" in arguments else ""


def _megabytes(pid: int) -> float:
    """What a process holds for itself alone: shared libraries count once, where they are loaded (Linux's "Pss")."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024


def _with_children(pids: Iterable[int]) -> Iterator[int]:
    for pid in pids:
        yield pid
        for task in Path(f"/proc/{pid}/task").iterdir():
            yield from _with_children(map(int, (task / "children").read_text().split()))
