"""Opening the database: made, migrated, found again, by several processes at once."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import quote

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, insert, select, text

from knowledge.records.audit import utc_now
from knowledge.records.database import HEAD, MIGRATIONS, DatabaseError, open_database, readable_errors
from knowledge.records.tables import TABLES, Base, Revision, Withdrawn
from tests.conftest import StartPython
from tests.databases import PASSWORD, Place, Server
from tests.waiting import PATIENCE

OPEN = "import sys; from knowledge.records.database import open_database; open_database(sys.argv[1])"


def test_the_migrations_make_the_tables(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        kinds = connection.scalars(select(Revision.kind).where(Revision.number == 0))
        assert set(kinds) == set(TABLES)


def test_head_is_where_the_migrations_lead() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == HEAD


def test_readers_do_not_wait_for_writers(engine: Engine, url: str) -> None:
    with engine.begin() as writer:
        writer.execute(text("UPDATE revision SET number = 7"))
        with open_database(url).connect() as reader:
            assert reader.scalar(text("SELECT max(number) FROM revision")) == 0


def test_opening_again_is_quick(engine: Engine, url: str) -> None:
    began = time.process_time()
    open_database(url)
    assert time.process_time() - began < 0.15


def test_the_folder_of_a_file_is_made(tmp_path: Path) -> None:
    open_database(f"sqlite:///{tmp_path / 'new folder 100%' / 'records.db'}").dispose()
    assert (tmp_path / "new folder 100%" / "records.db").exists()


def test_processes_that_start_together_do_not_collide(place: Place, start_python: StartPython) -> None:
    url = place.empty()
    started = [start_python("-c", OPEN, url) for _ in range(2)]
    assert [process.communicate(timeout=PATIENCE) for process in started] == [("", "")] * 2
    with open_database(url).connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1


def test_a_newer_database_is_left_alone(engine: Engine, url: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseError, match="更新的版本"):
        open_database(url)


@pytest.mark.parametrize(
    "wrong", ["records.db", "oracle+nix://x:geheim@y/z", "mysql://x:geheim@y/z", "postgresql://x:geheim@y:port/z"]
)
def test_a_wrong_url_is_one_readable_line(wrong: str) -> None:
    with pytest.raises(DatabaseError, match="DATABASE_URL") as raised:
        open_database(wrong)
    assert not tells(raised.value, "geheim")


@pytest.mark.parametrize(
    ("right", "wrong"), [(quote(PASSWORD, safe=""), "geheim"), ("@/", "@/no_such_"), ("nuanyi:", "nobody:")]
)
def test_a_server_that_does_not_let_us_in(postgresql: Server, right: str, wrong: str) -> None:
    with pytest.raises(DatabaseError, match=r"连不上数据库.*DATABASE_URL") as raised:
        open_database(postgresql.url("migrated").replace(right, wrong))
    assert not any(tells(raised.value, secret) for secret in ("geheim", PASSWORD, quote(PASSWORD, safe="")))


def test_what_a_server_says_of_stored_values_is_told_to_nobody(postgresql: Server) -> None:
    with postgresql.own() as own:
        database = open_database(own.migrated())
        twice = insert(Withdrawn).values(id="13800138000", since=utc_now())
        with (
            pytest.raises(DatabaseError, match="错误码 23505") as raised,
            readable_errors(),
            database.begin() as connection,
        ):
            connection.execute(twice)
            connection.execute(twice)
        assert "13800138000" not in str(raised.value)


def test_a_database_that_was_gone_and_is_back(postgresql: Server) -> None:
    with postgresql.own() as own:
        url = own.migrated()
        database = open_database(url)
        with database.connect() as connection:
            name = connection.scalar(text("SELECT current_database()"))
        own.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        with database.connect() as connection:
            assert connection.scalar(text("SELECT 1")) == 1


def tells(error: BaseException | None, secret: str) -> bool:
    """Whether an error or one that led to it has these characters."""
    return error is not None and (secret in str(error) or tells(error.__cause__ or error.__context__, secret))


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "records.db").write_text("not a database, " * 100)
    with pytest.raises(DatabaseError, match="数据库出错"):
        open_database(f"sqlite:///{tmp_path / 'records.db'}")
