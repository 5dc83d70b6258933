"""People who talk on and on, at a rate: whether what the processes hold grows."""

from __future__ import annotations

import asyncio
import itertools
import time
import uuid
from dataclasses import dataclass, field

import httpx
import numpy as np

from assistant.benchmarks.memory import held_by_assistant
from assistant.benchmarks.turns import SAID, say
from assistant.evaluation.chain import assistant_running
from assistant.settings import Settings

# Until then caches fill: each process has met what is said. Until as many conversations are held as may be, it takes some
# minutes more.
WARM_UP_SECONDS = 60.0
MOST_GROWTH = 0.05
# Somebody says something so often; who has said all is followed by somebody new.
PAUSE_SECONDS = 10.0
_EVERY_SECONDS = 1.0
# Of the end, as of the warm-up's, the middle of so many looks counts: a collection of garbage may be due in one of them.
_LOOKS = 9


@dataclass
class Report:
    """``before`` and ``after``: megabytes after the warm-up and at the end."""

    seconds: float
    taken: list[float] = field(default_factory=list)
    unanswered: int = 0
    before: float = 0.0
    after: float = 0.0

    @property
    def said(self) -> int:
        return len(self.taken) + self.unanswered

    @property
    def rate(self) -> float:
        return self.said / self.seconds

    @property
    def p95(self) -> float:
        """Milliseconds."""
        return float(np.percentile(self.taken, 95)) * 1000

    @property
    def growth(self) -> float:
        return self.after / self.before - 1

    @property
    def is_steady(self) -> bool:
        return self.growth <= MOST_GROWTH and not self.unanswered


def bench_soak(settings: Settings, seconds: float, rate: float, warm_up: float = WARM_UP_SECONDS) -> Report:
    """So many turns a second, as far as the machine keeps up. Raises NotRunningError."""
    with assistant_running(settings) as url:
        return asyncio.run(_soak(settings, url, seconds, rate, warm_up))


async def _soak(settings: Settings, url: str, seconds: float, rate: float, warm_up: float) -> Report:
    report, people = Report(seconds), max(1, round(rate * PAUSE_SECONDS))
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=60) as client:
        until = time.monotonic() + seconds
        talks = asyncio.gather(*(_talk(client, number / rate, until, report) for number in range(people)))
        await asyncio.sleep(min(warm_up, seconds / 2))
        report.before = await _megabytes(settings)
        await talks
    report.after = await _megabytes(settings)
    return report


async def _talk(client: httpx.AsyncClient, first: float, until: float, report: Report) -> None:
    """One after another; who waited too long for a reply goes on at once."""
    due = time.monotonic() + first
    for number, said in enumerate(itertools.cycle(SAID)):
        if number % len(SAID) == 0:
            sender = f"soak-{uuid.uuid4().hex[:12]}"
        if due >= until:
            return
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        started = time.monotonic()
        if await say(client, sender, said):
            report.taken.append(time.monotonic() - started)
        else:
            report.unanswered += 1
        due = max(due + PAUSE_SECONDS, time.monotonic())


async def _megabytes(settings: Settings) -> float:
    looks = []
    for _ in range(_LOOKS):
        looks.append(held_by_assistant(settings))
        await asyncio.sleep(_EVERY_SECONDS)
    return float(np.median(looks))
