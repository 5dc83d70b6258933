"""Turns of conversations: the whole assistant beside a bare Rasa bot, with the same users in the same run."""

from __future__ import annotations

import asyncio
import itertools
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx
import numpy as np

from actions.contract.status import Status
from assistant.benchmarks.bare_bot.running import bare_bot
from assistant.benchmarks.memory import held, held_by_assistant
from assistant.evaluation.chain import assistant_running
from assistant.settings import Settings

USERS = (1, 8, 32)
SECONDS = 20.0
WARM_UP = 20
# What one user says, over and over; asked and answered, leaning on what was said, and small talk.
SAID = (
    "你好",
    "老板拖欠工资三个月怎么办",
    "那要带什么材料",
    "失业金一个月能领多少",
    "去年呢",
    "我是78年生的女工人，几岁退休",
    "工伤认定要多久",
    "社保卡丢了怎么补",
    "试用期被辞退有补偿吗",
    "谢谢",
)
REGION = "兰溪市"


@dataclass(frozen=True)
class Load:
    """So many ``users`` at once: turns a second, milliseconds a turn, and how many turns brought no reply. Who finds nothing
    to say has worked for that all the same: such a turn counts, one that failed (HTTP) does not."""

    name: str
    users: int
    rate: float
    p50: float
    p95: float
    unanswered: int


@dataclass(frozen=True)
class Report:
    """``loads``: the bare bot's and ours for each number of users; ``memory``: megabytes of each one's processes."""

    loads: tuple[Load, ...]
    memory: dict[str, float]

    def beside(self, load: Load) -> Load:
        """The bare bot's with as many users."""
        return next(other for other in self.loads if other.name == BARE and other.users == load.users)


BARE, OURS = "裸 Rasa 机器人", "暖驿"


def bench_turns(settings: Settings, users: Sequence[int] = USERS, seconds: float = SECONDS) -> Report:
    """One after the other, each alone on the machine. Raises StepFailed, NotRunningError."""
    loads: list[Load] = []
    memory: dict[str, float] = {}
    with bare_bot(settings) as (url, pids):
        loads += asyncio.run(drive(BARE, url, users, seconds))
        memory[BARE] = held(pids)
    with assistant_running(settings) as url:
        loads += asyncio.run(drive(OURS, url, users, seconds))
        memory[OURS] = held_by_assistant(settings)
    return Report(tuple(loads), memory)


async def drive(name: str, url: str, users: Sequence[int], seconds: float) -> list[Load]:
    """So many users at once, for so many seconds each, after a warm-up."""
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=60) as client:
        for said in itertools.islice(itertools.cycle(SAID), WARM_UP):
            await say(client, "warm-up", said)
        return [await _load(client, name, count, seconds) for count in users]


async def _load(client: httpx.AsyncClient, name: str, users: int, seconds: float) -> Load:
    until, taken, unanswered = time.perf_counter() + seconds, list[float](), 0

    async def talk(first: int) -> None:
        nonlocal unanswered
        sender = f"bench-{uuid.uuid4().hex[:12]}"
        for said in itertools.islice(itertools.cycle(SAID), first, None):
            if time.perf_counter() >= until:
                return
            started = time.perf_counter()
            replies = await say(client, sender, said)
            unanswered += not replies
            if replies is not None:
                taken.append(time.perf_counter() - started)

    started = time.perf_counter()
    await asyncio.gather(*(talk(number) for number in range(users)))
    rate = len(taken) / (time.perf_counter() - started)
    p50, p95 = (float(np.percentile(taken, share)) * 1000 for share in (50, 95))
    return Load(name, users, rate, p50, p95, unanswered)


async def say(client: httpx.AsyncClient, sender: str, said: str, region: str = REGION) -> list[dict[str, Any]] | None:
    """The messages that came back; None where the turn failed."""
    body = {"sender": sender, "message": said, "metadata": {"region": region}}
    try:
        reply = await client.post("/webhooks/rest/webhook", json=body)
    except httpx.HTTPError:
        return None
    replies: list[dict[str, Any]] | None = reply.json() if reply.status_code == 200 else None
    return replies


def is_answered(replies: Sequence[dict[str, Any]] | None) -> bool:
    """Whether a turn brought an answer; to be asked for patience is none."""
    statuses = [reply.get("custom", {}).get("status") for reply in replies or ()]
    return bool(statuses) and Status.UNAVAILABLE not in statuses
