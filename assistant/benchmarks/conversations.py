"""Thousands of conversations, each told something of its own and a third of them in the middle of a service; then everything
is started anew. Whether what was told is still known of each, what the processes hold, and how long the start takes beside
one with no conversations."""

from __future__ import annotations

import asyncio
import random
import time
import uuid
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import httpx

from assistant.benchmarks.apart import apart
from assistant.benchmarks.memory import held_by_parts
from assistant.benchmarks.turns import is_answered, say
from assistant.evaluation.chain import assistant_running
from assistant.settings import Settings
from knowledge.topics.retirement.rules import Month, original_age_of, retirement

PEOPLE, SAMPLE, AT_ONCE = 10_000, 200, 8
# After so many conversations memories are full: the engine's holds 200.
WARM_UP_PEOPLE = 1000
# Of each process, from then to the last.
MOST_GROWTH = 0.10
# One of so many is in the middle of a service.
SERVED = 3
_CITIES = {"舟山市": "350元", "江门市": "200元"}
_BEGUN, _BORN = 1980, 12  # years of birth


class Person:
    """Somebody with a number, from which all they tell follows: two of different numbers tell other things."""

    def __init__(self, number: int) -> None:
        self.sender = f"many-{uuid.uuid4().hex[:12]}"
        self.is_served = number % SERVED == 0
        self._city = list(_CITIES)[number % 2]
        self._birth = Month(_BEGUN + number % _BORN, number // _BORN % 12 + 1)

    @property
    def told(self) -> tuple[str, ...]:
        """What they say before everything is started anew."""
        if self.is_served:
            return "我啥时候能退休", f"{self._birth.year}年{self._birth.month}月的", "女的"
        return f"我在{self._city}", "最低工资多少", "谢谢"

    @property
    def asked(self) -> str:
        """What they say afterwards, which needs what they told."""
        return "工人岗" if self.is_served else "居民的基础养老金每月发多少"

    def is_known(self, replies: Sequence[Mapping[str, Any]] | None) -> bool:
        """Whether the replies to that go by what they told."""
        if self.is_served:
            month = retirement(self._birth, original_age_of("女", 50)).month
            expected = f"{month.year}-{month.month:02d}"
            return any(reply.get("custom", {}).get("month") == expected for reply in replies or ())
        return any(_CITIES[self._city] in reply.get("text", "") for reply in replies or ())


@dataclass(frozen=True)
class Report:
    """``unanswered``: of ``turns``; ``kept``: of how many of the ``sample`` it was known what they told; ``warm``, ``full``:
    megabytes of each process after some conversations and after all; ``fresh``, ``after``: seconds of a start with none and
    with all."""

    people: int
    turns: int
    unanswered: int
    seconds: float
    sample: int
    kept: int
    warm: Mapping[str, float]
    full: Mapping[str, float]
    fresh: float
    after: float

    @cached_property
    def growth(self) -> Mapping[str, float]:
        """Of each process."""
        return {name: megabytes / self.warm[name] - 1 for name, megabytes in self.full.items() if name in self.warm}

    @property
    def is_whole(self) -> bool:
        return self.kept == self.sample and not self.unanswered and max(self.growth.values()) <= MOST_GROWTH


def bench_conversations(settings: Settings, people: int = PEOPLE, sample: int = SAMPLE) -> Report:
    """Raises NotRunningError."""
    everybody = [Person(number) for number in range(people)]
    warm_up = min(WARM_UP_PEOPLE, people // 2)
    with apart(settings, "conversations") as own:
        with _started(own):
            pass  # makes the databases
        with _started(own) as (url, fresh):
            began = time.monotonic()
            unanswered = asyncio.run(tell(url, everybody[:warm_up]))
            warm = held_by_parts(own)
            unanswered += asyncio.run(tell(url, everybody[warm_up:]))
            seconds, full = time.monotonic() - began, held_by_parts(own)
        with _started(own) as (url, after):
            asked = random.Random(1).sample(everybody, min(sample, people))  # noqa: S311 - the same each time
            kept = asyncio.run(known(url, asked))
    turns = sum(len(person.told) for person in everybody)
    return Report(people, turns, unanswered, seconds, len(asked), kept, warm, full, fresh, after)


@contextmanager
def _started(settings: Settings) -> Iterator[tuple[str, float]]:
    """The address, and how many seconds it took until it answered."""
    began = time.monotonic()
    with assistant_running(settings) as url:
        yield url, time.monotonic() - began


async def tell(url: str, people: Sequence[Person]) -> int:
    """Let each say what they have to tell; how many turns brought no reply."""

    async def told(client: httpx.AsyncClient, person: Person) -> int:
        return sum([not is_answered(await say(client, person.sender, said, region="")) for said in person.told])

    return sum(await _each(url, people, told))


async def known(url: str, people: Sequence[Person]) -> int:
    """Of how many it is known what they told."""

    async def asked(client: httpx.AsyncClient, person: Person) -> int:
        return person.is_known(await say(client, person.sender, person.asked, region=""))

    return sum(await _each(url, people, asked))


async def _each(
    url: str, people: Sequence[Person], do: Callable[[httpx.AsyncClient, Person], Awaitable[int]]
) -> list[int]:
    """So many at once."""
    free = asyncio.Semaphore(AT_ONCE)

    async def one(client: httpx.AsyncClient, person: Person) -> int:
        async with free:
            return await do(client, person)

    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=60) as client:
        return await asyncio.gather(*(one(client, person) for person in people))
