"""What the desk's page asks about those who want a clerk, through a running gateway with a clock of the test's."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select, update

from channels.line.lines import key_of
from channels.texts import load_texts
from channels.tokens import utc_now
from knowledge.records.tables import StaffSession
from tests.channels.conftest import Servers, Starter
from tests.channels.desk.conftest import MORNING, NAME, OTHER, Desk, logged_in, set_clock, staffed
from tests.channels.transports.conftest import Talk
from tests.waiting import wait_until

TEXTS = load_texts().handoff
PHONE = "13800138000"
NOBODY = "0" * 32
ROUTES = (
    "queue",
    *(f"queue/{NOBODY}/{what}" for what in ("heard", "take", "say", "ask-number", "give-back")),
    *(f"call-backs/{NOBODY}/{what}" for what in ("take", "leave", "settle")),
)


@pytest.fixture
def person(desk: Desk) -> Iterator[Talk]:
    """Somebody new, on a fresh morning."""
    desk.at(MORNING)
    with httpx.Client(base_url=desk.gateway.url, trust_env=False, verify=False) as client:
        yield Talk(client, secrets.token_hex(8))


@pytest.fixture(scope="module")
def other(desk: Desk) -> Iterator[httpx.Client]:
    with desk.client(OTHER) as client:
        yield client


def do(clerk: httpx.Client, person: Talk, what: str, of: str = "queue", **body: Any) -> httpx.Response:
    return clerk.post(f"/desk/{of}/{key_of(person.sender)}/{what}", json=body)


def look(clerk: httpx.Client, **seen: Any) -> dict[str, Any]:
    response = clerk.post("/desk/queue", json=seen)
    assert response.status_code == 200 and response.headers["cache-control"] == "no-store"
    found: dict[str, Any] = response.json()
    return found


def code(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, response.json()["error"]["code"]


@pytest.mark.parametrize("route", ROUTES)
def test_only_for_who_is_logged_in_and_from_this_page(desk: Desk, clerk: httpx.Client, route: str) -> None:
    url = f"{desk.gateway.url}/desk/{route}"
    assert code(httpx.post(url, json={}, trust_env=False, verify=False)) == (401, "login_needed")
    assert code(clerk.post(url, json={}, headers={"X-CSRF-Token": "x"})) == (403, "forbidden")


@pytest.mark.parametrize("route", ROUTES[1:])
def test_nobody_waits_on_a_line_that_nobody_knows(clerk: httpx.Client, route: str) -> None:
    expected = "no_number" if "call-backs" in route else "not_waiting"
    assert code(clerk.post(f"/desk/{route}", json={"text": "您好"})) == (404, expected)


@pytest.mark.parametrize("body", [b"[]", b'{"after": -1}', b'{"line": "../x"}', b'{"more": 1}'])
def test_bad_bodies(clerk: httpx.Client, body: bytes) -> None:
    assert code(clerk.post("/desk/queue", content=body)) == (400, "bad_body")


def test_a_conversation_from_the_queue_to_the_end(
    desk: Desk, clerk: httpx.Client, other: httpx.Client, person: Talk
) -> None:
    person.say(f"老板欠我三个月工资，电话{PHONE}")
    assert person.say("转人工") == [TEXTS.waiting.format(place=1)]
    key = key_of(person.sender)
    (waiting,) = look(clerk)["waiting"]
    assert (waiting["line"], waiting["words"], waiting["clerk"]) == (key, "转人工", "")
    assert person.sender not in str(waiting), "what opens the line is not shown"
    heard = do(clerk, person, "heard").json()
    assert heard["facts"][0]["words"] == "53岁" and heard.keys() == {"topic", "facts"}
    assert desk.received()["story"] == "老板欠我三个月工资，电话[电话号码]"

    assert do(clerk, person, "take").status_code == 204
    assert code(do(other, person, "take")) == (409, "taken")
    assert code(do(other, person, "say", text="您好")) == (409, "taken")
    assert code(do(other, person, "heard")) == (404, "not_waiting")
    assert do(clerk, person, "say", text=" 您好，我姓王 ").status_code == 204
    assert code(do(clerk, person, "say", text=" ")) == (400, "bad_body")
    events = person.exchange()
    assert [(event["event"], event.get("answerer"), event.get("author")) for event in events] == [
        ("status", "desk", None),
        ("message", None, "desk"),
    ]
    assert events[0]["text"] == TEXTS.to_desk and events[1]["message"]["text"] == "您好，我姓王"

    seen = look(clerk, line=key)
    assert [request["line"] for request in seen["mine"]] == [key] and not seen["waiting"]
    assert person.say("在吗") == []
    news = look(clerk, changes=seen["changes"], line=key, after=seen["entries"][-1]["at"])["entries"]
    assert [entry["text"] for entry in news if entry["event"] == "accepted"] == ["在吗"]

    assert do(clerk, person, "give-back").status_code == 204
    assert person.say("谢谢") == ["谢谢"]
    assert look(clerk, line=key)["entries"] is None


def test_a_page_that_looks_keeps_no_session_from_ending(desk: Desk, clerk: httpx.Client) -> None:
    def seen() -> list[dt.datetime]:
        with desk.database.connect() as connection:
            return list(connection.scalars(select(StaffSession.seen_at)))

    long_ago = utc_now() - dt.timedelta(minutes=50)
    with desk.database.begin() as connection:
        connection.execute(update(StaffSession).values(seen_at=long_ago))
    look(clerk)
    assert set(seen()) == {long_ago}
    clerk.post("/desk/neighbours", json={"id": "a"})
    wait_until(lambda: max(seen()) > long_ago, "its use was written down")


def test_a_number_to_call(clerk: httpx.Client, other: httpx.Client, person: Talk) -> None:
    assert person.say("留电话等回电") == [TEXTS.ask_number.format(days="7")]
    assert person.say(f"{PHONE}，下午打") == [TEXTS.noted]
    seen = look(clerk)
    (call_back,) = [one for one in seen["call_backs"] if one["line"] == key_of(person.sender)]
    assert call_back["words"] == "[电话号码]，下午打" and PHONE not in str(seen)
    assert do(clerk, person, "take", of="call-backs").json() == {"phone": PHONE}
    assert code(do(other, person, "take", of="call-backs")) == (409, "taken")
    assert code(do(other, person, "settle", of="call-backs")) == (409, "not_yours")
    assert do(clerk, person, "leave", of="call-backs").status_code == 204
    assert do(other, person, "take", of="call-backs").json() == {"phone": PHONE}
    assert do(other, person, "settle", of="call-backs").status_code == 204
    assert code(do(other, person, "take", of="call-backs")) == (404, "no_number")


def test_time_does_what_is_due(desk: Desk, clerk: httpx.Client, person: Talk) -> None:
    person.say("转人工")
    desk.at("2027-03-02T09:03:00")
    heard: list[str] = []
    wait_until(lambda: bool(heard.extend(person.texts(person.exchange())) or heard), "it was said")
    assert heard == [TEXTS.long_wait]
    do(clerk, person, "take")
    desk.at("2027-03-02T09:13:00")
    wait_until(lambda: not look(clerk)["mine"], "it went back")
    assert [event["text"] for event in person.exchange() if event["event"] == "status"] == [
        TEXTS.to_desk,
        TEXTS.returned.format(place=1),
    ]
    desk.at("2027-03-02T12:00:00")
    wait_until(lambda: not look(clerk)["waiting"], "the office has closed")
    assert person.texts(person.exchange()) == [TEXTS.closing.format(opens="今天13:30")]
    (closed,) = person.say("转人工")
    assert closed.startswith("现在没有工作人员在线") and "今天13:30" in closed and "12333" in closed


def test_a_restart_loses_nobody(start: Starter, servers: Servers, tmp_path: Path) -> None:
    clock, (url, _) = tmp_path / "clock", staffed(tmp_path)
    set_clock(clock, MORNING)
    settings: dict[str, Any] = {"database": url, "lines": f"sqlite:///{tmp_path / 'lines.db'}", "clock": clock}
    gateway = start.gateway(servers.engine.url, servers.engine.url, **settings)
    gateway.wait_until_listening()
    with httpx.Client(base_url=gateway.url, trust_env=False, verify=False) as client:
        waiting, talking = Talk(client, "等"), Talk(client, "谈")
        for person in (waiting, talking):
            person.say("转人工")
    with logged_in(gateway.url, NAME) as clerk:
        do(clerk, talking, "take")
    gateway.process.terminate()
    assert gateway.ends_within(10)

    gateway = start.gateway(servers.engine.url, servers.engine.url, **settings)
    gateway.wait_until_listening()
    with httpx.Client(base_url=gateway.url, trust_env=False, verify=False) as client:
        assert Talk(client, "谈").say("还在吗") == []
        assert Talk(client, "等").say("转人工") == [TEXTS.still_waiting.format(place=1)]
    with logged_in(gateway.url, NAME) as clerk, logged_in(gateway.url, OTHER) as other:
        assert [request["words"] for request in look(clerk)["mine"]] == ["还在吗"]
        assert code(do(other, talking, "take")) == (409, "taken")
        assert do(clerk, talking, "say", text="在的").status_code == 204
