"""``docs/api/openapi.yml`` is up to date, whole, and true of what a running gateway sends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import httpx
import pytest
import yaml
from pydantic import SecretStr

from actions.contract.cards import DrawnCard
from actions.contract.messages import Message
from actions.contract.status import Status
from channels.app import App, create_app
from channels.errors import ErrorBody, ErrorCode
from channels.health import Report
from channels.openapi import FILE, OPERATIONS, Messages, render, routes
from channels.settings import GatewaySettings
from tests.channels.conftest import Server
from tests.channels.stub_engine import REPLIES

WEBHOOK = "/webhooks/rest/webhook"


@pytest.fixture(scope="module")
def app(lengthy: None) -> App:
    settings = GatewaySettings(
        engine_urls="http://engine",
        engine_token=SecretStr(""),
        actions_url="http://actions",
        database_url="sqlite://",
        lines_url="sqlite://",
    )
    return create_app(settings, "described")


@pytest.fixture(scope="module")
def described(lengthy: None) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return found


def test_it_is_up_to_date(app: App) -> None:
    assert FILE.read_text("utf-8") == render(app), "run: python -m channels.openapi"


def test_it_describes_every_route_and_no_other(app: App) -> None:
    assert set(routes(app)) == set(OPERATIONS)


def test_every_status_and_every_error_is_explained(described: dict[str, Any]) -> None:
    schemas = described["components"]["schemas"]
    assert schemas["Status"]["enum"] == [status.value for status in Status]
    assert all(f"`{status}`: {status.meaning}" in schemas["Status"]["description"] for status in Status)
    assert schemas["ErrorCode"]["enum"] == [code.value for code in ErrorCode]


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from ([part["$ref"]] if "$ref" in part else [])
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def test_every_reference_leads_somewhere_and_every_schema_is_used(described: dict[str, Any]) -> None:
    schemas = {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    assert set(references(described)) == schemas


def say(url: str, message: str) -> tuple[Message, ...]:
    body = {"sender": "工友", "message": message}
    response = httpx.post(f"{url}{WEBHOOK}", json=body, trust_env=False, verify=False)
    assert response.status_code == 200
    return tuple(Messages.model_validate_json(response.content).root)


@pytest.mark.parametrize("message", REPLIES)
def test_replies_are_as_described_and_their_text_has_the_parts_of_the_card(gateway: Server, message: str) -> None:
    for reply in say(gateway.url, message):
        card = reply.custom
        if message != "恶意" and isinstance(card, get_args(DrawnCard)):
            assert [
                part for part in (*card.head, *card.notes, card.source_line, card.hint) if part not in reply.text
            ] == []


@pytest.mark.parametrize(("message", "status"), [("出错", Status.UNAVAILABLE), ("沉默", Status.NOT_UNDERSTOOD)])
def test_the_gateways_own_replies_are_as_described(gateway: Server, message: str, status: Status) -> None:
    (reply,) = say(gateway.url, message)
    assert reply.custom.status is status


def test_errors_and_the_report_are_as_described(gateway: Server, lonely_gateway: Server) -> None:
    with httpx.Client(trust_env=False, verify=False) as client:
        for path, method, status in ((WEBHOOK, "POST", 400), (WEBHOOK, "GET", 405), ("/nothing", "GET", 404)):
            response = client.request(method, f"{gateway.url}{path}")
            assert response.status_code == status and ErrorBody.model_validate_json(response.content)
        for url, state in ((gateway.url, "ok"), (lonely_gateway.url, "down")):
            assert Report.model_validate_json(client.get(f"{url}/healthz").content).status == state
