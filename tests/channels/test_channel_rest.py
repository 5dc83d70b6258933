"""The REST channel of a running gateway: what every channel does, and what is passed on and refused by this one."""

from __future__ import annotations

import json
import socket
from contextlib import suppress

import httpx
import pytest
import yaml

from channels.errors import ErrorCode
from channels.texts import TEXTS_FILE, load_texts
from tests.channels.conftest import Server
from tests.conformance.channel import ChannelSuite

WEBHOOK = "/webhooks/rest/webhook"


def say(client: httpx.Client, message: str, **more: object) -> list[dict[str, object]]:
    response = client.post(WEBHOOK, json={"sender": "工友", "message": message, **more})
    assert response.status_code == 200
    messages: list[dict[str, object]] = response.json()
    return messages


def received(client: httpx.Client, message: str, **more: object) -> dict[str, object]:
    """What reaches the engine, beside an id."""
    (answer,) = say(client, message, **more)
    custom = answer["custom"]
    assert isinstance(custom, dict)
    arrived: dict[str, object] = custom["received"]
    assert arrived.pop("id")
    return arrived


class TestRest(ChannelSuite):
    def say(self, client: httpx.Client, sender: str, message: str) -> list[str]:
        response = client.post(WEBHOOK, json={"sender": sender, "message": message})
        assert response.status_code == 200
        return [shown["text"] for shown in response.json()]


def test_alive(client: httpx.Client) -> None:
    for path in ("/webhooks/rest/", "/webhooks/rest"):
        response = client.get(path)
        assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_message_goes_to_the_engine_and_its_answer_comes_back_as_it_is(client: httpx.Client) -> None:
    (answer,) = say(client, "卡片")
    assert answer["recipient_id"] == "工友"
    assert answer["buttons"] == [{"title": "附近的驿站", "payload": "找驿站"}]
    assert isinstance(answer["custom"], dict) and answer["custom"]["type"] == "answer"
    assert received(client, "养老保险怎么交") == {"sender": "工友", "message": "养老保险怎么交", "metadata": {}}


def test_metadata_reaches_the_engine(client: httpx.Client) -> None:
    metadata = {"region": "兰溪", "location": {"lat": 29, "lng": 119.46}}
    arrived = received(client, "", metadata=metadata | {"anything": {"else": 1}})
    assert arrived["message"] == ""
    assert arrived["metadata"] == {"region": "兰溪", "location": {"lat": 29.0, "lng": 119.46, "coord_sys": "wgs84"}}
    assert received(client, "好", metadata=None)["metadata"] == {}


@pytest.mark.parametrize("message", ["", "   ", "\n\t"])
def test_a_message_of_nothing_is_passed_on(client: httpx.Client, message: str) -> None:
    assert received(client, message)["message"] == message


BAD_BODIES = {
    "empty": (b"", "not_json"),
    "not json": ("你好".encode(), "not_json"),
    "not utf-8": ('{"sender":"a","message":"工资"}'.encode("gb18030"), "not_json"),
    "cut off": (b'{"sender":"a","message":"', "not_json"),
    "lone surrogate": (rb'{"sender":"a","message":"\ud800"}', "not_json"),
    "surrogate sender": (rb'{"sender":"\udfff","message":"a"}', "not_json"),
    "deep": (b'{"sender":"a","message":"b","metadata":' + b"[" * 30000, "not_json"),
    "deep and closed": (b'{"sender":"a","message":"b","x":' + b"[" * 9000 + b"]" * 9000 + b"}", "not_json"),
    "list": (b"[]", "bad_body"),
    "text": (b'"hello"', "bad_body"),
    "null": (b"null", "bad_body"),
    "huge number": (b"1" * 60000, "not_json"),
}


