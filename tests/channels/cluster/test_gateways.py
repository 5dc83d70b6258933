"""Two gateways and two engines behind one address, each of which may be killed, frozen, or cut off from Redis."""

from __future__ import annotations

import datetime as dt
import secrets
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import Engine as Database
from sqlalchemy import select

from channels.app import serve
from channels.line.keys import key_of
from channels.line.transcripts import LineEntry, Transcripts
from channels.roles import Role
from channels.settings import GatewaySettings
from channels.staff.accounts import add_account
from channels.texts import load_texts
from knowledge.china_time import CHINA
from knowledge.records.database import connected
from tests.channels.conftest import Server, Starter
from tests.channels.desk.conftest import MORNING, NAME, PASSWORD, logged_in
from tests.channels.stub_engine import TOKEN
from tests.channels.transports.test_live import live
from tests.databases import Server as PostgreSQL
from tests.redis_server import RedisServer
from tests.waiting import wait_until


def serve_among(settings: GatewaySettings, sock: socket.socket) -> None:
    """One of several, which says where it is, while the office is open."""
    here = settings.model_copy(update={"gateway_url": f"http://127.0.0.1:{sock.getsockname()[1]}"})
    serve(here, sock, lambda: dt.datetime.fromisoformat(MORNING).replace(tzinfo=CHINA))


@dataclass
class Office:
    """All of them; ``turn``: which gateway is asked next, as a proxy before them would do it."""

    gateways: list[Server]
    engines: list[Server]
    lines: Database
    turn: int = 0
    client: httpx.Client = field(default_factory=lambda: httpx.Client(trust_env=False, timeout=90))

    def post(self, path: str, body: dict[str, Any], **headers: str) -> httpx.Response:
        """As nginx does it: who cannot be reached, or breaks off, is passed over (deploy/nginx.conf)."""
        self.turn += 1
        for number in range(len(self.gateways) + 1):
            gateway = self.gateways[(self.turn + number) % len(self.gateways)]
            try:
                return self.client.post(f"{gateway.url}{path}", json=body, headers=headers)
            except httpx.TransportError:
                continue
        raise AssertionError("no gateway could be reached")

    def say(self, sender: str, message: str, id_: str | None = None) -> list[dict[str, Any]]:
        body = {"sender": sender, "message": message}
        response = self.post("/webhooks/rest/webhook", body, **{"Idempotency-Key": id_ or secrets.token_hex(8)})
        assert response.status_code == 200, response.text
        return list(response.json())

    def entries(self, sender: str) -> list[dict[str, Any]]:
        """The transcript of a line."""
        rows = select(LineEntry.entry).where(LineEntry.line == key_of(sender)).order_by(LineEntry.at)
        with self.lines.connect() as connection:
            return list(connection.scalars(rows))

    def owner(self, sender: str) -> Server:
        """The gateway that answers for a line without passing on."""
        body = {"sender": sender, "message": " "}
        for gateway in self.gateways:
            answer = self.client.post(
                f"{gateway.url}/webhooks/rest/webhook", json=body, headers={"Nuanyi-Passed-On": "1"}
            )
            if answer.status_code == 200:
                return gateway
        raise AssertionError("nobody has it")


@pytest.fixture
def office(redis_server: RedisServer, start: Starter, postgresql: PostgreSQL) -> Iterator[Office]:
    with postgresql.own() as own:
        lines = connected(own.migrated(), "DATABASE_URL")
        with closing(Transcripts(own.url(str(lines.url.database)), days=1)):
            pass  # its tables are there
        yield from _office(redis_server, start, lines)
        lines.dispose()


def _office(redis_server: RedisServer, start: Starter, lines: Database) -> Iterator[Office]:
    engines = [start.stub(), start.stub()]
    settings = GatewaySettings(
        engine_urls=",".join(engine.url for engine in engines),
        engine_token=SecretStr(TOKEN),
        actions_url=engines[0].url,
        engine_timeout=30,
        database_url=lines.url.render_as_string(hide_password=False),
        redis_url=redis_server.url,
        gateway_url="http://itself",
    )
    gateways = [Server(serve_among, settings) for _ in range(2)]
    try:
        for server in (*engines, *gateways):
            server.wait_until_listening()
        yield Office(gateways, engines, lines)
    finally:
        for gateway in gateways:
            gateway.process.kill()
        for engine in engines:
            engine.process.kill()


def names(entries: list[dict[str, Any]]) -> list[str]:
    return [entry["event"] for entry in entries]


def test_a_conversation_is_one_whichever_gateway_is_asked(office: Office) -> None:
    sender = f"web-{secrets.token_hex(16)}"
    for number in range(6):
        (answer,) = office.say(sender, f"第{number}句")
        assert answer["text"] == f"第{number}句"
    assert [entry["text"] for entry in office.entries(sender) if entry["event"] == "accepted"] == [
        f"第{number}句" for number in range(6)
    ]
    with live(office.gateways[0].url, sender, 2**50) as one, live(office.gateways[1].url, sender, 2**50) as other:
        one.send(id="message-1", message="你好")
        seen = one.until("done")
        assert names(seen) == ["accepted", "typing", "message", "done"] and other.until("done") == seen
        other.send(id="message-2", message="再见")
        assert one.until("done") == other.until("done")


def test_what_is_said_again_at_the_other_gateway_is_answered_once(office: Office) -> None:
    sender = f"web-{secrets.token_hex(16)}"
    answers = [office.say(sender, "你好", "the-same") for _ in range(4)]
    assert all(answer == answers[0] for answer in answers)
    assert names(office.entries(sender)) == ["accepted", "message", "done"]


