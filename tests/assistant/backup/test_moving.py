"""``assistant database move``: all of it arrives, or nothing has happened."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from assistant import engine_database
from assistant.alone import only_one
from assistant.backup.copying import Print
from assistant.backup.stores import Places
from assistant.settings import Settings
from channels.line.keys import key_of
from channels.line.transcripts import Transcripts
from channels.staff.login import CodeNeeded, log_in
from knowledge.records.audit import verify
from knowledge.records.database import connected, open_database
from knowledge.records.faqs.door import Door
from knowledge.records.faqs.reading import history
from knowledge.records.faqs.states import altered
from knowledge.records.jobs.job import JobKind
from knowledge.records.jobs.queue import Queue
from tests.assistant.backup.conftest import ADMIN, PASSWORD, SAID, counted, in_folder, work
from tests.assistant.conftest import Run
from tests.databases import Server
from tests.knowledge.records.faqs.conftest import ANNA, faq


@pytest.fixture
def office(tmp_path: Path, quick_hashing: None) -> Settings:
    settings = in_folder(tmp_path / "data")
    work(settings)
    return settings


@pytest.fixture
def own(postgresql: Server) -> object:
    with postgresql.own() as own:
        yield own


def test_all_of_it_arrives_and_goes_on(run: Run, office: Settings, own: Server) -> None:
    url = own.empty()
    before = counted(Places.used(office))
    done = run("database", "move", DATABASE_URL=url)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"搬好了：{len(before)} 张表，{sum(before.values())} 行，逐行核对一致")
    there = counted(Places.used(office.model_copy(update={"database_url": url})))
    # The move itself is a deed.
    assert there == before | {"deed": before["deed"] + 1} and counted(Places.used(office)) == before

    database = open_database(url)
    assert verify(database).faults == () and altered(database) == []
    assert (
        Door(database).draft(faq(answer="青年公寓可以住7天。"), ANNA, base=1) == 2
        and len(history(database, "bed")) == 2
    )
    assert Queue(database, office.wake).ask(JobKind.TRAIN, ANNA) == 2, "numbers go on where they were"
    with pytest.raises(CodeNeeded):
        log_in(database, ADMIN, PASSWORD)
    with closing(Transcripts(url, days=1)) as kept:
        assert [entry.at for entry in asyncio.run(kept.load("one"))] == [SAID]
    with database.connect() as connection:
        (sender,) = engine_database.senders(connection, key_of("王五"))
        assert engine_database.remembered(connection, sender) == {"region": "兰溪市"}


def test_onto_what_is_there_nothing_is_moved(run: Run, office: Settings, own: Server) -> None:
    url = own.empty()
    with connected(url, "DATABASE_URL").begin() as connection:
        connection.execute(text("CREATE TABLE theirs (id INTEGER)"))
    done = run("database", "move", DATABASE_URL=url)
    assert done.returncode == 1 and done.stderr.startswith("出错了：目标数据库不是空的")
    assert inspect(connected(url, "DATABASE_URL")).get_table_names() == ["theirs"]


def test_what_cannot_be_kept_there_stops_the_whole_of_it(run: Run, office: Settings, own: Server) -> None:
    with open_database(office.database).begin() as connection:
        connection.execute(text("UPDATE background_job SET log = :log"), {"log": "a\0b"})
    url = own.empty()
    done = run("database", "move", DATABASE_URL=url)
    assert done.returncode == 1 and "存不了" in done.stderr and len(done.stderr.splitlines()) == 1
    assert inspect(connected(url, "DATABASE_URL")).get_table_names() == []


def test_not_while_the_assistant_runs(run: Run, office: Settings, own: Server) -> None:
    with only_one(office.data_dir):
        done = run("database", "move", DATABASE_URL=own.empty())
    assert done.returncode == 1 and "正被另一个暖驿使用" in done.stderr


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "请先设 DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:////tmp/x.db"}, "请先设 DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://nobody:geheim@127.0.0.1:1/x"}, "没有什么可搬的"),
    ],
)
def test_from_nowhere_or_to_nowhere(run: Run, tmp_path: Path, environment: dict[str, str], said: str) -> None:
    done = run("database", "move", **environment, DATA_DIR=str(tmp_path / "empty"))
    assert done.returncode == 1 and said in done.stderr and "geheim" not in done.stderr


@pytest.mark.usefixtures("lengthy")
def test_a_server_that_is_not_there(run: Run, office: Settings) -> None:
    done = run("database", "move", DATABASE_URL="postgresql://nobody:geheim@127.0.0.1:1/x")
    assert done.returncode == 1 and done.stderr.startswith("出错了：连不上数据库") and "geheim" not in done.stderr


def test_prints_tell_rows_apart_in_whatever_order() -> None:
    rows = [{"a": 1, "b": "x"}, {"a": 2, "b": None}, {"a": 2, "b": None}]
    same = Print.of(iter(rows))
    assert same == Print.of(iter([{"b": row["b"], "a": row["a"]} for row in rows[::-1]]))
    others = ([*rows[:2]], [*rows[:2], rows[0]], [{"a": "1", "b": "x"}, *rows[1:]], [{"a": 1, "b": b"x"}, *rows[1:]])
    assert same not in [Print.of(iter(other)) for other in others]
