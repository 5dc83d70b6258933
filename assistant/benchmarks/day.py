"""A day replayed in some minutes: people come as they do to an office's hotline and its page, with questions that people
ask; in the morning's rush FAQs are imported, in the afternoon's one is published, and all the while a clerk looks things up.

Arrivals are a Poisson process whose rate changes by the hour, as arrivals at call centres are (Brown, Zhao, Shen and
Mandelbaum, "Multifactor Poisson and Gamma-Poisson models for call center arrival times", 2004). The rates are our own
supposition: most at 10 and 15, the hours that citizens' hotlines (12345) ask people to avoid, few at lunch, and some in the
evening, when nobody sits in the office and people write on their phones.
"""

from __future__ import annotations

import asyncio
import math
import os
import random
import subprocess
import sys
import time
import uuid
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx
import numpy as np

from assistant.benchmarks.apart import apart
from assistant.benchmarks.made_up_faqs import made_up_faqs, write_faqs
from assistant.benchmarks.publishing import Admin, Turn, Window
from assistant.benchmarks.staff import account, logged_in
from assistant.benchmarks.turns import is_answered
from assistant.evaluation.chain import assistant_running
from assistant.evaluation.heldout import SEEN, Case, load_cases
from assistant.settings import Settings
from channels.roles import Role
from knowledge.live.shipped import shipped_content
from knowledge.settings import ROOT

PEOPLE, HOUR_SECONDS = 6000, 60.0
# How many of a thousand people come in each hour from midnight on.
RATES = (4, 2, 2, 2, 2, 6, 14, 34, 82, 104, 110, 84, 40, 58, 88, 98, 84, 52, 30, 30, 30, 24, 14, 6)
NIGHT = range(6)
IMPORT_AT, PUBLISH_AT = 10.5, 15.5
IMPORTED = 200  # FAQs
CLERK_FROM, CLERK_UNTIL = 8.5, 17.0
# The clerk looks something up for every so many people who come: some thirty times an hour where 6,000 do.
PEOPLE_PER_LOOK_UP = 25
# Somebody reads what they were told before they say more, whatever the pace of the day.
READING_SECONDS = 3.0
# Who is asked for patience says it again after so long, so often, as the page has it.
AGAIN_SECONDS, AGAIN = 5.0, 6
LATER = (429, 503)
# It is as before once of so many turns in a row the p95 is at most so many times that of the hour before.
CALM_TURNS, MOST = 20, 1.5
WEBHOOK = "/webhooks/rest/webhook"
IMPORT, PUBLISH = "导入", "发布"


@dataclass
class Hour:
    """``came``: how many people; ``turns``: what they said; ``put_off``: how often they were asked for patience, ``unmet``:
    met nobody (a turn is answered all the same, when it is said again); ``happened``: what else."""

    came: int = 0
    turns: list[Turn] = field(default_factory=list)
    put_off: int = 0
    unmet: int = 0
    happened: str = ""

    @property
    def unanswered(self) -> int:
        return sum(not turn.is_answered for turn in self.turns)

    @property
    def p95(self) -> float:
        """Milliseconds."""
        return _p95(self.turns)


@dataclass(frozen=True)
class Report:
    """``recovered``: seconds from the end of what happened until turns took as long as before, by what it was, None where
    they never did; ``desk``: the clerk's whole day."""

    hours: tuple[Hour, ...]
    recovered: dict[str, float | None]
    desk: Hour

    @property
    def night_p95(self) -> float:
        """Milliseconds in the hours when next to nobody comes: what the others are compared with."""
        return _p95([turn for hour in NIGHT for turn in self.hours[hour].turns])

    @property
    def is_whole(self) -> bool:
        """Whether everybody had an answer in the end, the clerk too."""
        return not any(hour.unanswered for hour in (*self.hours, self.desk))


def bench_day(settings: Settings, people: int = PEOPLE, hour: float = HOUR_SECONDS, imported: int = IMPORTED) -> Report:
    """So many people in a day of which an hour takes so many seconds. Raises NotRunningError."""
    with apart(settings, "day") as own, assistant_running(own) as url:
        return replay(own, url, people, hour, imported)


def replay(settings: Settings, url: str, people: int, hour: float, imported: int) -> Report:
    """The same with an assistant that runs at ``url`` on the data of ``settings``."""
    *many, one = made_up_faqs(imported + 1, shipped_content(settings).regions)
    file = settings.data_dir / "faqs.xlsx"
    write_faqs(file, many)
    with (
        account(settings, Role.ADMIN) as admin,
        logged_in(url, admin) as client,
    ):
        day = Day(settings, Admin(url, client, "", one.region, iter([one])), hour)
        return asyncio.run(day.pass_(people, file))


