"""What may happen to a machine, with real processes: while people talk, a part is killed, stalls, the disk is full, the
database is away. Everybody gets a reply or an honest word, nothing that was told is lost, and how long it took is printed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from knowledge.records.database import connected
from tests.databases import Server
from tests.stack.conftest import REPLY_SECONDS, Assistant, Chat, copy_prepared, started
from tests.stack.people import SHORT, all_are_answered, has_lost_nothing, talking
from tests.waiting import wait_until


def is_started_again(patient: Assistant, part: str, killed: int) -> bool:
    """Whether a part that was killed runs as another process."""
    now = patient.children().get(part)
    return now is not None and now.pid != killed


@pytest.fixture(scope="module")
def patient(prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """One that is not patient with its engine, so that a test need not be."""
    with started(copy_prepared(prepared_data, tmp_path_factory.mktemp("survival")), **SHORT) as running:
        running.wait_until_ready()
        yield running


@pytest.mark.parametrize("part", ["assistant.engine.serve", "actions.server", "channels"])
def test_a_part_is_killed_while_people_talk(patient: Assistant, part: str) -> None:
    with talking(patient) as people:
        all_are_answered(people)
        killed = patient.children()[part].pid
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: is_started_again(patient, part, killed), "it is started again")
        patient.wait_until_ready()
        all_are_answered(people)
    has_lost_nothing(people, f"kill -9 of {part}")


@pytest.mark.parametrize("part", ["assistant.engine.serve", "actions.server"])
def test_a_part_stalls_while_people_talk(patient: Assistant, part: str) -> None:
    with talking(patient) as people:
        all_are_answered(people)
        stalled = patient.children()[part].pid
        os.kill(stalled, signal.SIGSTOP)
        try:
            before = [person.put_off for person in people]
            wait_until(
                lambda: all(person.put_off > count for person, count in zip(people, before, strict=True)),
                "everybody is told so",
                REPLY_SECONDS,
            )
        finally:
            os.kill(stalled, signal.SIGCONT)
        all_are_answered(people)
    has_lost_nothing(people, f"{part} stalls")


def test_the_database_is_gone_and_back_while_people_talk(
    postgresql: Server, prepared_data: Path, tmp_path: Path
) -> None:
    with postgresql.own() as own:
        url, name = own.migrated(), own.made[-1]
        data = copy_prepared(prepared_data, tmp_path)
        with started(data, DATABASE_URL=url, **SHORT) as running:
            running.wait_until_ready()
            with talking(running) as people:
                all_are_answered(people)
                own.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
                try:
                    own.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
                    time.sleep(5)
                finally:
                    own.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
                all_are_answered(people)
            has_lost_nothing(people, "database away for 5 s")
        database = connected(url, "DATABASE_URL")
        with database.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM events"))
        database.dispose()


@pytest.fixture
def small_disk(prepared_data: Path, tmp_path: Path) -> Iterator[Path]:
    """A data folder on a file system of its own, with some megabytes to spare."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a file system")
    megabytes = sum(path.stat().st_size for path in prepared_data.rglob("*") if path.is_file()) // 2**20
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes + 80}m", "tmpfs", tmp_path], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    try:
        yield copy_prepared(prepared_data, tmp_path)
    finally:
        subprocess.run(["umount", "--lazy", tmp_path], check=True)


def test_the_disk_is_full_while_people_talk(small_disk: Path) -> None:
    with started(small_disk, **SHORT) as running:
        running.wait_until_ready()
        with talking(running) as people:
            all_are_answered(people)
            filling = small_disk / "filling"
            _fill(filling)
            time.sleep(5)
            filling.unlink()
            all_are_answered(people)
        has_lost_nothing(people, "disk full for 5 s")
        os.kill(running.children()["assistant.engine.serve"].pid, signal.SIGKILL)
        wait_until(lambda: not running.is_ready(), "its death is seen")
        running.wait_until_ready()
        has_lost_nothing(people, "read again after the disk was full")


def _fill(file: Path) -> None:
    with file.open("wb", buffering=0) as out:
        for size in (2**20, 4096, 1):
            try:
                while True:
                    out.write(b"x" * size)
            except OSError:
                continue


def test_a_corrupt_model_of_the_engine_is_made_anew(prepared_data: Path, tmp_path: Path) -> None:
    """As after a power cut while it was copied."""
    data = copy_prepared(prepared_data, tmp_path)
    (model,) = (data / "engine").glob("*.tar.gz")
    whole = model.read_bytes()
    model.unlink()  # it is a link to what other tests use
    model.write_bytes(whole[: len(whole) // 2])
    with started(data) as running:
        running.wait_until_ready()
        assert "350元" in Chat(running.url, "舟山市").say("居民的基础养老金每月发多少")
    shutil.rmtree(data, ignore_errors=True)
