"""``GET /api/cities`` of running gateways."""

from __future__ import annotations

import json
import time

import httpx

from actions.contract.queries import Cities
from tests.channels.conftest import Server, Starter
from tests.waiting import wait_until


def cities(gateway: Server) -> list[str]:
    response = httpx.get(f"{gateway.url}/api/cities", trust_env=False, verify=False)
    assert response.status_code == 200 and response.headers["cache-control"] == "no-store"
    return list(Cities.model_validate_json(response.content).cities)


def set_cities(actions: Server, names: list[str]) -> int:
    """Change what the action server knows; gives how often it was asked until now."""
    response = httpx.post(f"{actions.url}/test/cities", content=json.dumps(names), trust_env=False, verify=False)
    return int(response.text)


def test_the_action_server_is_asked_now_and_then(start: Starter) -> None:
    actions = start.stub()
    gateway = start.gateway(actions.url, actions.url)
    for server in (actions, gateway):
        server.wait_until_listening()
    assert cities(gateway) == ["兰溪市", "舟山市"]
    began = time.monotonic()
    assert all(cities(gateway) == ["兰溪市", "舟山市"] for _ in range(50))
    asked = set_cities(actions, ["兰溪市", "舟山市", "台州市"])
    assert asked <= 2 + (time.monotonic() - began), "no more than once a second"
    wait_until(lambda: cities(gateway) == ["兰溪市", "舟山市", "台州市"], "an imported city is offered", seconds=5)


def test_no_action_server(lonely_gateway: Server) -> None:
    response = httpx.get(f"{lonely_gateway.url}/api/cities", trust_env=False, verify=False)
    assert response.status_code == 503 and response.json()["error"]["code"] == "not_ready"


def test_an_action_server_that_fails(start: Starter) -> None:
    actions = start.stub()
    gateway = start.gateway(start.nowhere, actions.url)
    for server in (actions, gateway):
        server.wait_until_listening()
    set_cities(actions, [])
    response = httpx.get(f"{gateway.url}/api/cities", trust_env=False, verify=False)
    assert response.status_code == 503
    set_cities(actions, ["安康市"])
    assert cities(gateway) == ["安康市"]
