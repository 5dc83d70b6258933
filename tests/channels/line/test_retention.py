"""What is too old goes everywhere, and so does what somebody wants forgotten."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from typing import cast

import pytest
from sqlalchemy import insert

from channels.desk.notes import open_notes
from channels.leaps import DOUBTED_SECONDS, Doubt
from channels.line import kept
from channels.line.engine import Engine, EngineUnavailable
from channels.line.keys import key_of
from channels.line.retention import Retention
from channels.line.transcripts import Transcripts
from channels.settings import KeepingSettings
from channels.tokens import utc_now
from knowledge.records.database import open_database
from knowledge.records.tables import DeskNote
from tests.channels.line.conftest import SENDER, DirectedEngine, World, said
from tests.databases import Place


class Forgetful(DirectedEngine):
    """Writes down what it is told to remove; ``is_down``: it cannot be reached."""

    def __init__(self) -> None:
        super().__init__()
        self.forgotten: list[str] = []
        self.expired: list[float] = []
        self.is_down = False

    async def forget(self, line: str) -> None:
        self._reached()
        self.forgotten.append(line)

    async def expire(self, before: float) -> None:
        self._reached()
        self.expired.append(before)

    def _reached(self) -> None:
        if self.is_down:
            raise EngineUnavailable("down")


class Kept:
    """A world with its retention."""

    def __init__(self, transcripts: Transcripts, world: World, engine: Forgetful, url: str) -> None:
        self.transcripts, self.world, self.engine = transcripts, world, engine
        self.clock, self.steady = 1_000_000.0, 0.0
        self.database = open_database(url)
        self.retention = Retention(
            world.lines,
            world.queue,
            world.call_backs,
            cast(Engine, engine),
            self.database,
            KeepingSettings(note_days=10),
            Doubt(lambda: self.clock, lambda: self.steady),
        )


@pytest.fixture
def engine() -> Forgetful:
    return Forgetful()


@pytest.fixture
def transcripts(place: Place) -> Iterator[Transcripts]:
    with closing(Transcripts(place.empty(), days=1)) as kept:
        yield kept


@pytest.fixture
def all_(transcripts: Transcripts, world: World, engine: Forgetful, place: Place) -> Kept:
    return Kept(transcripts, world, engine, place.migrated())


def test_who_clears_it_is_forgotten_by_the_engine_as_soon_as_it_can_be_reached(all_: Kept) -> None:
    async def story() -> None:
        line = await all_.world.lines.open(SENDER)
        await line.say(said("失业金"))
        all_.world.call_backs.add(line.key, all_.world.reception._office.now(), "13800138000", "")
        await all_.world.lines.forget(SENDER)
        assert line.since(0) == []
        all_.engine.is_down = True
        await all_.retention.forget()
        assert await all_.transcripts.to_forget() == [(line.key, False)]
        all_.engine.is_down = False
        await all_.retention.forget()
        assert all_.engine.forgotten == [line.key] and await all_.transcripts.to_forget() == []
        assert all_.world.call_backs.get(line.key), "a call-back was asked for apart from the conversation"

    asyncio.run(story())


def test_what_the_office_removes_leaves_the_memory_of_the_gateway(all_: Kept) -> None:
    async def story() -> None:
        line = await all_.world.lines.open(SENDER)
        await line.say(said("转人工", 1))
        all_.world.call_backs.add(line.key, all_.world.reception._office.now(), "13800138000", "")
        await all_.transcripts.ask(lambda connection: kept.forget(connection, key_of(SENDER)))
        await all_.retention.forget()
        assert line.since(0) == [] and all_.world.queue.get(line.key) is None
        assert all_.world.call_backs.get(line.key) is None and all_.engine.forgotten == [line.key]
        found = await all_.transcripts.ask(lambda connection: kept.export(connection, line.key))
        assert found and not any(found.values())

    asyncio.run(story())


def test_notes_and_what_the_engine_keeps_go_with_their_days(all_: Kept) -> None:
    now = utc_now()
    note = dict.fromkeys(("region", "entry_id", "entry_question", "decision", "remark"), "") | {"kind": "missing"}
    with all_.database.begin() as connection:
        for days, question in ((11, "旧的"), (9, "新的")):
            row = {"question": question, "staff": "小王", "created_at": now - dt.timedelta(days=days)}
            connection.execute(insert(DeskNote).values(**note, **row))
    assert asyncio.run(all_.retention.expire(0))
    assert [row.question for row in open_notes(all_.database)] == ["新的"]
    (before,) = all_.engine.expired
    assert dt.datetime.fromtimestamp(before, dt.UTC).date() == dt.datetime.now(dt.UTC).date() - dt.timedelta(days=30)
    all_.engine.is_down = True
    assert not asyncio.run(all_.retention.expire(0)), "it is tried again soon"


def test_what_a_clock_says_that_was_put_forward_removes_nothing_until_a_day_has_passed(all_: Kept) -> None:
    def expire(passed: float = 0.0, put: float = 0.0) -> int:
        all_.steady += passed
        all_.clock += passed + put
        assert asyncio.run(all_.retention.expire(0))
        return len(all_.engine.expired)

    hour, day = 3600.0, 24 * 3600.0
    assert [expire(hour), expire(hour, put=1.0), expire(hour, put=-day)] == [1, 2, 3]
    assert [expire(hour, put=day), expire(hour)] == [3, 3]
    assert expire(hour, put=-day) == 4, "it is put back"
    assert [expire(hour, put=day), expire(DOUBTED_SECONDS - hour), expire(hour + 1)] == [4, 4, 5], "so it was right"
