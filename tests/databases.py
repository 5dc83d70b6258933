"""Databases of tests: files of SQLite, and a real PostgreSQL, Debian's, started on a socket in a temporary folder."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

import pytest
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from assistant.steps import die_with_parent
from knowledge.records.database import open_database
from tests.waiting import wait_until

# It goes through every address; half of what may stand in a password must be escaped there.
PASSWORD = "口令 p@ss:w/o%rd$?#"
USER = "nuanyi"
MIGRATED = "migrated"
MISSING = "这台机器没有 PostgreSQL，先装：apt-get install postgresql"
# Nothing of it is to outlive a loss of power.
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "300",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
}
_numbers = count(1)


class Place(Protocol):
    """Where a test has databases of its own."""

    def empty(self) -> str:
        """The address of a new one, with nothing in it."""

    def migrated(self) -> str:
        """The address of a new one, with the tables of records."""


@dataclass(frozen=True)
class Files:
    """Files in ``folder``, copies of one that is ``made``: to migrate one takes a while."""

    folder: Path
    made: Path

    def empty(self) -> str:
        return f"sqlite:///{self._path()}"

    def migrated(self) -> str:
        return f"sqlite:///{shutil.copy(self.made, self._path())}"

    @contextmanager
    def own(self) -> Iterator[Files]:
        yield self

    def _path(self) -> Path:
        return self.folder / f"test_{next(_numbers)}.db"


@dataclass(frozen=True)
class Server:
    """A server whose socket is in ``folder``, and the databases ``made`` there."""

    folder: Path
    made: list[str] = field(default_factory=list)

    def url(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql://{USER}:{quote(PASSWORD, safe='')}@/{name}?host={self.folder}"

    def empty(self) -> str:
        return self._new("template0")

    def migrated(self) -> str:
        return self._new(MIGRATED)

    def _new(self, template: str) -> str:
        name = f"test_{next(_numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        self.made.append(name)
        return self.url(name)

    def run(self, statement: str) -> None:
        """Outside of any transaction, in no database of a test."""
        with _administered(self.url("postgres")).connect() as connection:
            connection.execute(text(statement))

    @contextmanager
    def own(self) -> Iterator[Server]:
        """The same server for a while; what is made by then goes."""
        own = Server(self.folder)
        yield own
        for name in own.made:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def answers(self) -> bool:
        try:
            self.run("SELECT 1")
        except OperationalError:
            return False
        return True


@cache
def _administered(url: str) -> Engine:
    return create_engine(url, isolation_level="AUTOCOMMIT")


# What only a file can do, or is tested with a file.
in_files = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


def unguarded(connection: Connection, table: str) -> None:
    """Let the rows of a table be changed that its triggers keep."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        return
    for change in ("update", "delete"):
        connection.execute(text(f"DROP TRIGGER {table}_no_{change}"))


def programs() -> Path | None:
    """Where Debian has put the newest PostgreSQL, None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def running(bin: Path) -> Iterator[Server]:
    """A server with an empty migrated database, until it is no longer needed."""
    # Short: a socket's path may have 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="nuanyi-pg-"))
    owner = _owner()
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    process = _start(bin, folder, owner)
    try:
        server = Server(folder)
        wait_until(server.answers, "PostgreSQL takes connections")
        server.run(f"CREATE DATABASE {MIGRATED} TEMPLATE template0")
        open_database(server.url(MIGRATED)).dispose()
        yield server
    finally:
        process.send_signal(signal.SIGQUIT)  # at once, yet nothing of it stays
        process.wait()
        shutil.rmtree(folder)


def _owner() -> pwd.struct_passwd:
    """PostgreSQL does not run as root; Debian makes a user for it."""
    return pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


def _start(bin: Path, folder: Path, owner: pwd.struct_passwd) -> subprocess.Popen[bytes]:
    data, password = folder / "data", folder / "password"
    password.write_text(PASSWORD)
    os.chown(password, owner.pw_uid, owner.pw_gid)
    who = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    initdb = [bin / "initdb", "--pgdata", data, "--username", USER, "--pwfile", password, "--no-sync"]
    initdb += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"]
    subprocess.run(initdb, check=True, capture_output=True, cwd=folder, **who)
    settings = [f"-c{name}={value}" for name, value in (_SETTINGS | {"unix_socket_directories": folder}).items()]
    log = (folder / "log").open("wb")
    command = [bin / "postgres", "-D", data, *settings]
    return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, preexec_fn=die_with_parent, **who)
