"""Opening the database: made, migrated, found again, by several processes at once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, select, text

from knowledge.records.database import HEAD, MIGRATIONS, DatabaseError, open_database
from knowledge.records.tables import TABLES, Base, Revision
from tests.conftest import StartPython
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


def test_processes_that_start_together_do_not_collide(tmp_path: Path, start_python: StartPython) -> None:
    url = f"sqlite:///{tmp_path / 'new folder 100%' / 'records.db'}"
    started = [start_python("-c", OPEN, url) for _ in range(2)]
    assert [process.communicate(timeout=PATIENCE) for process in started] == [("", "")] * 2
    with open_database(url).connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1


def test_a_newer_database_is_left_alone(engine: Engine, url: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseError, match="更新的版本"):
        open_database(url)


@pytest.mark.parametrize("wrong", ["records.db", "oracle+nix://x"])
def test_a_wrong_url_is_one_readable_line(wrong: str) -> None:
    with pytest.raises(DatabaseError, match="DATABASE_URL"):
        open_database(wrong)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "records.db").write_text("not a database, " * 100)
    with pytest.raises(DatabaseError, match="数据库出错"):
        open_database(f"sqlite:///{tmp_path / 'records.db'}")