@pytest.mark.parametrize(("body", "code"), BAD_BODIES.values(), ids=BAD_BODIES.keys())
def test_bad_bodies(client: httpx.Client, body: bytes, code: str) -> None:
    assert_refused(client.post(WEBHOOK, content=body), 400, code)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"sender": None}, "bad_sender"),
        ({"sender": ""}, "bad_sender"),
        ({"sender": "  "}, "bad_sender"),
        ({"sender": 7}, "bad_sender"),
        ({"sender": "人" * 201}, "bad_sender"),
        ({"message": None}, "bad_message"),
        ({"message": 7}, "bad_message"),
        ({"message": ["a"]}, "bad_message"),
        ({"message": {"text": "a"}}, "bad_message"),
        ({"message": "工" * 1001}, "message_too_long"),
        ({"metadata": []}, "bad_metadata"),
        ({"metadata": "兰溪"}, "bad_metadata"),
        ({"metadata": {"region": 7}}, "bad_region"),
        ({"metadata": {"region": "兰" * 51}}, "bad_region"),
        ({"metadata": {"location": "29,119"}}, "bad_location"),
        ({"metadata": {"location": {"lat": 29.2}}}, "bad_location"),
        ({"metadata": {"location": {"lat": "29.2", "lng": 119.4}}}, "bad_location"),
        ({"metadata": {"location": {"lat": True, "lng": 119.4}}}, "bad_location"),
        ({"metadata": {"location": {"lat": 91, "lng": 119.4}}}, "bad_location"),
        ({"metadata": {"location": {"lat": 29.2, "lng": -181}}}, "bad_location"),
        ({"metadata": {"location": {"lat": float("nan"), "lng": 119.4}}}, "bad_location"),
        ({"metadata": {"location": {"lat": 29.2, "lng": float("inf")}}}, "bad_location"),
        ({"metadata": {"location": {"lat": 29.2, "lng": 119.4, "coord_sys": "mars"}}}, "bad_location"),
    ],
    ids=str,
)
def test_wrong_types_and_values(client: httpx.Client, change: dict[str, object], code: str) -> None:
    body = json.dumps({"sender": "工友", "message": "你好", **change})
    assert_refused(client.post(WEBHOOK, content=body), 400, code)


@pytest.mark.parametrize("missing", ["sender", "message"])
def test_missing_fields(client: httpx.Client, missing: str) -> None:
    body = {"sender": "工友", "message": "你好"}
    del body[missing]
    assert_refused(client.post(WEBHOOK, json=body), 400, f"bad_{missing}")


@pytest.mark.parametrize("size", [64 * 1024 + 1, 3_000_000])
def test_huge_bodies(client: httpx.Client, size: int) -> None:
    body = b'{"sender":"a","message":"b","x":"' + b"x" * size + b'"}'
    assert_refused(client.post(WEBHOOK, content=body), 413, "too_large")


def test_a_body_beyond_all_measure_is_cut_off_and_the_gateway_lives_on(client: httpx.Client) -> None:
    with suppress(httpx.TransportError):  # The connection may be closed before all is sent.
        assert_refused(client.post(WEBHOOK, content=b"x" * 30_000_000), 413, "too_large")
    assert say(client, "你好")


def test_wrong_method_and_wrong_path(client: httpx.Client) -> None:
    wrong_method = client.get(WEBHOOK)
    assert_refused(wrong_method, 405, "method_not_allowed")
    assert "POST" in wrong_method.headers["allow"]
    assert_refused(client.get("/nothing"), 404, "not_found")
    assert_refused(client.post("/webhooks/rest/webhook/more"), 404, "not_found")
    assert_refused(client.get("/../texts.yml"), 404, "not_found")


@pytest.mark.parametrize(
    "head",
    [
        b"NONSENSE\r\n\r\n",
        b"GET /\xe4\xbd\xa0 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
    ],
)
def test_broken_http_gets_the_same_shape(gateway: Server, head: bytes) -> None:
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=5) as connection:
        connection.sendall(head)
        answer = connection.recv(65536).decode()
    assert answer.startswith("HTTP/1.1 400")
    assert '"code":"bad_request"' in answer


def test_who_has_to_wait_is_told_so_in_the_card_too(lonely_client: httpx.Client) -> None:
    (answer,) = say(lonely_client, "你好")
    assert answer["custom"] == {"status": "unavailable", "type": "wait"}
    assert_refused(lonely_client.post(WEBHOOK, content=b"{"), 400, "not_json")


@pytest.mark.parametrize("message", ["沉默", "空话"])
def test_an_empty_reply_counts_as_not_understood(client: httpx.Client, message: str) -> None:
    (answer,) = say(client, message)
    assert (answer["recipient_id"], answer["custom"]) == ("工友", {"status": "not_understood"})


def test_every_code_has_a_text_and_no_text_is_left_over() -> None:
    texts = yaml.safe_load(TEXTS_FILE.read_text(encoding="utf-8"))
    assert set(texts["errors"]) == {code.value for code in ErrorCode}


def assert_refused(response: httpx.Response, status: int, code: str) -> None:
    assert response.status_code == status, response.text
    assert response.json() == {"error": {"code": code, "message": load_texts().errors[code]}}
