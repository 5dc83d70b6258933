"""The health report of running gateways."""

from __future__ import annotations

import json
import time

import httpx

from channels.health import CACHE_SECONDS
from tests.channels.conftest import Server, Servers, Starter
from tests.waiting import wait_until

MODEL = "20260101.tar.gz"


def report(url: str) -> tuple[int, dict[str, object]]:
    response = httpx.get(f"{url}/healthz", trust_env=False, verify=False)
    assert response.headers["cache-control"] == "no-store"
    return response.status_code, response.json()


def test_all_is_well(gateway: Server) -> None:
    components = {"gateway": "ok", "engine": "ok", "actions": "ok"}
    assert report(gateway.url) == (200, {"status": "ok", "components": components})
    assert httpx.head(f"{gateway.url}/healthz", trust_env=False, verify=False).status_code == 200


def test_nothing_is_behind_it(lonely_gateway: Server) -> None:
    components = {"gateway": "ok", "engine": "down", "actions": "down"}
    assert report(lonely_gateway.url) == (503, {"status": "down", "components": components})


def test_one_part_after_another(servers: Servers) -> None:
    """An engine that has no model, is ready, and dies; each is seen as soon as the last report is too old."""
    url, engine = servers.unsteady_gateway.url, servers.unsteady_engine
    set_model(engine, None)
    assert engine_state(url) == (503, "down")

    set_model(engine, MODEL)
    wait_until(lambda: engine_state(url) == (200, "ok"), "the model is seen")
    asked_before, started = set_model(engine, MODEL), time.monotonic()
    with httpx.Client(base_url=url, trust_env=False, verify=False) as client:
        assert {client.get("/healthz").status_code for _ in range(50)} == {200}
    most = 1 + (time.monotonic() - started) / CACHE_SECONDS
    assert set_model(engine, MODEL) - asked_before <= most, "questions within a second are one probe"

    engine.process.kill()
    assert engine.ends_within(2)
    wait_until(lambda: engine_state(url) == (503, "down"), "its death is seen")


def test_an_engine_that_takes_another_token_is_down(start: Starter, servers: Servers) -> None:
    gateway = start.gateway(servers.engine.url, servers.engine.url, engine_token="guessed")
    gateway.wait_until_listening()
    assert engine_state(gateway.url) == (503, "down")


def engine_state(gateway_url: str) -> tuple[int, str]:
    status, body = report(gateway_url)
    components = body["components"]
    assert isinstance(components, dict) and components["gateway"] == components["actions"] == "ok"
    return status, components["engine"]


def set_model(engine: Server, model_file: str | None) -> int:
    """Change what the engine reports; gives how often it was asked until now."""
    response = httpx.post(f"{engine.url}/test/model", content=json.dumps(model_file), trust_env=False, verify=False)
    return int(response.text)