def test_what_a_page_asks_besides_is_passed_on(office: Office) -> None:
    sender = f"web-{secrets.token_hex(16)}"
    office.say(sender, "你好")
    owner = office.owner(sender)
    office.gateways.sort(key=lambda gateway: gateway is owner)
    office.turn = 1  # the other one is asked
    assert office.post("/api/line/forget", {"sender": sender}).status_code == 204
    wait_until(lambda: not office.entries(sender), "it is forgotten")


def test_a_clerk_at_one_gateway_serves_whom_the_other_one_has(office: Office) -> None:
    texts = load_texts().handoff
    add_account(office.lines, NAME, Role.HOTLINE, PASSWORD)
    sender = f"web-{secrets.token_hex(16)}"
    (asked,) = office.say(sender, "留电话等回电")
    assert asked["text"] == texts.ask_number.format(days="7")
    office.say(sender, "13800138000，下午打")
    (answer,) = office.say(sender, "转人工")
    assert answer["text"] == texts.waiting.format(place=1)
    (other,) = (gateway for gateway in office.gateways if gateway is not office.owner(sender))
    key, seen = key_of(sender), {"changes": -1}
    with logged_in(other.url, NAME) as clerk:

        def look() -> dict[str, list[str]]:
            seen.update(clerk.post("/desk/queue", json={"changes": seen["changes"]}).json())
            return {where: [one["line"] for one in seen[where]] for where in ("waiting", "mine", "call_backs")}

        wait_until(lambda: look()["waiting"] == [key], "the clerk sees who waits")
        assert clerk.post(f"/desk/queue/{key}/take", json={}).status_code == 204
        wait_until(lambda: look()["mine"] == [key], "it is this clerk's")
        assert clerk.post(f"/desk/queue/{key}/say", json={"text": "您好"}).status_code == 204
        told = clerk.post("/desk/queue", json={"line": key}).json()["entries"]
        assert [entry["event"] for entry in told[-2:]] == ["status", "message"]
        assert clerk.post(f"/desk/queue/{key}/give-back", json={}).status_code == 204
        assert clerk.post(f"/desk/call-backs/{key}/take", json={}).json() == {"phone": "13800138000"}
        assert clerk.post(f"/desk/call-backs/{key}/settle", json={}).status_code == 204
        wait_until(lambda: not any(look().values()), "nothing is left to do")
    assert office.say(sender, "谢谢")[0]["text"] == "谢谢"


def test_one_of_each_is_killed_and_no_turn_is_lost(office: Office) -> None:
    """People go on talking meanwhile, each with the next message once the last one is answered."""
    stop, said, faults = time.monotonic() + 20, Counter[str](), list[str]()
    people = [f"web-{secrets.token_hex(16)}" for _ in range(8)]

    def talk(sender: str) -> None:
        with httpx.Client(trust_env=False, timeout=90) as client:
            own = Office(office.gateways, office.engines, office.lines, turn=people.index(sender), client=client)
            while time.monotonic() < stop:
                try:
                    (answer,) = own.say(sender, text := f"第{said[sender]}句")
                    assert answer["text"] == text
                except AssertionError as error:
                    faults.append(f"{sender}: {error}")
                said[sender] += 1
                time.sleep(0.2)

    threads = [threading.Thread(target=talk, args=(sender,)) for sender in people]
    for thread in threads:
        thread.start()
    wait_until(lambda: sum(said.values()) > 20, "they talk")
    office.engines[0].send(signal.SIGKILL)
    time.sleep(1)
    office.gateways[0].send(signal.SIGKILL)
    for thread in threads:
        thread.join()
    assert faults == []
    for sender in people:
        entries = office.entries(sender)
        assert Counter(names(entries)) == dict.fromkeys(("accepted", "message", "done"), said[sender])
        assert [entry["message"]["text"] for entry in entries if entry["event"] == "message"] == [
            f"第{number}句" for number in range(said[sender])
        ]


def test_a_gateway_that_was_frozen_writes_nothing_when_it_wakes(office: Office) -> None:
    sender = f"web-{secrets.token_hex(16)}"
    office.say(sender, "你好")
    frozen = office.owner(sender)
    office.gateways.sort(key=lambda gateway: gateway is frozen)
    before = len(office.entries(sender))
    asking = threading.Thread(
        target=lambda: office.client.post(
            f"{frozen.url}/webhooks/rest/webhook",
            json={"sender": sender, "message": "慢"},
            headers={"Idempotency-Key": "slow-one"},
        )
    )
    asking.start()
    wait_until(lambda: len(office.entries(sender)) > before, "it is heard")
    frozen.send(signal.SIGSTOP)
    try:
        office.turn = 1  # the other one is asked
        (answer,) = office.say(sender, "慢", "slow-one")
        assert answer["text"] == "慢"
        after = office.entries(sender)
        assert names(after)[before:] == ["accepted", "message", "done"]
    finally:
        frozen.send(signal.SIGCONT)
    asking.join()
    assert office.owner(sender) is not frozen
    assert office.entries(sender)[: len(after)] == after
    assert (
        Counter(entry["id"] for entry in office.entries(sender) if entry["event"] == "done").most_common(1)[0][1] == 1
    )


def test_without_redis_people_are_asked_to_wait_and_all_comes_back(office: Office, redis_server: RedisServer) -> None:
    sender = f"web-{secrets.token_hex(16)}"
    office.say(sender, "你好")
    owner = office.owner(sender)
    redis_server.stop()
    try:
        office.gateways = [owner]

        def refused() -> bool:
            body = {"sender": sender, "message": "在吗"}
            return office.post("/webhooks/rest/webhook", body).status_code == 503

        wait_until(refused, "two owners would be worse")
    finally:
        redis_server.start()

    def answered() -> bool:
        return office.post("/webhooks/rest/webhook", {"sender": sender, "message": "回来了"}).status_code == 200

    wait_until(answered, "it is found again")
