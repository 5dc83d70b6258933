"""Real gateways on free loopback ports, with a small stand-in where the engine would be."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import shutil
import signal
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from pydantic import SecretStr

from assistant.ports import reserved_ports
from channels.app import serve
from channels.settings import GatewaySettings
from knowledge.china_time import CHINA
from tests.channels.stub_actions import serve_actions
from tests.channels.stub_engine import TOKEN, serve_stub
from tests.waiting import wait_until

BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# One helper imports everything once and forks each server in a moment; importing anew takes a second or two for each.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["channels.app", "tests.channels.stub_actions", "tests.channels.stub_engine"])


def pytest_collection_finish(session: pytest.Session) -> None:
    """Start the helper when any test will need it, so that it imports while other tests run."""
    if any("start" in getattr(item, "fixturenames", ()) for item in session.items):
        # A proxy in the environment must not stand between a gateway and its engine.
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("http_proxy", "http://127.0.0.1:9")
            patch.setenv("ALL_PROXY", "http://127.0.0.1:9")
            forkserver.ensure_running()


class Server:
    """A process of its own that listens on ``port``: ``target`` gets the arguments and a socket bound to it."""

    def __init__(self, target: Callable[..., None], *arguments: object) -> None:
        with socket.socket() as sock:
            sock.bind(("127.0.0.1", 0))
            self.port = int(sock.getsockname()[1])
            self.url = f"http://127.0.0.1:{self.port}"
            self.process = FORKS.Process(target=target, args=(*arguments, sock))
            self.process.start()

    def wait_until_listening(self) -> None:
        wait_until(self._listens, "it listens")

    def _listens(self) -> bool:
        assert self.process.is_alive(), "it ended before it listened"
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def ends_within(self, seconds: float) -> bool:
        self.process.join(max(seconds, 0))
        return not self.process.is_alive()

    def send(self, how: signal.Signals) -> None:
        assert self.process.pid is not None
        os.kill(self.process.pid, how)


def serve_at(settings: GatewaySettings, clock: Path, sock: socket.socket) -> None:
    """Run a gateway that goes by a clock of the test's."""
    serve(settings, sock, lambda: dt.datetime.fromisoformat(clock.read_text()).replace(tzinfo=CHINA))


class Starter:
    """Starts servers on free ports and stops them all at the end. ``nowhere``: an address where nobody listens."""

    def __init__(self, nowhere: str) -> None:
        self.nowhere = nowhere
        self._started: list[Server] = []

    def stub(self) -> Server:
        return self._keep(Server(serve_stub))

    def actions(self) -> Server:
        return self._keep(Server(serve_actions))

    def gateway(
        self,
        engine_url: str,
        actions_url: str,
        engine_timeout: float = 0.5,
        database: str = "sqlite://",
        engine_token: str = TOKEN,
        allowed_origins: str = "",
        secure_cookies: bool = False,
        lines: str = "sqlite://",
        clock: Path | None = None,
        **more: Any,
    ) -> Server:
        """A gateway between these two addresses that waits ``engine_timeout`` seconds for a reply. ``clock``: a file with
        the time that it goes by; ``more``: its other settings."""
        settings = GatewaySettings(
            engine_urls=engine_url,
            engine_token=SecretStr(engine_token),
            actions_url=actions_url,
            database_url=database,
            lines_url=lines,
            engine_timeout=engine_timeout,
            allowed_origins=allowed_origins,
            secure_cookies=secure_cookies,
            **more,
        )
        return self._keep(Server(serve_at, settings, clock) if clock else Server(serve, settings))

    def stop_all(self) -> None:
        for server in self._started:
            server.process.terminate()
        for server in self._started:
            if not server.ends_within(5):
                server.process.kill()

    def _keep(self, server: Server) -> Server:
        self._started.append(server)
        return server


@pytest.fixture(scope="session")
def start() -> Iterator[Starter]:
    with reserved_ports(1) as (port,):
        starter = Starter(f"http://127.0.0.1:{port}")
        yield starter
        starter.stop_all()


@dataclass(frozen=True)
class Servers:
    """All long-lived processes of these tests."""

    engine: Server
    gateway: Server
    unsteady_engine: Server
    unsteady_gateway: Server
    lonely_gateway: Server


@pytest.fixture(scope="session")
def servers(start: Starter) -> Servers:
    """Everything up, and a gateway with nothing behind it."""
    engine, unsteady = start.stub(), start.stub()
    all_servers = Servers(
        engine=engine,
        gateway=start.gateway(engine.url, engine.url),
        unsteady_engine=unsteady,
        unsteady_gateway=start.gateway(unsteady.url, engine.url),
        lonely_gateway=start.gateway(start.nowhere, start.nowhere),
    )
    for server in vars(all_servers).values():
        server.wait_until_listening()
    return all_servers


@pytest.fixture(scope="session")
def gateway(servers: Servers) -> Server:
    """A gateway with everything behind it up."""
    return servers.gateway


@pytest.fixture(scope="session")
def lonely_gateway(servers: Servers) -> Server:
    """A gateway with nothing behind it."""
    return servers.lonely_gateway


@pytest.fixture(scope="session")
def client(gateway: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=gateway.url, trust_env=False, verify=False) as client:
        yield client


@pytest.fixture(scope="session")
def lonely_client(lonely_gateway: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=lonely_gateway.url, trust_env=False, verify=False) as client:
        yield client


@pytest.fixture(scope="session")
def named_client(start: Starter, servers: Servers) -> Iterator[httpx.Client]:
    """Of a gateway that one other web site may use."""
    gateway = start.gateway(servers.engine.url, servers.engine.url, allowed_origins="https://www.lanxi.gov.cn")
    gateway.wait_until_listening()
    with httpx.Client(base_url=gateway.url, trust_env=False, verify=False) as client:
        yield client


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """While it is there, its event loop is running, and no other test could start one."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("needs chromium")
    expect.set_options(timeout=15_000)  # two workers share the machine
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()
