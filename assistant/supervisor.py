"""Starts, watches, restarts and stops every process of the assistant.

Three children: the action server, the dialogue engine (both on free loopback ports) and the gateway (the public port).
A child that dies is started again; the others go on, and the gateway asks people to wait meanwhile. A fourth, the runner of
background jobs, is there only while there is something to do. On further machines of the same assistant there is a part of
that: a gateway or an engine, each with an action server of its own.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import socket
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx
import yaml

from assistant.alone import StartError, only_one, only_one_on
from assistant.engine_model import SILENT, WITHOUT_PHRASES, engine_environment, engine_model
from assistant.engine_settings import EngineSettings
from assistant.ports import reserved_ports
from assistant.settings import Only, Settings
from assistant.steps import die_with_parent
from knowledge.settings import ROOT

STOP_SECONDS = 6.0
# A child that lives less than this died of what it will die of again: wait longer each time.
SETTLED_SECONDS = 30.0
MOST_WAIT_SECONDS = 20.0
# How often it is looked whether a process is called for.
CALL_SECONDS = 0.2


@dataclass
class Child:
    """One process that is kept running; or, with a ``call``, that is started when that file is there and ends by itself."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    call: Path | None = None
    process: asyncio.subprocess.Process | None = None
    failures: int = 0
    started: float = field(default_factory=time.monotonic)

    async def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as out:
            self.process = await asyncio.create_subprocess_exec(
                *self.command,
                cwd=ROOT,
                env=self.environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,  # Ctrl-C goes to the supervisor alone, which then stops the rest in order
                preexec_fn=die_with_parent,
            )
        self.started = time.monotonic()

    async def keep(self) -> None:
        """Start it when it is called for, and again whenever it ends, until cancelled."""
        while True:
            await self._called()
            await self.start()
            assert self.process
            status = await self.process.wait()
            if self.call and status == 0:
                continue
            lived = time.monotonic() - self.started
            self.failures = 0 if lived > SETTLED_SECONDS else self.failures + 1
            wait = min(MOST_WAIT_SECONDS, 0.5 * 2**self.failures)
            print(
                f"{self.name} 意外退出（状态 {status}），{wait:.0f} 秒后重启；日志：{self.log}",
                file=sys.stderr,
                flush=True,
            )
            await asyncio.sleep(wait)

    async def _called(self) -> None:
        while self.call and not self.call.exists():
            await asyncio.sleep(CALL_SECONDS)

    async def stop(self) -> None:
        """End it and whatever it started: asked first, killed when it does not listen."""
        if self.process is None or self.process.returncode is not None:
            return
        _signal_group(self.process.pid, signal.SIGTERM)
        with suppress(TimeoutError):
            await asyncio.wait_for(self.process.wait(), STOP_SECONDS)
        _signal_group(self.process.pid, signal.SIGKILL)
        await self.process.wait()


def run(settings: Settings, only: Only | None = None) -> None:
    """Run until Ctrl-C or SIGTERM, all of it or ``only`` a part. Raises StartError."""
    require_whole(settings, only)
    # A part belongs to the assistant that holds the server.
    with only_one(settings.data_dir), only_one_on(None if only else settings.server):
        if only is not Only.ENGINE:
            _require_free(settings.host, settings.port)
        if settings.engine_port and only is not Only.GATEWAY:
            _require_free(settings.engine_host, settings.engine_port)
        asyncio.run(_run(settings, only))


async def _run(settings: Settings, only: Only | None) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    with reserved_ports(2) as (actions_port, free_port):
        engine_port = settings.engine_port or free_port
        children = processes(settings, actions_port, engine_port, only)
        if only is None:
            _call_for_jobs(settings)
        keepers = [asyncio.create_task(child.keep()) for child in children]
        announcer = asyncio.create_task(_announce(settings, only))
        await stopped.wait()
        print("正在停止……", flush=True)
        for task in (*keepers, announcer):
            task.cancel()
        await asyncio.gather(*keepers, announcer, return_exceptions=True)
        await asyncio.gather(*(child.stop() for child in children))


