"""All that differs between the databases that may be used: SQLite in a file, PostgreSQL behind an address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

POSTGRESQL, SQLITE = "postgresql", "sqlite"
CONNECT_SECONDS = 10
# What PostgreSQL's advisory locks go by: numbers that nobody else uses in a database of ours.
_MIGRATING, _WRITING, _SERVING = 1, 2, 3
# By SQLSTATE (https://www.postgresql.org/docs/15/errcodes-appendix.html); who cannot connect has none.
_SAID = {
    None: "连不上数据库，请看 PostgreSQL 开没开，再核对 DATABASE_URL 里的主机、库名、用户和口令",
    "42501": "数据库的用户没有权限，请让它成为这个库的所有者",
    "53100": "PostgreSQL 所在的磁盘满了，请清理后再试",
    "53300": "PostgreSQL 的连接用完了，请调大 max_connections",
    "57P01": "PostgreSQL 正在重启，请稍后再试",
}
_FILE = "SQLite"  # has none
_NEVER_CHANGED = """
CREATE OR REPLACE FUNCTION never_changed() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is never changed'; END $$
"""


class UnknownAddress(ValueError):
    """No address of a database that can be used; it does not stand in the message, for it may hold a password."""


def connected(url: str, *pragmas: str) -> Engine:
    """The database behind ``url``; it is not reached yet, but the folder of a file is made. ``pragmas``: how a file of SQLite
    is kept. Raises UnknownAddress."""
    address = _address(url)
    if address.get_backend_name() == POSTGRESQL:
        return _server(address)
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    database = create_engine(address, hide_parameters=True)

    @event.listens_for(database, "connect")
    def connect(driver: Any, _record: object) -> None:
        for pragma in pragmas:
            driver.execute(f"PRAGMA {pragma}")

    return database


def begin_ourselves(database: Engine) -> None:
    """Python's driver of SQLite would let DDL slip out of the transaction
    (https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#serializable-isolation-savepoints-transactional-ddl)."""
    if database.dialect.name != SQLITE:
        return

    @event.listens_for(database, "connect")
    def connect(driver: Any, _record: object) -> None:
        driver.isolation_level = None

    @event.listens_for(database, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


@contextmanager
def migrating(database: Engine) -> Iterator[Connection]:
    """A transaction in which nobody else migrates; of two that begin one, one waits."""
    with database.connect().execution_options(begin="BEGIN IMMEDIATE") as connection, connection.begin():
        if connection.dialect.name == POSTGRESQL:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
        yield connection


def hold_still(connection: Connection) -> None:
    """As the first thing of a transaction: what it reads is as it was at one moment. With SQLite it always is."""
    if connection.dialect.name == POSTGRESQL:
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))


@contextmanager
def only_assistant(database: Engine) -> Iterator[bool]:
    """Be the one assistant of a PostgreSQL; whether that is so. It ends with the block, or with the connection."""
    with database.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.detach()  # closed at the end, and given to nobody else with what it holds
        yield bool(connection.scalar(text(f"SELECT pg_try_advisory_lock({_SERVING})")))


def be_only_writer(connection: Connection) -> None:
    """Before the first statement that writes what people are told: who does so too waits until this transaction ends. With
    SQLite it is always so; PostgreSQL would let two go on that each hold what the other needs."""
    if connection.dialect.name == POSTGRESQL:
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITING})"))


def upsert(connection: Connection, table: Table) -> Any:
    """An INSERT that may say ON CONFLICT."""
    build = postgresql.insert if connection.dialect.name == POSTGRESQL else sqlite.insert
    return build(table)


def keep_from_change(connection: Connection, table: str) -> None:
    """Have the database refuse to change a row of a table or to take one away."""
    guarded = _guarded_by_server if connection.dialect.name == POSTGRESQL else _guarded_by_file
    for statement in guarded(table):
        connection.exec_driver_sql(statement)


def explained(error: DBAPIError) -> str:
    """What went wrong and what to do. PostgreSQL's own words are left out: they may hold what is stored."""
    state = getattr(error.orig, "sqlstate", _FILE)
    if state == _FILE:
        return f"数据库出错（{error.orig}），请检查磁盘空间和文件权限后再试"
    if state is None and not isinstance(error, OperationalError):
        return f"PostgreSQL 存不了这些内容（{type(error.orig).__name__}），请把看不见的字符去掉再试"
    return _SAID.get(state, f"数据库出错（PostgreSQL 错误码 {state}），请看它的日志")


def _server(address: URL) -> Engine:
    return create_engine(
        address.set(drivername=f"{POSTGRESQL}+psycopg"),
        hide_parameters=True,
        pool_pre_ping=True,  # a database that was gone and is back is found without an error
        connect_args={"connect_timeout": CONNECT_SECONDS, "application_name": "nuanyi"},
    )


def _guarded_by_file(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
        for change in ("UPDATE", "DELETE")
    ]


def _guarded_by_server(table: str) -> list[str]:
    changes = {"UPDATE": "ROW", "DELETE": "ROW", "TRUNCATE": "STATEMENT"}
    guards = (
        f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
        f"FOR EACH {each} EXECUTE FUNCTION never_changed()"
        for change, each in changes.items()
    )
    return [_NEVER_CHANGED, *guards]


def _address(url: str) -> URL:
    try:
        address = make_url(url)
        if address.get_backend_name() in (POSTGRESQL, SQLITE):
            return address
    except (ArgumentError, NoSuchModuleError, ValueError):
        pass
    raise UnknownAddress
