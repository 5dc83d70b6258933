"""Publishing while people talk: how soon what was published answers, and what those who talk notice of it, beside the quiet
between two times in the same run."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import httpx
import numpy as np

from assistant.benchmarks.apart import apart
from assistant.benchmarks.made_up_faqs import made_up_faqs, write_faqs
from assistant.benchmarks.staff import account, logged_in
from assistant.benchmarks.turns import SAID, is_answered, say
from assistant.evaluation.chain import assistant_running
from assistant.settings import Settings
from channels.library.shapes import Contents
from channels.roles import Role
from knowledge.encoder import Encoded, Encoder, Progress
from knowledge.live.faqs import encode_faqs
from knowledge.live.opening import prepare_content
from knowledge.live.shipped import shipped_content
from knowledge.records.database import open_database
from knowledge.records.faqs.states import FAQS
from knowledge.records.importing import import_file
from knowledge.records.jobs.job import ENDED
from knowledge.records.kinds import FaqRow
from knowledge.retrieval.adapter import Adapter
from knowledge.versions.folder import Versions
from knowledge.versions.learned import read, write
from knowledge.versions.pointing import SHIPPED
from knowledge.versions.report import GateReport, Side, keep_report

COUNT, USERS = 10_000, 8  # FAQs of the office, people who talk without a pause
ALONE, TIMES = 3, 8  # how often each is done while nobody talks, and while all do
QUIET_SECONDS = 8.0  # between two times
TRAINING_SECONDS, BEFORE_TRAINING_SECONDS = 240.0, 40.0
LOOK_SECONDS = 0.5  # to look costs a turn, too
PATIENCE_SECONDS = 300.0
SHARE = 16  # one of so many texts is encoded; the others take its vectors
PUBLISH_FAQ, PUBLISH, ROLL_BACK, TRAIN = "发布一条问答", "发布版本", "退回版本", "训练（学习阶段）"


Clock = Callable[[], float]


class Turn(NamedTuple):
    """A message and what came of it; times of the clock in seconds."""

    began: float
    ended: float
    is_answered: bool


class Window(NamedTuple):
    """A time in which something was done."""

    began: float
    ended: float

    def meets(self, turn: Turn) -> bool:
        return turn.began < self.ended and turn.ended > self.began


class Act(NamedTuple):
    """Something that an admin does; ``do`` it, and wait until it is in effect."""

    name: str
    do: Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Noticed:
    """Of an act: the seconds until it was in effect each time nobody talked (``alone``) and each time all did (``took``);
    milliseconds of the p95 of the ``turns`` meanwhile and of those in the quiet, and how many meanwhile brought no answer."""

    name: str
    alone: tuple[float, ...]
    took: tuple[float, ...]
    turns: int
    p95: float
    quiet_p95: float
    unanswered: int

    @property
    def ratio(self) -> float:
        return self.p95 / self.quiet_p95


class Thrifty(Encoder):
    """Encodes one of so many texts and gives the others the same vectors: what is measured is how long it takes to take them
    in, not what is found."""

    def _encode(self, texts: list[str], prefix: str, progress: Progress) -> Encoded:
        vectors, tokens = super()._encode(texts[::SHARE], prefix, progress)
        rows = [number // SHARE for number in range(len(texts))]
        return Encoded(vectors[rows], [tokens[row] for row in rows])


def bench_publishing(settings: Settings, count: int = COUNT, training: float = TRAINING_SECONDS) -> list[Noticed]:
    """An office with so many FAQs; ``training``: after how many seconds that is broken off. Raises NotRunningError,
    VersionError, EncoderMissing."""
    with apart(settings, "publishing") as own:
        regions = shipped_content(own).regions
        *many, city = made_up_faqs(count + ALONE + TIMES + 1, regions)
        _import(own, many[:count])
        version = _other_version(own)
        with (
            assistant_running(own) as url,
            account(own, Role.ADMIN) as who,
            logged_in(url, who) as client,
        ):
            admin = Admin(url, client, version, city.region, iter(many[count:]))
            return asyncio.run(_measured(admin, training))


def _import(settings: Settings, faqs: Iterable[FaqRow]) -> None:
    database, file = open_database(settings.database), settings.data_dir / "faqs.xlsx"
    write_faqs(file, faqs)
    import_file(database, FAQS, file)
    encode_faqs(database, Thrifty(settings.encoder), shipped_content(settings).regions)
    database.dispose()


def _other_version(settings: Settings) -> str:
    """A version ready to be put in use that scores otherwise than the shipped one; its name. Nobody has asked it anything."""
    versions, learned = Versions(settings.versions), read(SHIPPED, Encoder(settings.encoder).identity)
    other, plain = learned.adapter, Adapter.identity(len(learned.adapter.question_matrix))
    mixed = replace(other, question_matrix=0.9 * other.question_matrix + 0.1 * plain.question_matrix)
    folder = versions.fresh()
    write(folder, replace(learned, adapter=mixed))
    version = versions.keep(folder)
    prepare_content(settings, version=version)
    side = Side(0, 0, 0, 0, 0.0, (), 0.0, 0.0, 0)
    report = GateReport(version.name, SHIPPED.name, dt.datetime.now(dt.UTC), side, side, ())
    keep_report(versions.reports, report)
    return version.name


@dataclass
class Admin:
    """Does what an admin does on the page, and sees when it is in effect: an FAQ when chat answers with it, a version when
    the desk finds other scores. ``faqs``: those that are still to be published, of ``region``."""

    url: str
    client: httpx.Client
    version: str
    region: str
    faqs: Iterator[FaqRow]

    async def publish_faq(self) -> None:
        faq = Contents.of(next(self.faqs))
        await self._post("/api/admin/faqs/draft", {"contents": faq.model_dump(), "base": 0, "why": "测速"})
        await self._post("/api/admin/faqs/act", {"id": faq.id, "act": "publish", "why": "测速"})
        async with httpx.AsyncClient(base_url=self.url, trust_env=False, timeout=60) as client:
            await _until(lambda: self._is_told(client, faq))

    async def publish(self) -> None:
        await self._switched("/api/admin/versions/publish", {"name": self.version, "why": "测速"})

    async def roll_back(self) -> None:
        await self._switched("/api/admin/versions/rollback", {"why": "测速"})

    async def train(self, seconds: float) -> None:
        """For so long at most; then it is cancelled."""
        number = (await self._post("/api/admin/jobs/train", {"publish": False, "why": "测速"}))["job"]["number"]
        until = time.monotonic() + seconds
        while time.monotonic() < until and not await self._has_ended(number):
            await asyncio.sleep(1)
        if not await self._has_ended(number):
            await self._post("/api/admin/jobs/cancel", {"number": number})
            await _until(lambda: self._has_ended(number))

    async def _switched(self, path: str, body: dict[str, str]) -> None:
        before = await self._scores()
        await self._post(path, body)

        async def is_in_use() -> bool:
            try:
                return await self._scores() != before
            except httpx.HTTPStatusError:  # the desk, too, may be asked to try again on a busy machine
                return False

        await _until(is_in_use)

    async def _scores(self) -> list[float]:
        found = await self._post("/desk/lookup", {"q": SAID[1], "region": "", "as_of": None})
        return [hit["score"] for hit in found["hits"]]

    async def _has_ended(self, number: int) -> bool:
        told = await asyncio.to_thread(self.client.get, "/api/admin/jobs/one", params={"number": number})
        return told.raise_for_status().json()["job"]["state"] in ENDED

    async def _is_told(self, client: httpx.AsyncClient, faq: Contents) -> bool:
        replies = await say(client, f"bench-{uuid.uuid4().hex[:12]}", faq.question, self.region)
        return any(reply.get("custom", {}).get("faq_id") == faq.id for reply in replies or ())

    async def _post(self, path: str, body: dict[str, Any]) -> Any:
        return (await asyncio.to_thread(self.client.post, path, json=body)).raise_for_status().json()


async def _measured(admin: Admin, training: float) -> list[Noticed]:
    acts = [Act(PUBLISH_FAQ, admin.publish_faq), Act(PUBLISH, admin.publish), Act(ROLL_BACK, admin.roll_back)]
    alone = {act.name: [await _timed(act) for _ in range(ALONE)] for act in acts[:1]}
    for act in acts[1:] * ALONE:
        alone.setdefault(act.name, []).append(await _timed(act))
    async with _talking(admin.url, admin.region) as turns:
        found = await beside(acts, TIMES, QUIET_SECONDS, turns, alone)
        train = Act(TRAIN, lambda: admin.train(training))
        return found + await beside([train], 1, BEFORE_TRAINING_SECONDS, turns, {})


async def beside(
    acts: Sequence[Act],
    times: int,
    quiet: float,
    turns: list[Turn],
    alone: Mapping[str, Sequence[Window]],
    clock: Clock = time.perf_counter,
) -> list[Noticed]:
    """Do each so often in turn, with some quiet before, between and after; ``turns``: of those who talk all the while, by the
    same ``clock``."""
    start, done = len(turns), {act.name: list[Window]() for act in acts}
    for act in [*acts] * times:
        await asyncio.sleep(quiet)
        done[act.name].append(await _timed(act, clock))
    await asyncio.sleep(quiet)
    seen = turns[start:]
    still = [turn for turn in seen if not any(window.meets(turn) for some in done.values() for window in some)]
    return [noticed(name, windows, alone.get(name, []), seen, still) for name, windows in done.items()]


def noticed(
    name: str, windows: Sequence[Window], alone: Sequence[Window], turns: Sequence[Turn], still: Sequence[Turn]
) -> Noticed:
    """What came of an act that was done in these ``windows``; ``turns``: all of them, ``still``: those in the quiet."""
    during = [turn for turn in turns if any(window.meets(turn) for window in windows)]
    return Noticed(
        name,
        tuple(window.ended - window.began for window in alone),
        tuple(window.ended - window.began for window in windows),
        len(during),
        _p95(during),
        _p95(still),
        sum(not turn.is_answered for turn in during),
    )


def _p95(turns: Sequence[Turn]) -> float:
    return float(np.percentile([turn.ended - turn.began for turn in turns], 95)) * 1000


async def _timed(act: Act, clock: Clock = time.perf_counter) -> Window:
    began = clock()
    await act.do()
    return Window(began, clock())


async def _until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await holds():
            await asyncio.sleep(LOOK_SECONDS)


@asynccontextmanager
async def _talking(url: str, region: str) -> AsyncIterator[list[Turn]]:
    """People who talk all the while; their turns so far."""
    turns = list[Turn]()
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=60) as client:

        async def talk(first: int) -> None:
            sender = f"bench-{uuid.uuid4().hex[:12]}"
            for said in itertools.islice(itertools.cycle(SAID), first, None):
                began = time.perf_counter()
                replies = await say(client, sender, said, region)
                turns.append(Turn(began, time.perf_counter(), is_answered(replies)))

        people = [asyncio.create_task(talk(number)) for number in range(USERS)]
        try:
            yield turns
        finally:
            for person in people:
                person.cancel()
            await asyncio.gather(*people, return_exceptions=True)
