"""Starting and stopping a gateway process."""

from __future__ import annotations

import json
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from websockets.sync.client import connect

from channels.app import create_app
from channels.settings import GatewaySettings
from tests.channels.conftest import Server, Servers, Starter
from tests.waiting import PATIENCE, wait_until


def test_a_signal_ends_it_in_time_whatever_is_under_way(start: Starter, servers: Servers) -> None:
    signals = (signal.SIGTERM, signal.SIGINT)
    # A second of patience: it ends before the gateway's own time to shut down, yet a busy machine keeps it.
    gateways = [start.gateway(servers.engine.url, servers.engine.url, engine_timeout=1) for _ in signals]
    for gateway in gateways:
        gateway.wait_until_listening()
        wait_until(partial(is_answered, gateway.url), "the engine is reached")
    before = slow_replies(servers.engine)
    with ExitStack() as stack, ThreadPoolExecutor() as pool:
        replies = [pool.submit(ask, gateway.url, "慢") for gateway in gateways]
        for gateway in gateways:
            idle = stack.enter_context(httpx.Client(base_url=gateway.url, trust_env=False, verify=False))
            assert idle.get("/webhooks/rest/").status_code == 200
            live = stack.enter_context(connect(f"ws://127.0.0.1:{gateway.port}/api/line", proxy=None))
            live.send(json.dumps({"sender": "web-" + "0" * 32}))
            assert "welcome" in str(live.recv(timeout=PATIENCE))
            half_said = stack.enter_context(socket.create_connection(("127.0.0.1", gateway.port)))
            half_said.sendall(b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{")
        wait_until(lambda: slow_replies(servers.engine) == before + 2, "both questions reach the engine")
        for gateway, how in zip(gateways, signals, strict=True):
            gateway.send(how)
        deadline = time.monotonic() + 3
        for gateway in gateways:
            assert gateway.ends_within(deadline - time.monotonic())
            assert gateway.process.exitcode == 0
        # What was under way is still answered.
        assert [reply.result()[0]["custom"] for reply in replies] == [{"status": "unavailable", "type": "wait"}] * 2


def slow_replies(engine: Server) -> int:
    """How many replies the engine is taking its time over."""
    return int(httpx.get(f"{engine.url}/test/slow", trust_env=False, verify=False).text)


def is_answered(url: str) -> bool:
    return "received" in ask(url, "你好")[0]["custom"]


def ask(url: str, text: str) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = httpx.post(
        f"{url}/webhooks/rest/webhook",
        json={"sender": "a", "message": text},
        timeout=PATIENCE,
        trust_env=False,
        verify=False,
    ).json()
    return messages


def test_a_signal_during_the_start_ends_it(start: Starter, servers: Servers) -> None:
    for delay in range(0, 200, 40):
        gateway = start.gateway(servers.engine.url, servers.engine.url)
        time.sleep(delay / 1000)
        gateway.send(signal.SIGTERM)
        assert gateway.ends_within(3), f"{delay} ms after its start"


@pytest.mark.usefixtures("lengthy")
def test_several_apps_fit_into_one_process() -> None:
    settings = GatewaySettings(
        engine_urls="http://127.0.0.1:1",
        engine_token=SecretStr("secret"),
        actions_url="http://127.0.0.1:1",
        database_url="sqlite://",
        lines_url="sqlite://",
    )
    assert create_app(settings, name="one").name != create_app(settings, name="two").name
