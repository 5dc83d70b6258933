"""A line by POST, through a running gateway."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from channels.contract.events import Events
from tests.channels.transports.conftest import Talk
from tests.conformance.channel import ChannelSuite


class TestExchange(ChannelSuite):
    def say(self, client: httpx.Client, sender: str, message: str) -> list[str]:
        return Talk(client, sender).say(message)


def test_what_is_sent_again_is_said_once_and_what_was_missed_comes(talk: Talk) -> None:
    assert talk.say("你好", number=1) == ["你好"]
    assert talk.say("你好", number=1) == []
    last = talk.after
    assert talk.say("再来", number=2) == ["再来"]
    talk.after = last
    assert talk.texts(talk.exchange()) == ["再来"]
    assert talk.texts(talk.exchange()) == []


def test_the_rest_channel_and_the_line_are_one_conversation(client: httpx.Client, talk: Talk) -> None:
    body = {"sender": talk.sender, "message": "从这里说"}
    assert client.post("/webhooks/rest/webhook", json=body).status_code == 200
    assert talk.texts(talk.exchange()) == ["从这里说"]


def test_a_button_shows_its_title(talk: Talk) -> None:
    events = talk.exchange({"id": "message-1", "message": "找驿站", "shown": "附近的驿站，电话13800138000"})
    assert events[0]["text"] == "附近的驿站，电话[电话号码]"
    assert talk.texts(events) == ["找驿站"]


def test_nobody_reads_a_line_whose_secret_they_do_not_know(client: httpx.Client) -> None:
    client.post("/webhooks/rest/webhook", json={"sender": "工友", "message": "我的事"})
    for sender in ("工友", "web-1", f"web-{'G' * 32}", ""):
        response = client.post("/api/line", json={"sender": sender})
        assert (response.status_code, response.json()["error"]["code"]) == (400, "bad_sender")


@pytest.mark.parametrize(
    ("say", "code"),
    [
        ({"id": "message-1"}, "bad_message"),
        ({"id": "message-1", "message": "工" * 1001}, "message_too_long"),
        ({"id": "x", "message": "工"}, "bad_body"),
        ({"id": "message-1", "message": "", "metadata": {"location": {"lat": 91, "lng": 0}}}, "bad_location"),
        ("工", "bad_body"),
    ],
)
def test_bad_messages(client: httpx.Client, talk: Talk, say: Any, code: str) -> None:
    response = client.post("/api/line", json={"sender": talk.sender, "say": say})
    assert (response.status_code, response.json()["error"]["code"]) == (400, code)


def test_what_is_forgotten_is_gone(client: httpx.Client, talk: Talk) -> None:
    talk.say("你好")
    assert client.post("/api/line/forget", json={"sender": talk.sender}).status_code == 204
    talk.after = 0
    assert talk.exchange() == []


def test_a_word_on_an_answer(client: httpx.Client, talk: Talk) -> None:
    replied = [event for event in talk.exchange(talk.message("卡片")) if event["event"] == "message"]
    verdict = {"sender": talk.sender, "at": replied[0]["at"], "helpful": False, "reason": "unclear", "note": "看不懂"}
    assert client.post("/api/line/verdict", json=verdict).status_code == 204
    assert client.post("/api/line/verdict", json=verdict | {"helpful": True, "reason": ""}).status_code == 204
    assert client.post("/api/line/verdict", json=verdict | {"at": 1}).status_code == 404
    assert client.post("/api/line/verdict", json=verdict | {"reason": "<b>"}).status_code == 400


def test_events_are_as_described(client: httpx.Client, talk: Talk) -> None:
    talk.say("卡片")
    assert len(Events.model_validate_json(client.post("/api/line", json={"sender": talk.sender}).content).events) == 3


def test_traditional(client: httpx.Client) -> None:
    response = client.post("/api/traditional", json={"texts": ["失业金怎么领", "<b>", ""]})
    assert response.json() == {"texts": ["失業金怎麼領", "<b>", ""]}
    assert client.post("/api/traditional", json={"texts": ["工" * 5001]}).status_code == 400


NAMED = "https://www.lanxi.gov.cn"


@pytest.mark.parametrize(("origin", "allowed"), [(NAMED, True), ("https://evil.example", False), ("null", False)])
def test_only_named_sites_may_show_the_widget(named_client: httpx.Client, origin: str, allowed: bool) -> None:
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    for response in (
        named_client.options("/api/line", headers=asked),
        named_client.post("/api/line", json={"sender": "web-" + "0" * 32}, headers={"Origin": origin}),
    ):
        assert response.status_code in (200, 204)
        assert response.headers.get("access-control-allow-origin") == (origin if allowed else None)
        assert response.headers["vary"] == "Origin"
    staff = named_client.get("/api/lookup?q=a", headers={"Origin": origin})
    assert "access-control-allow-origin" not in staff.headers
