"""Files that are sent: whole on the disk before anybody hears of them, and nothing is left of one that did not come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from channels.errors import GatewayError
from channels.jobs.work import Work
from channels.library.transfer_shapes import SentTable
from channels.staff.uploads import name_of, receive
from knowledge.records.audit import By
from knowledge.records.database import open_database
from knowledge.records.jobs.job import JobKind
from knowledge.settings import KnowledgeSettings

PIECES = (b"a" * 70_000, b"b" * 70_000)


def sending(*pieces: bytes | Exception) -> Any:
    """A request whose body comes in these pieces."""
    coming = iter(pieces)

    async def read() -> bytes | None:
        piece = next(coming, None)
        if isinstance(piece, Exception):
            raise piece
        return piece

    return SimpleNamespace(stream=SimpleNamespace(read=read))


def test_a_file_comes_in_pieces(tmp_path: Path) -> None:
    path = asyncio.run(receive(sending(*PIECES), tmp_path / "new", "表.csv", 140_000))
    assert path == tmp_path / "new" / "表.csv" and path.read_bytes() == b"".join(PIECES)


@pytest.mark.parametrize(
    ("pieces", "fault"), [(PIECES, GatewayError), ((PIECES[0], ConnectionError()), ConnectionError)]
)
def test_of_what_is_too_large_or_does_not_end_nothing_is_left(
    tmp_path: Path, pieces: Any, fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        asyncio.run(receive(sending(*pieces), tmp_path / "new", "表.csv", 139_999))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("a.csv", "a.csv"),
        ("C:\\我的\\a.csv", "a.csv"),
        ("../../etc/passwd", "passwd"),
        ("\x00表\x1b\ud800.csv", "表.csv"),
        ("长" * 300 + ".csv", "长" * 65 + ".csv"),
    ],
)
def test_names_lead_nowhere(sent: str, name: str) -> None:
    assert name_of(sent) == name


@pytest.mark.parametrize("sent", ["", "..", "a/..", "/", "\x00..\x00"])
def test_what_is_no_name(sent: str) -> None:
    with pytest.raises(GatewayError):
        name_of(sent)


def test_killed_at_any_step_there_is_a_job_with_its_whole_file_or_none(
    tmp_path: Path, empty_database: Path, killed: Callable[[Callable[[], object]], Iterator[int]]
) -> None:
    settings = KnowledgeSettings(data_dir=tmp_path)

    def send() -> None:
        work = Work(settings, open_database(settings.database))
        path = asyncio.run(receive(sending(*PIECES), work.fresh_folder(), "表.csv", 1_000_000))
        work.take_in(path, SentTable(file="表.csv"), By("安娜"))

    found = set()
    for _ in killed(send):
        work = Work(settings, open_database(settings.database))
        jobs = [job for job in work.queue.listed(kind=JobKind.IMPORT) if not job.has_ended]
        for job in jobs:
            assert (settings.job_files / job.given["file"]).read_bytes() == b"".join(PIECES)
            assert settings.wake.exists()
            work.queue.cancel(job.id)
        found.add(len(jobs))
        work.database.dispose()
    assert found == {0, 1}
