"""One assistant on three machines, as far as one machine can show it: two gateways and two engines on one PostgreSQL and one
Redis, one of each killed while people talk."""

from __future__ import annotations

import os
import secrets
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, text

from assistant.ports import reserved_ports
from channels.line.keys import key_of
from knowledge.records.database import connected
from tests.databases import Server
from tests.redis_server import RedisServer
from tests.stack.conftest import READY_SECONDS, Assistant, copy_prepared, started
from tests.waiting import wait_until

TOKEN = "the same everywhere"
PEOPLE = 6
SECONDS = 40.0
# Small talk, a question, and one that goes on from it; each has an answer.
SAID = ("你好", "最低工资多少", "再说一遍", "失业金能领几个月", "谢谢")


@dataclass(frozen=True)
class Several:
    """``whole`` has a gateway and an engine, ``gateway`` and ``engine`` one more each."""

    whole: Assistant
    gateway: Assistant
    engine: Assistant
    database: Engine


@pytest.fixture(scope="module")
def several(
    postgresql: Server, only_redis: RedisServer, prepared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Several]:
    with ExitStack() as stack:
        own = stack.enter_context(postgresql.own())
        ports = stack.enter_context(reserved_ports(2))
        first, second = (f"http://127.0.0.1:{port}" for port in ports)
        database = connected(own.migrated(), "DATABASE_URL")
        stack.callback(database.dispose)
        shared = {
            "DATABASE_URL": database.url.render_as_string(hide_password=False),
            "REDIS_URL": only_redis.url,
            "ENGINE_TOKEN": TOKEN,
        }

        def begun(name: str, *arguments: str, **settings: str) -> Assistant:
            data = copy_prepared(prepared_data, tmp_path_factory.mktemp(name))
            return stack.enter_context(started(data, *arguments, **shared, **settings))

        whole = begun("whole", ENGINE_PORT=str(ports[0]), ENGINE_URLS=second)
        engine = begun("engine", "--only", "engine", ENGINE_PORT=str(ports[1]))
        gateway = begun("gateway", "--only", "gateway", ENGINE_URLS=f"{first},{second}")
        for each in (whole, gateway):
            each.wait_until_ready()
        wait_until(lambda: has_model(second), "the other engine has its model", READY_SECONDS, every=0.3)
        yield Several(whole, gateway, engine, database)


def has_model(engine: str) -> bool:
    try:
        status = httpx.get(f"{engine}/status", params={"token": TOKEN}, timeout=3, trust_env=False)
    except httpx.HTTPError:
        return False
    return status.status_code == 200 and status.json().get("model_file") is not None


@dataclass
class Person:
    """Asks the gateways by turns, as a proxy before them would; who cannot be reached is passed over."""

    gateways: tuple[str, ...]
    number: int
    sender: str = field(default_factory=lambda: f"web-{secrets.token_hex(16)}")
    said: int = 0
    longest: float = 0.0
    faults: list[str] = field(default_factory=list)

    def talk(self, until: float) -> None:
        with httpx.Client(trust_env=False, timeout=90) as client:
            while time.monotonic() < until:
                began = time.monotonic()
                self._say(client, SAID[self.said % len(SAID)])
                self.longest = max(self.longest, time.monotonic() - began)
                self.said += 1
                time.sleep(0.3)

    def _say(self, client: httpx.Client, message: str) -> None:
        body = {"sender": self.sender, "message": message, "metadata": {"region": "兰溪市"}}
        key = {"Idempotency-Key": secrets.token_hex(8)}
        for attempt in range(4):
            gateway = self.gateways[(self.number + self.said + attempt) % len(self.gateways)]
            try:
                response = client.post(f"{gateway}/webhooks/rest/webhook", json=body, headers=key)
            except httpx.TransportError:
                continue
            messages: list[dict[str, Any]] = response.json() if response.status_code == 200 else []
            statuses = {part.get("custom", {}).get("status") for part in messages}
            if not messages or "unavailable" in statuses:
                self.faults.append(f"{message}: {response.status_code} {statuses}")
            return
        self.faults.append(f"{message}: nobody there")


def test_one_of_each_is_killed_and_no_turn_is_lost(several: Several) -> None:
    until = time.monotonic() + SECONDS
    people = [Person((several.whole.url, several.gateway.url), number) for number in range(PEOPLE)]
    threads = [threading.Thread(target=person.talk, args=(until,)) for person in people]
    for thread in threads:
        thread.start()
    wait_until(lambda: all(person.said >= 2 for person in people), "they talk")
    os.kill(several.engine.children()["assistant.engine.serve"].pid, signal.SIGKILL)
    time.sleep(3)
    os.kill(several.gateway.children()["channels"].pid, signal.SIGKILL)
    for thread in threads:
        thread.join()
    assert [fault for person in people for fault in person.faults] == []
    turns, longest = sum(person.said for person in people), max(person.longest for person in people)
    print(f"{turns} turns in {SECONDS:.0f} s, the longest of {longest:.1f} s")
    for person in people:
        events = Counter(event for event, _ in entries(several.database, person.sender))
        assert events["accepted"] == events["done"] == person.said
        heard = entries(several.database, person.sender, "accepted")
        answered = {said for _, said in entries(several.database, person.sender, "message")}
        assert answered == {said for _, said in heard}, "each has an answer"
        with several.database.connect() as connection:
            told = "SELECT count(*) FROM events WHERE sender_id = :sender AND type_name = 'user' AND data LIKE :said"
            for said in {said for _, said in heard}:
                times = connection.scalar(text(told), {"sender": person.sender, "said": f"%{said}%"})
                assert times == 1, "no engine heard it twice"


def entries(database: Engine, sender: str, event: str | None = None) -> list[tuple[str, str]]:
    """What happened on a line, and the message that it belongs to."""
    with database.connect() as connection:
        rows = connection.execute(
            text("SELECT entry ->> 'event', entry ->> 'id' FROM line_entry WHERE line = :line ORDER BY at"),
            {"line": key_of(sender)},
        )
        return [(row[0], row[1]) for row in rows if event in (None, row[0])]
