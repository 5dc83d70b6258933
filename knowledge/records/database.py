"""Open the database of records and bring its tables up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from knowledge.errors import ReadableError
from knowledge.records import dialects

MIGRATIONS = Path(__file__).parent / "migrations"
# What the migrations lead to; read from their names, so that an up-to-date database opens without Alembic.
HEAD = max(path.name[1:5] for path in (MIGRATIONS / "versions").glob("v[0-9]*.py"))
PATIENCE = 120  # seconds to wait for another writer: longer than the final step of a million-row import
LARGEST_LOG = 64 * 1024 * 1024  # bytes to which SQLite cuts its log after a large import
# Readers never wait (WAL), writers wait for each other.
_PRAGMAS = (f"busy_timeout = {PATIENCE * 1000}", "journal_mode = WAL", f"journal_size_limit = {LARGEST_LOG}")
_WRONG = "{} 不对，请写成 postgresql://用户:口令@主机/库名 或 sqlite:////目录/文件.db 这样"


class DatabaseError(ReadableError):
    """The database cannot be opened, read or written."""


@contextmanager
def readable_errors() -> Iterator[None]:
    """Turns what the database driver raises into DatabaseError."""
    try:
        yield
    except DBAPIError as error:
        raise DatabaseError(dialects.explained(error)) from error


def connected(url: str, setting: str, *pragmas: str) -> Engine:
    """The database behind an address that stands in a setting. Raises DatabaseError."""
    try:
        return dialects.connected(url, *pragmas)
    except dialects.UnknownAddress as error:
        raise DatabaseError(_WRONG.format(setting)) from error


def open_database(url: str) -> Engine:
    """The database behind ``url``, such as sqlite:////data/records.db; its tables are made or migrated first if need be.

    Raises DatabaseError.
    """
    database = connected(url, "DATABASE_URL", *_PRAGMAS)
    dialects.begin_ourselves(database)
    with readable_errors():
        if _version(database) != HEAD:
            _migrate(database)
    return database


def _version(database: Engine) -> str | None:
    """The version of the tables; None for an empty database."""
    with database.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return version


def _migrate(database: Engine) -> None:
    """Of two processes one waits and then finds nothing left to do."""
    with dialects.migrating(database) as connection:
        upgrade(connection)


def upgrade(connection: Connection) -> None:
    """Run the migrations that are missing. Raises DatabaseError."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, HEAD)
    except CommandError as error:
        raise DatabaseError("数据库是更新的版本建的，请改用那个版本的程序") from error
