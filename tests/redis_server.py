"""A real Redis, Debian's, started on a free port of loopback, which may be stopped and started again."""

from __future__ import annotations

import shutil
import signal
import subprocess

import redis

from assistant.steps import die_with_parent
from tests.waiting import wait_until

PROGRAM = shutil.which("redis-server")
MISSING = "这台机器没有 Redis，先装：apt-get install redis-server"


class RedisServer:
    """Keeps nothing on any disk: what it knew is gone with it."""

    def __init__(self, port: int) -> None:
        self.port, self.url = port, f"redis://127.0.0.1:{port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        assert PROGRAM
        settings = {"port": str(self.port), "bind": "127.0.0.1", "save": "", "appendonly": "no", "logfile": ""}
        arguments = [part for name, value in settings.items() for part in (f"--{name}", value)]
        self.process = subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.DEVNULL, preexec_fn=die_with_parent)
        wait_until(self.answers, "Redis takes connections")

    def stop(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def answers(self) -> bool:
        with redis.Redis.from_url(self.url) as client:
            try:
                return bool(client.ping())
            except redis.RedisError:
                return False

    def empty(self) -> None:
        """As at its start."""
        with redis.Redis.from_url(self.url) as client:
            client.flushall()
