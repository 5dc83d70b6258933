"""One real assistant for all tests of this folder: Rasa, action server and gateway, on a free port with its own data."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from pydantic import TypeAdapter

from actions.contract.messages import Message
from assistant.ports import reserved_ports
from assistant.settings import Settings
from knowledge.settings import ROOT
from tests.waiting import wait_until

# Far more than anything takes on a machine that is busy with other copies; a test goes on as soon as it can.
READY_SECONDS = 300.0
REPLY_SECONDS = 60.0
STOPPED_SECONDS = 60.0
_MESSAGES = TypeAdapter(list[Message])


class Process(NamedTuple):
    """A process as the system shows it to its own user."""

    pid: int
    environment: dict[str, str]


class Assistant:
    """A running assistant and its data folder."""

    def __init__(self, data_dir: Path, port: int, *arguments: str, **settings: str) -> None:
        self.data_dir, self.url = data_dir, f"http://127.0.0.1:{port}"
        own = {"PORT": str(port), "HOST": "127.0.0.1", "DATA_DIR": str(data_dir), "ENGINE_TIMEOUT": str(REPLY_SECONDS)}
        self.environment = os.environ | own | {"GATEWAY_URL": self.url} | settings
        command = [sys.executable, "-m", "assistant", "run", *arguments]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment)

    def wait_until_ready(self) -> None:
        wait_until(lambda: self._runs() and self.is_ready(), "it is ready", READY_SECONDS, every=0.3)

    def _runs(self) -> bool:
        assert self.process.poll() is None, "it ended before it was ready"
        return True

    def is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/healthz", timeout=3, trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False

    def stop(self, how: signal.Signals = signal.SIGTERM) -> float:
        """Stop it and return how many seconds that took."""
        started = time.monotonic()
        self.process.send_signal(how)
        self.process.wait(timeout=STOPPED_SECONDS)
        return time.monotonic() - started

    def children(self) -> dict[str, Process]:
        """What works on this assistant's data beside its supervisor, by the module it runs."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                arguments, variables = ((folder / name).read_bytes().split(b"\0") for name in ("cmdline", "environ"))
            except OSError:  # it has ended, or is somebody else's
                continue
            ours = f"DATA_DIR={self.data_dir}".encode() in variables and int(folder.name) != self.process.pid
            if ours and b"-m" in arguments:
                environment = dict(line.decode(errors="replace").split("=", 1) for line in variables if b"=" in line)
                found[arguments[arguments.index(b"-m") + 1].decode()] = Process(int(folder.name), environment)
        return found

    def chat(self, region: str | None = None) -> Chat:
        return Chat(self.url, region)


class Chat:
    """One person's conversation."""

    def __init__(self, url: str, region: str | None) -> None:
        self.url, self.sender = f"{url}/webhooks/rest/webhook", f"test-{uuid.uuid4().hex[:10]}"
        self.metadata: dict[str, Any] = {"region": region} if region else {}
        self.reply: list[dict[str, Any]] = []

    def say(self, message: str) -> str:
        """Say something; the text of the whole reply."""
        body = {"sender": self.sender, "message": message, "metadata": self.metadata}
        response = httpx.post(self.url, json=body, timeout=REPLY_SECONDS * 1.5, trust_env=False)
        assert response.status_code == 200, response.text
        self.reply = response.json()
        assert self.statuses, "a reply is as docs/api/openapi.yml says, and never empty"
        return "\n".join(part["text"] for part in self.reply if part.get("text"))

    @property
    def buttons(self) -> list[str]:
        return [button["payload"] for part in self.reply for button in part.get("buttons", ())]

    @property
    def card(self) -> dict[str, Any]:
        """The reply's last card: a service's own stands behind what the content says."""
        card: dict[str, Any] = next(part["custom"] for part in reversed(self.reply) if "type" in part["custom"])
        return card

    @property
    def statuses(self) -> list[str]:
        """What the messages of the reply are."""
        return [message.custom.status for message in _MESSAGES.validate_python(self.reply)]


@pytest.fixture(scope="session")
def prepared_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with what ``assistant prepare`` made, and nothing else: the shipped version is tested."""
    return copy_prepared(Settings().data_dir, tmp_path_factory.mktemp("data"))


def copy_prepared(source: Path, target: Path) -> Path:
    """What was prepared in ``source``, without conversations and records."""
    shutil.copytree(source / "encoded", target / "encoded", copy_function=_link)
    (target / "engine").mkdir()
    for model in (source / "engine").glob("*.tar.gz"):
        _link(model, target / "engine" / model.name)
    return target


def _link(source: str | Path, target: str | Path) -> None:
    """A link where that can be, for nothing that was prepared is ever changed; a copy where /tmp is another file system."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy(source, target)


@contextmanager
def started(data_dir: Path, *arguments: str, **settings: str) -> Iterator[Assistant]:
    """An assistant on these data, with these arguments and environment variables; stopped at the end, if it still runs."""
    with reserved_ports(1) as (port,):
        running = Assistant(data_dir, port, *arguments, **settings)
        try:
            yield running
        finally:
            if running.process.poll() is None:
                running.stop()


@pytest.fixture(scope="session")
def assistant(prepared_data: Path) -> Iterator[Assistant]:
    """A running assistant."""
    with started(prepared_data) as running:
        running.wait_until_ready()
        yield running
