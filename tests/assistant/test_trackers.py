"""Rasa's store of conversations on every database, in Rasa's own environment; then seen from ours."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from assistant import engine_database
from assistant.backup.stores import EVENTS
from assistant.engine_model import engine_environment
from assistant.settings import Settings
from channels.line.keys import key_of
from knowledge.records.database import connected
from knowledge.records.dialects import SQLITE
from knowledge.settings import ROOT
from tests.databases import Place

STORY = Path(__file__).with_name("trackers_story.py")


@pytest.fixture
def told(place: Place, start_python: object) -> Engine:
    """The database after the story."""
    url = place.empty()
    given = {"CONVERSATIONS": url, "HOST": "127.0.0.1", "PORT": "1"} | dict.fromkeys(
        ("MODEL", "ENDPOINTS", "CREDENTIALS", "TOKEN", "ACTIONS_URL"), "none"
    )
    environment = engine_environment(Settings()) | {f"ENGINE_{name}": value for name, value in given.items()}
    command = [Settings().engine_python, STORY]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == "done\n", done.stderr
    return connected(url, "DATABASE_URL")


def test_its_table_is_the_one_that_backups_know(told: Engine) -> None:
    with told.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), EVENTS.metadata) == []


def test_of_two_engines_one_goes_on_with_a_conversation_at_a_time(told: Engine) -> None:
    if told.dialect.name == SQLITE:
        pytest.skip("a file has one engine")
    with told.begin() as one, told.begin() as other:
        engine_database.lock(one, "孙七")
        other.exec_driver_sql("SET LOCAL lock_timeout = '100ms'")
        engine_database.lock(other, "王五")
        with pytest.raises(OperationalError, match="lock timeout"):
            engine_database.lock(other, "孙七")


def test_what_the_engine_keeps_is_found_and_forgotten(told: Engine) -> None:
    with told.begin() as connection:
        assert engine_database.senders(connection, key_of("王五")) == ["王五"]
        assert engine_database.senders(connection, key_of("赵六")) == [], "it was forgotten"
        assert engine_database.remembered(connection, "王五") == {"region": "兰溪市"}
        engine_database.expire(connection, 1500.0)
        assert engine_database.remembered(connection, "王五") == {"region": "兰溪市"}
        engine_database.forget(connection, "王五")
        assert engine_database.senders(connection, key_of("王五")) == []
