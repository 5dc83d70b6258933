"""Real gateways on free loopback ports, with a small stand-in where the engine would be."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import forkserver

import httpx
import pytest

from channels.app import serve
from channels.settings import GatewaySettings
from tests.channels.stub_actions import serve_actions
from tests.channels.stub_engine import serve_stub

# One helper imports everything once and forks each server in a moment; importing anew takes a second or two for each.
# It starts now, so that it imports while pytest still collects.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["channels.app", "tests.channels.stub_actions", "tests.channels.stub_engine"])
# A proxy in the environment must not stand between a gateway and its engine.
with pytest.MonkeyPatch.context() as patch:
    patch.setenv("http_proxy", "http://127.0.0.1:9")
    patch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    forkserver.ensure_running()


class Server:
    """A process of its own that listens on ``port``."""

    def __init__(self, port: int, target: Callable[..., None], argument: object) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.process = FORKS.Process(target=target, args=(argument,))
        self.process.start()

    def wait_until_listening(self) -> None:
        for _ in range(400):
            assert self.process.is_alive(), "it ended before it listened"
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.025)
        raise AssertionError("it did not listen within 10 seconds")

    def ends_within(self, seconds: float) -> bool:
        self.process.join(max(seconds, 0))
        return not self.process.is_alive()

    def send(self, how: signal.Signals) -> None:
        assert self.process.pid is not None
        os.kill(self.process.pid, how)


class Starter:
    """Starts servers on free ports and stops them all at the end."""

    def __init__(self) -> None:
        self._started: list[Server] = []

    def stub(self) -> Server:
        port = free_port()
        return self._keep(Server(port, serve_stub, port))

    def actions(self) -> Server:
        port = free_port()
        return self._keep(Server(port, serve_actions, port))

    def gateway(
        self, engine_url: str, actions_url: str, engine_timeout: float = 0.5, database: str = "sqlite://"
    ) -> Server:
        """A gateway between these two addresses that waits ``engine_timeout`` seconds for a reply."""
        settings = GatewaySettings(
            host="127.0.0.1",
            port=free_port(),
            engine_url=engine_url,
            actions_url=actions_url,
            database_url=database,
            engine_timeout=engine_timeout,
        )
        return self._keep(Server(settings.port, serve, settings))

    def stop_all(self) -> None:
        for server in self._started:
            server.process.terminate()
        for server in self._started:
            if not server.ends_within(5):
                server.process.kill()

    def _keep(self, server: Server) -> Server:
        self._started.append(server)
        return server


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def start() -> Iterator[Starter]:
    starter = Starter()
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
    nowhere = f"http://127.0.0.1:{free_port()}"
    all_servers = Servers(
        engine=engine,
        gateway=start.gateway(engine.url, engine.url),
        unsteady_engine=unsteady,
        unsteady_gateway=start.gateway(unsteady.url, engine.url),
        lonely_gateway=start.gateway(nowhere, nowhere),
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