class Day:
    """``admin``: who publishes and looks things up; ``hour``: seconds that one takes."""

    def __init__(self, settings: Settings, admin: Admin, hour: float) -> None:
        self._settings, self._admin, self._hour = settings, admin, hour
        self._random = random.Random(24)  # noqa: S311 - the same day each time
        self._questions = load_cases(SEEN)
        self._hours = tuple(Hour() for _ in RATES)
        self._desk = Hour()
        self._windows: dict[str, Window] = {}
        self._midnight = 0.0

    async def pass_(self, people: int, file: Path) -> Report:
        """From midnight to midnight, and until the last has an answer."""
        self._midnight = time.perf_counter()
        many = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=self._admin.url, trust_env=False, timeout=60, limits=many) as client:
            await asyncio.gather(
                *(self._talk(client, at, case) for at, case in self._arrivals(people)),
                *(self._look_up(at, case) for at, case in self._clerks_questions(people)),
                self._do(IMPORT, IMPORT_AT, lambda: self._import(file)),
                self._do(PUBLISH, PUBLISH_AT, self._admin.publish_faq),
            )
        turns = sorted((turn for hour in self._hours for turn in hour.turns), key=lambda turn: turn.began)
        recovered = {name: recovery(window, turns, self._hour) for name, window in self._windows.items()}
        return Report(self._hours, recovered, self._desk)

    def _arrivals(self, people: int) -> Iterator[tuple[float, Case]]:
        """When somebody comes (hours since midnight), and what they want to know."""
        for hour, rate in enumerate(RATES):
            at = float(hour)
            while (at := at + self._random.expovariate(people * rate / sum(RATES))) < hour + 1:
                yield at, self._random.choice(self._questions)

    def _clerks_questions(self, people: int) -> Iterator[tuple[float, Case]]:
        count = people // PEOPLE_PER_LOOK_UP
        for number, case in enumerate(self._random.choices(self._questions, k=count)):
            yield CLERK_FROM + (CLERK_UNTIL - CLERK_FROM) * number / count, case

    async def _talk(self, client: httpx.AsyncClient, at: float, case: Case) -> None:
        await self._until(at)
        sender, hour = f"day-{uuid.uuid4().hex[:12]}", self._hours[int(at)]
        hour.came += 1
        for number, said in enumerate(case.turns):
            if number:
                await asyncio.sleep(READING_SECONDS)
            body = {"sender": sender, "message": said, "metadata": {"region": case.region or ""}}
            hour.turns.append(await self._asked(hour, partial(client.post, WEBHOOK, json=body)))

    async def _look_up(self, at: float, case: Case) -> None:
        await self._until(at)
        body = {"q": case.turns[-1], "region": case.region or "", "as_of": None}
        post = partial(asyncio.to_thread, self._admin.client.post, "/desk/lookup", json=body)
        self._desk.turns.append(await self._asked(self._desk, post))

    async def _asked(self, hour: Hour, post: Callable[[], Awaitable[httpx.Response]]) -> Turn:
        """Ask until there is an answer, as long as one is only asked for patience, or met nobody."""
        began = time.perf_counter()
        for _ in range(AGAIN):
            try:
                reply = await post()
            except httpx.TransportError:
                hour.unmet += 1
                await asyncio.sleep(AGAIN_SECONDS)
                continue
            if reply.status_code == 200 and (reply.url.path != WEBHOOK or is_answered(reply.json())):
                return Turn(began, time.perf_counter(), True)
            if reply.status_code not in (200, *LATER):
                break
            hour.put_off += 1
            await asyncio.sleep(AGAIN_SECONDS)
        return Turn(began, time.perf_counter(), False)

    async def _import(self, file: Path) -> None:
        environment = os.environ | {"DATA_DIR": str(self._settings.data_dir)}
        command = [sys.executable, "-m", "assistant", "import", "faqs", str(file)]
        quiet = asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)
        if await process.wait():
            raise subprocess.CalledProcessError(process.returncode or 1, command)

    async def _do(self, name: str, at: float, do: Callable[[], Awaitable[None]]) -> None:
        await self._until(at)
        began = time.perf_counter()
        await do()
        self._windows[name] = Window(began, time.perf_counter())
        self._hours[int(at)].happened = name

    async def _until(self, at: float) -> None:
        await asyncio.sleep(max(0.0, self._midnight + at * self._hour - time.perf_counter()))


def recovery(window: Window, turns: Sequence[Turn], before: float) -> float | None:
    """Seconds from the end of ``window`` until so many of the ``turns``, which are in order, took hardly longer than in so
    many seconds before it; None where they never did."""
    usual = [turn for turn in turns if window.began - before < turn.began < turn.ended < window.began]
    later = [turn for turn in turns if turn.began >= window.ended]
    for first in range(len(later) - CALM_TURNS + 1):
        some = later[first : first + CALM_TURNS]
        if _p95(some) <= MOST * _p95(usual):
            return some[0].began - window.ended
    return None


def _p95(turns: Sequence[Turn]) -> float:
    return float(np.percentile([turn.ended - turn.began for turn in turns], 95)) * 1000 if turns else math.nan
