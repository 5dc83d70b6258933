"""Sums, self-checks, places and jobs for a caller: what reaches the engine."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from channels.line.keys import key_of
from tests.channels.conftest import Servers
from tests.channels.desk.conftest import OTHER, Desk
from tests.channels.desk.test_routes import assert_refused

CALL = "0123456789abcdef" * 2


def wish(client: httpx.Client, text: str, **more: Any) -> list[dict[str, Any]]:
    response = client.post("/desk/services", json={"call": CALL, "text": text, **more})
    assert response.status_code == 200 and response.headers["cache-control"] == "no-store"
    messages: list[dict[str, Any]] = response.json()["messages"]
    return messages


def received(client: httpx.Client, text: str, **more: Any) -> dict[str, Any]:
    """What reaches the engine of this."""
    told: dict[str, Any] = wish(client, text, **more)[-1]["custom"]["received"]
    return told


def test_it_is_the_engines_own_conversation_for_this_clerk_and_call(desk: Desk, clerk: httpx.Client) -> None:
    assert wish(clerk, "选哪个")[0]["buttons"][1]["payload"] == "失业金多少钱"
    location = {"lat": 29.2, "lng": 119.46, "coord_sys": "gcj02"}
    told = received(clerk, "最近的", region="兰溪市", location=location)
    assert (told["message"], told["metadata"]) == ("最近的", {"region": "兰溪市", "location": location})
    with desk.client(OTHER) as other:
        assert received(other, "最近的")["sender"] != told["sender"]


def test_it_is_masked_and_has_no_power_over_the_engine(clerk: httpx.Client) -> None:
    assert received(clerk, "/restart")["message"] == "／restart"
    assert received(clerk, "我的电话13800138000")["message"] == "我的电话[电话号码]"


def test_what_has_no_words_is_left_out_and_an_engine_that_fails_is_told(clerk: httpx.Client) -> None:
    assert wish(clerk, "空话") == wish(clerk, "沉默") == []
    refused = clerk.post("/desk/services", json={"call": CALL, "text": "出错"})
    assert_refused(refused, 503, "not_ready")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "a"},
        {"call": CALL, "text": " "},
        {"call": "x", "text": "a"},
        {"call": CALL, "text": "a", "location": {"lat": 91, "lng": 0}},
    ],
)
def test_bad_wishes(clerk: httpx.Client, body: dict[str, Any]) -> None:
    assert_refused(clerk.post("/desk/services", json=body), 400, "bad_body")


def test_a_call_that_is_over_is_forgotten(servers: Servers, clerk: httpx.Client) -> None:
    sender = received(clerk, "最近的")["sender"]
    assert clerk.post("/desk/services/end", json={"call": CALL}).status_code == 204
    told = httpx.get(f"{servers.engine.url}/test/forgotten", trust_env=False, verify=False)
    assert key_of(sender) in told.json()
