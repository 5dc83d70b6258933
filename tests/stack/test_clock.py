"""The clock of all processes is put forward and back: set right after a start, or wrongly by hand or by a bad server of time.
Nobody who talks notices, and nothing ends, is lost or is forgotten for it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.benchmarks.staff import account, logged_in
from assistant.jobs.asking import queue_of
from assistant.settings import Settings
from channels.app import TICK_SECONDS
from channels.line.hours import Row, set_hours
from channels.line.keys import key_of
from channels.roles import Role
from channels.texts import load_texts
from knowledge.records.audit import PROGRAM
from knowledge.records.database import open_database
from knowledge.records.jobs.job import JobKind, JobState
from knowledge.versions.pointing import SHIPPED
from tests.stack.conftest import Assistant, copy_prepared, started
from tests.stack.leaping import LeapingClock
from tests.stack.people import SHORT, all_are_answered, has_lost_nothing, talking
from tests.waiting import wait_until

# Hours ahead of the right time, one after the other.
LEAPS = (1, 25, 0, -3, 0)
AHEAD = 25


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> LeapingClock:
    return LeapingClock.made(tmp_path_factory.mktemp("clock"))


@pytest.fixture(scope="module")
def leaping(clock: LeapingClock, prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant that goes by that clock."""
    data = copy_prepared(prepared_data, tmp_path_factory.mktemp("leaping"))
    with started(data, **clock.environment, **SHORT) as running:
        running.wait_until_ready()
        yield running


@pytest.fixture(autouse=True)
def put_right(clock: LeapingClock) -> Iterator[None]:
    yield
    clock.put(hours=0)


@pytest.fixture(scope="module")
def settings(leaping: Assistant) -> Settings:
    return Settings(data_dir=leaping.data_dir, database_url=None)


def test_people_talk_on(leaping: Assistant, clock: LeapingClock) -> None:
    with talking(leaping) as people:
        for hours in LEAPS:
            clock.put(hours)
            all_are_answered(people)
    assert [person.put_off + person.met_nobody for person in people] == [0] * len(people)
    has_lost_nothing(people, "the clock leaps five times")


def test_what_was_told_after_it_was_put_back_outlives_the_engine(leaping: Assistant, clock: LeapingClock) -> None:
    chat = leaping.chat()
    chat.say("你好")
    clock.put(AHEAD)
    chat.say("我在兰溪")
    clock.put(hours=0)
    chat.say("我在舟山")
    os.kill(leaping.children()["assistant.engine.serve"].pid, signal.SIGKILL)
    wait_until(lambda: not leaping.is_ready(), "its death is seen")
    leaping.wait_until_ready()
    assert "350元" in chat.say("居民的基础养老金每月发多少")


def test_a_service_under_way_goes_on(leaping: Assistant, clock: LeapingClock) -> None:
    chat = leaping.chat("舟山市")
    assert "哪年哪月" in chat.say("我啥时候能退休")
    clock.put(AHEAD)
    chat.say("1984年11月的")
    clock.put(hours=-3)
    chat.say("女的")
    clock.put(hours=0)
    assert "2039年11月" in chat.say("工人岗")


def test_clerks_stay_logged_in_and_in_their_talks(leaping: Assistant, clock: LeapingClock, settings: Settings) -> None:
    database = open_database(settings.database)
    set_hours(database, Row("每天0:00-24:00"), PROGRAM)
    with (
        account(settings, Role.HOTLINE) as one,
        account(settings, Role.HOTLINE) as other,
        logged_in(leaping.url, one) as clerk,
    ):
        chat = leaping.chat()
        line = key_of(chat.sender)
        assert load_texts().handoff.waiting.format(place=1) in chat.say("转人工")
        clerk.post(f"/desk/queue/{line}/take").raise_for_status()
        for hours in (0.9, AHEAD):  # a session ends after an hour without use
            clock.put(hours)
            time.sleep(2 * TICK_SECONDS)  # what is due is looked for meanwhile
        with logged_in(leaping.url, other):
            clock.put(hours=0)
            time.sleep(2 * TICK_SECONDS)
            assert clerk.get("/staff/session").json()["name"] == one.name
            # Which only who has the talk may.
            clerk.post(f"/desk/queue/{line}/say", json={"text": "您好，请说"}).raise_for_status()
            clerk.post(f"/desk/queue/{line}/give-back").raise_for_status()
    database.dispose()


def test_jobs_go_on_and_wait_in_turn(leaping: Assistant, clock: LeapingClock, settings: Settings) -> None:
    queue = queue_of(settings)
    measuring = queue.ask(JobKind.MEASURE, PROGRAM, {"version": SHIPPED.name})
    training = queue.ask(JobKind.TRAIN, PROGRAM, {"publish": False})
    wait_until(lambda: queue.find(measuring).state is JobState.RUNNING, "the first is begun")
    for hours in (AHEAD, 0):
        clock.put(hours)
        encoding = queue.ask(JobKind.ENCODE, PROGRAM)
        wait_until(lambda number=encoding: queue.find(number).state is JobState.DONE, "one of another kind is done")
    assert (queue.find(measuring).state, queue.find(measuring).attempts) == (JobState.RUNNING, 1)
    assert queue.find(training).state is JobState.WAITING
    for job in (training, measuring):
        queue.cancel(job)
    wait_until(lambda: queue.find(measuring).has_ended, "it is stopped")
    queue.database.dispose()