def processes(settings: Settings, actions_port: int, engine_port: int, only: Only | None = None) -> list[Child]:
    """What the assistant, or ``only`` a part of it, consists of, ready to be started; writes the two files that Rasa
    reads."""
    engine = EngineSettings(
        model=engine_model(settings),
        host=settings.engine_host,
        port=engine_port,
        endpoints=settings.engine / "endpoints.yml",
        credentials=settings.engine / "credentials.yml",
        token=settings.engine_token.get_secret_value() if settings.engine_token else secrets.token_urlsafe(32),
        actions_url=f"http://127.0.0.1:{actions_port}",
        conversations=settings.conversations,
    )
    store = {"type": "assistant.engine.trackers.LiveTrackerStore"}
    action_endpoint = {"url": f"{engine.actions_url}/webhook"}
    engine.endpoints.write_text(yaml.safe_dump({"action_endpoint": action_endpoint, "tracker_store": store}))
    engine.credentials.write_text(yaml.safe_dump({"assistant.engine.channel.GatewayInput": {}}))
    own = {name: value for name, value in os.environ.items() if name != "ENGINE_TOKEN"} | {
        "PYTHONPATH": str(ROOT),
        "HOST": settings.host,
        "PORT": str(settings.port),
        "DATA_DIR": str(settings.data_dir.resolve()),
        "ENCODER_DIR": str(settings.encoder),
        "OMP_NUM_THREADS": "1",
        **WITHOUT_PHRASES,
        **SILENT,
    }
    here = () if only is Only.GATEWAY else (f"http://{settings.engine_host}:{engine_port}",)
    behind_gateway = {
        "ENGINE_URLS": ",".join((*here, *settings.engines)),
        "ENGINE_TOKEN": engine.token,
        "ACTIONS_URL": engine.actions_url,
    }
    actions = _child(
        "问答服务", "actions.server", own | {"ACTIONS_PORT": str(actions_port)}, settings.logs / "actions.log"
    )
    rasa = Child(
        "对话引擎",
        [str(settings.engine_python), "-m", "assistant.engine.serve"],
        engine_environment(settings) | engine.to_env(),
        settings.logs / "engine.log",
    )
    gateway = _child("网关", "channels", own | behind_gateway, settings.logs / "gateway.log")
    jobs = replace(_child("后台任务", "assistant.jobs", own, settings.logs / "jobs.log"), call=settings.wake)
    parts = {Only.GATEWAY: [actions, gateway], Only.ENGINE: [actions, rasa]}
    return parts[only] if only else [actions, rasa, gateway, jobs]


def _call_for_jobs(settings: Settings) -> None:
    """At a start there may be jobs that the last stop broke off."""
    settings.jobs.mkdir(parents=True, exist_ok=True)
    settings.wake.touch()


def _child(name: str, module: str, environment: dict[str, str], log: Path) -> Child:
    """A process of our own environment."""
    return Child(name, [sys.executable, "-m", module], environment, log)


async def _announce(settings: Settings, only: Only | None) -> None:
    """Say when the first question can be asked; who has only an engine learns that from its gateways."""
    started = time.monotonic()
    print("正在启动，约 10 秒……", flush=True)
    if only is Only.ENGINE:
        print(f"对话引擎在 http://{settings.engine_host}:{settings.engine_port} ，按 Ctrl-C 停止", flush=True)
        return
    async with httpx.AsyncClient(trust_env=False) as client:
        while True:
            await asyncio.sleep(0.3)
            try:
                if (await client.get(f"{settings.local_url}/healthz", timeout=2)).status_code == 200:
                    break
            except httpx.HTTPError:
                continue
    seconds = time.monotonic() - started
    print(f"已就绪（{seconds:.0f} 秒）：请打开 {settings.local_url}/ ，按 Ctrl-C 停止", flush=True)


def require_whole(settings: Settings, only: Only | None) -> None:
    """Several machines have one database, and know each other."""
    if not (only or settings.redis_url):
        return
    if settings.server is None:
        raise StartError("多台一起服务要共用一个 PostgreSQL：请设 DATABASE_URL")
    if not settings.engine_token:
        raise StartError("多台一起服务要有同一个 ENGINE_TOKEN，各台设成一样的")
    if only is not Only.ENGINE and not settings.gateway_url:
        raise StartError("多台一起服务要设 GATEWAY_URL（别的网关怎么找到这一个）")
    if only is Only.GATEWAY and not (settings.redis_url and settings.engines):
        raise StartError("只跑网关要设 REDIS_URL 和 ENGINE_URLS（对话引擎的地址）")
    if only is Only.ENGINE and not settings.engine_port:
        raise StartError("只跑对话引擎要设 ENGINE_PORT 和 ENGINE_HOST（网关能连到的地址）")


def _require_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise StartError(
                f"{host}:{port} 不能使用（{error.strerror}），请换一个端口，例如 PORT=8090 make run"
            ) from error


def _signal_group(leader: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(leader, number)
