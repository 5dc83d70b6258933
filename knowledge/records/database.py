"""Open the database and bring its tables up to date. SQLite by default; statements are written for PostgreSQL too, on which
nobody has run them yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from knowledge.errors import ReadableError

MIGRATIONS = Path(__file__).parent / "migrations"
# What the migrations lead to; read from their names, so that an up-to-date database opens without Alembic.
HEAD = max(path.name[1:5] for path in (MIGRATIONS / "versions").glob("v[0-9]*.py"))
PATIENCE = 120  # seconds to wait for another writer: longer than the final step of a million-row import
LARGEST_LOG = 64 * 1024 * 1024  # bytes to which SQLite cuts its log after a large import


class DatabaseError(ReadableError):
    """The database cannot be opened, read or written."""


@contextmanager
def readable_errors() -> Iterator[None]:
    """Turns what the database driver raises into DatabaseError."""
    try:
        yield
    except DBAPIError as error:
        raise DatabaseError(f"数据库出错（{error.orig}），请检查磁盘空间和文件权限后再试") from error


def open_database(url: str) -> Engine:
    """The database behind ``url``, such as sqlite:////data/records.db, made or migrated first if need be.

    Raises DatabaseError.
    """
    try:
        database = create_engine(url)
        file = make_url(url).database
    except (ArgumentError, ImportError) as error:
        raise DatabaseError("DATABASE_URL 不对，请写成 sqlite:////目录/records.db 这样") from error
    if database.dialect.name == "sqlite":
        _prepare_sqlite(database)
        if file:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
    with readable_errors():
        if _version(database) != HEAD:
            _migrate(database)
    return database


def _prepare_sqlite(database: Engine) -> None:
    """Readers never wait (WAL), writers wait for each other, and BEGIN is ours: Python's driver would let DDL slip out of
    the transaction (https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#serializable-isolation-savepoints-transactional-ddl)."""

    @event.listens_for(database, "connect")
    def connect(driver: Any, _record: object) -> None:
        driver.isolation_level = None
        driver.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
        driver.execute("PRAGMA journal_mode = WAL")
        driver.execute(f"PRAGMA journal_size_limit = {LARGEST_LOG}")

    @event.listens_for(database, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _version(database: Engine) -> str | None:
    """The version of the tables; None for an empty database."""
    with database.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return version


def _migrate(database: Engine) -> None:
    """Run the migrations that are missing. Of two processes one waits and then finds nothing left to do."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with database.connect().execution_options(begin="BEGIN IMMEDIATE") as connection, connection.begin():
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, HEAD)
        except CommandError as error:
            raise DatabaseError("数据库是更新的版本建的，请改用那个版本的程序") from error
