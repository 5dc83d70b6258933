"""The whole assistant with everything in a PostgreSQL: people are answered as with files, and a connection that breaks costs
no conversation."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import Engine, text

from assistant.evaluation.chain import through_chain
from assistant.evaluation.heldout import load_cases
from knowledge.records.database import connected
from tests.databases import PASSWORD, Server
from tests.stack.conftest import Assistant, copy_prepared, started
from tests.waiting import wait_until

EACH = 8  # one of so many questions


@pytest.fixture(scope="module")
def database(postgresql: Server) -> Iterator[Engine]:
    with postgresql.own() as own:
        engine = connected(own.migrated(), "DATABASE_URL")
        yield engine
        engine.dispose()


@pytest.fixture(scope="module")
def on_server(database: Engine, prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    data = copy_prepared(prepared_data, tmp_path_factory.mktemp("on-server"))
    url = database.url.render_as_string(hide_password=False)
    with started(data, DATABASE_URL=url) as running:
        running.wait_until_ready()
        yield running


def count(database: Engine, table: str) -> int:
    with database.connect() as connection:
        return connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0


def test_a_conversation_goes_on_after_the_engine_and_the_connections_are_gone(
    on_server: Assistant, database: Engine
) -> None:
    chat = on_server.chat("兰溪市")
    for said in ("你好", "最低工资多少"):
        chat.say(said)
    os.kill(on_server.children()["assistant.engine.serve"].pid, signal.SIGKILL)
    wait_until(lambda: not on_server.is_ready(), "its death is seen")
    on_server.wait_until_ready()
    with database.connect() as connection:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        connection.execute(text(f"{others} AND datname = current_database()"))
    assert "最低工资" in chat.say("再说一遍")
    assert min(count(database, table) for table in ("events", "line_entry", "turn", "station")) > 0


def test_held_out_questions_get_the_same_replies_as_with_files(on_server: Assistant, assistant: Assistant) -> None:
    cases = load_cases()[::EACH]
    there, here = (
        [replace(outcome, seconds=0.0) for outcome in through_chain(cases, url)]
        for url in (on_server.url, assistant.url)
    )
    assert len(there) > 50 and there == here


def test_nothing_is_kept_in_files_and_no_password_anywhere(on_server: Assistant) -> None:
    folder = on_server.data_dir
    assert [path.name for path in folder.rglob("*.db")] == []
    kept = b"".join(path.read_bytes() for path in (*folder.glob("logs/*"), *folder.glob("engine/*.yml")))
    assert kept and not any(
        word.encode() in kept for word in (PASSWORD, json.dumps(PASSWORD), quote(PASSWORD, safe=""))
    )
