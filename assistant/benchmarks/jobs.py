"""Job search over a million made-up jobs, beside a scan of all rows in plain Python by the same rules."""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
import math
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from knowledge.errors import ReadableError
from knowledge.language.reading import Reader
from knowledge.library.content import load
from knowledge.places.coordinates import metres
from knowledge.places.regions import RegionTree
from knowledge.topics.jobs.adverts import Said, plain, said_in
from knowledge.topics.jobs.columns import CHUNK, DAYS_OPEN
from knowledge.topics.jobs.job import PAY_UNITS, Job, PayUnit
from knowledge.topics.jobs.pay import converted
from knowledge.topics.jobs.search import FEATURE_UNSAID, NEAR_TRADE, OTHER_UNIT, WORDS_MISSING, JobIndex
from knowledge.topics.jobs.vocabulary import vocabulary
from knowledge.topics.jobs.wishes import JobWish, read_wish

JOBS = 1_000_000
CHANGED = 1_000
ROUNDS = 8  # the index is asked every wish so often, the scan once: it takes a second or so each time
LIMIT = 5
TODAY = dt.date(2026, 11, 22)
HERE = (28.45, 117.95)
SEED = 20261122
WISHES = (
    "广丰招司机吗",
    "一天两百以上的搬运活",
    "晚上能做的",
    "信州的保安，包吃住",
    "商贸公司的活",
    "上饶一天900的司机",
    "我60岁了，有没有保安",
    "送货的，25一小时",
    "舟山的保洁",
    "江门月薪五千以上，日结",
    "安康日结两百的小工，没有经验",
    "不要保洁，要保安，晚上不行",
    "附近的活",
    "附近的服务员，一个月四千",
    "广信一小时80的会计",
    "课时费一百以上的老师",
    "兰溪长期的普工，双休",
    "厨师或者帮厨，包吃",
    "周末兼职发传单",
    "不要进厂，三千五以上",
)
_DUTIES = (
    "包吃住 日结 长期 夜班 白班 50岁以下 18-45岁 男女不限 无需经验 五险一金 "
    "周末 兼职 两班倒 熟练工 限女 身体健康 有责任心 能吃苦耐劳 服从安排 当天结算"
).split()
_PAYS: dict[PayUnit, tuple[int, int]] = {
    "小时": (15, 40),
    "天": (100, 400),
    "月": (2800, 9000),
    "单": (2, 12),
    "课时": (40, 200),
}


class Disagreement(ReadableError):
    """The index and the scan do not give the same jobs."""


@dataclass(frozen=True)
class Timing:
    """Milliseconds a wish."""

    name: str
    median: float
    p95: float


@dataclass(frozen=True)
class Report:
    """``index`` beside ``scan`` on the same wishes; seconds to build and to take ``CHANGED`` jobs; megabytes of arrays."""

    index: Timing
    scan: Timing
    build_seconds: float
    update_seconds: float
    megabytes: float


def bench_jobs(count: int = JOBS) -> Report:
    """Build both, ask both, compare. Raises Disagreement."""
    regions = load().regions
    index, built = JobIndex.build([], regions), 0.0
    jobs = made_up_jobs(count, regions)
    while some := list(itertools.islice(jobs, CHUNK)):
        index, seconds = _updated(index, some)
        built += seconds
    _, updated = _updated(index, list(made_up_jobs(min(CHANGED, count), regions)))
    reader = Reader(regions, lambda: dt.datetime.combine(TODAY, dt.time(12)))
    wishes = [read_wish(reader.read(text)) for text in WISHES]
    wishes = [replace(wish, near=HERE) if wish.nearby else wish for wish in wishes]
    scan = Scan(made_up_jobs(count, regions), regions)
    slow: list[float] = []
    for text, wish in zip(WISHES, wishes, strict=True):
        started = time.perf_counter()
        expected = scan.search(wish, TODAY, LIMIT)
        slow.append(time.perf_counter() - started)
        found = index.search(wish, TODAY, LIMIT)
        if ([hit.id for hit in found.hits], found.total) != expected:
            raise Disagreement(f"“{text}”：索引和逐条扫描的结果不同，请检查 knowledge/topics/jobs/search.py")
    quick = [_timed(index, wish) for _ in range(ROUNDS) for wish in wishes]
    return Report(_timing("索引", quick), _timing("逐条扫描", slow), built, updated, index.nbytes / 1e6)


def made_up_jobs(count: int, regions: RegionTree) -> Iterator[Job]:
    """The same jobs every time; most in five cities, some in all others."""
    draw = np.random.default_rng(SEED)
    words = [word for word in vocabulary().words if vocabulary().words.names(word) & vocabulary().near.keys()]
    cities = [region for region in regions if region.depth == 2]
    served = [regions.get(name) for name in ("上饶市", "江门市", "安康市", "舟山市", "金华市")]
    districts: dict[str, list[str]] = defaultdict(list)
    for region in regions:
        if region.parent:
            districts[region.parent.name].append(region.name)
    for number in range(count):
        a, b, c, d, e, f, g, h = (int(value) for value in draw.integers(0, 1 << 30, 8))
        city = served[b % 5] if a % 10 < 7 else cities[b % len(cities)]
        unit = PAY_UNITS[c % 5]
        least, most = _PAYS[unit]
        low = least + d % (most - least)
        yield Job(
            id=f"job-{number:07d}",
            title=f"{words[e % len(words)]}{('', '（急招）', '招聘', f'{f % 40}名')[f % 4]}",
            city=city.name,
            employer=f"第{g % 40_000}{('商贸', '食品', '物流', '电子')[g % 4]}有限公司",
            district=districts[city.name][h % len(districts[city.name])] if city.name in districts else "",
            job_type=words[h % len(words)] if a % 3 == 0 else "",
            pay_min=low if d % 20 else None,
            pay_max=round(low * 1.3) if e % 5 < 3 else None,
            pay_unit=unit,
            requirements="，".join(_DUTIES[value % len(_DUTIES)] for value in (a, f, g)) + f"，编号{h % 5000}",
            lng=117.5 + (a % 100_003) / 1e5 if b % 2 else None,
            lat=28 + (c % 100_019) / 1e5 if b % 2 else None,
            published_at=TODAY - dt.timedelta(e % 90),
            expires_at=TODAY + dt.timedelta(f % 120 - 20) if g % 5 else None,
            source="示例" if h % 50 == 0 else "零工市场",
        )


@dataclass(frozen=True, slots=True)
class _Row:
    """A job and what was read from it once, so that the scan is as well prepared as the index."""

    job: Job
    text: str
    employer: str
    path: frozenset[str]
    said: Said
    last_day: dt.date
    low: float | None


class Scan:
    """Looks at every job for every wish."""

    def __init__(self, jobs: Iterator[Job], regions: RegionTree) -> None:
        self._codes: dict[tuple[str, str], frozenset[str]] = {}
        for region in regions:
            codes = frozenset(node.code for node in region.path)
            self._codes[region.name, ""] = codes
            if region.parent:
                self._codes[region.parent.name, region.name] = codes
        self._rows: list[_Row] = []
        while some := list(itertools.islice(jobs, CHUNK)):
            titles = plain(f"{job.title} {job.job_type}" for job in some)
            employers, asked = plain(job.employer for job in some), plain(job.requirements for job in some)
            self._rows += map(self._row, some, titles, employers, asked)

    def _row(self, job: Job, text: str, employer: str, asked: str) -> _Row:
        title, said = said_in(text), said_in(asked)
        both = Said(title.trades, title.features | said.features, said.oldest)
        assert job.published_at
        last_day = job.expires_at or job.published_at + dt.timedelta(DAYS_OPEN)
        low = job.pay_min if job.pay_min is not None else job.pay_max
        return _Row(job, text, employer, self._codes[job.city, job.district], both, last_day, low)

    def search(self, wish: JobWish, today: dt.date, limit: int) -> tuple[list[str], int]:
        """The ids of the best jobs, and how many fit."""
        words = vocabulary()
        near = words.trade_bits(wish.trades | words.near_to(wish.trades))
        unwanted, refused = words.trade_bits(wish.unwanted), words.feature_bits(wish.refused)
        for name in words.of_kind(wish.features, "person") | words.of_kind(wish.features, "sex"):
            refused |= words.feature_bits(words.features[name].against)
        hard = [words.of_kind(wish.features, kind) for kind in ("time", "engagement")]
        denied = [
            (words.feature_bits(frozenset().union(*(words.features[n].against for n in g)) - g), words.feature_bits(g))
            for g in hard
        ]
        known = [w for w in wish.words if any(w in row.text or w in row.employer for row in self._rows)]
        code = wish.region.code if wish.region else None
        rows: list[_Row] = []
        for row in self._rows:
            features = row.said.features
            if row.last_day < today or row.said.trades & unwanted or features & refused:
                continue
            if wish.age and row.said.oldest and row.said.oldest < wish.age:
                continue
            if code and code not in row.path:
                continue
            if wish.trades:
                if not row.said.trades & near:
                    continue
            elif known and not any(w in row.text or w in row.employer for w in known):
                continue
            if wish.pay and (pay := _in_unit(row, wish.pay.unit)) is not None and pay < wish.pay.amount:
                continue
            if wish.pay and pay is None:
                continue
            if any(features & against and not features & wanted for against, wanted in denied):
                continue
            rows.append(row)
        rows = [row for row in rows if not row.job.sample] or rows
        groups = [g for g in hard if g] + [
            frozenset({name}) for name in sorted(wish.features.difference(*hard, words.of_kind(wish.features, "sex")))
        ]
        for group in groups:
            bits = words.feature_bits(group - words.of_kind(group, "person"))
            rows = [row for row in rows if row.said.features & bits] or rows
        group_bits = [words.feature_bits(group) for group in groups]
        exact = words.trade_bits(wish.trades)

        def order(row: _Row) -> tuple[int, float, float, int]:
            faults = sum(FEATURE_UNSAID for bits in group_bits if not row.said.features & bits)
            faults += sum(WORDS_MISSING for w in known if w not in row.text and w not in row.employer)
            faults += OTHER_UNIT if wish.pay and row.job.pay_unit != wish.pay.unit else 0
            faults = min(faults, NEAR_TRADE - 1) + (NEAR_TRADE if exact and not row.said.trades & exact else 0)
            point = (row.job.lat, row.job.lng) if row.job.lat is not None and row.job.lng is not None else None
            away = metres(wish.near, point) if wish.near and point else math.inf
            pay_in: PayUnit = "课时" if wish.pay and wish.pay.unit == "课时" else "小时"
            pay = _in_unit(row, pay_in) or 0
            assert row.job.published_at
            return faults, away, -pay, -row.job.published_at.toordinal()

        return [row.job.id for row in heapq.nsmallest(limit, rows, key=order)], len(rows)


def _in_unit(row: _Row, unit: PayUnit) -> float | None:
    own = next((known for known in PAY_UNITS if known == row.job.pay_unit), None)
    factor = converted(1, own, unit) if own else None
    return row.low * factor if row.low is not None and factor else None


def _updated(index: JobIndex, jobs: Sequence[Job]) -> tuple[JobIndex, float]:
    started = time.perf_counter()
    return index.updated(jobs), time.perf_counter() - started


def _timed(index: JobIndex, wish: JobWish) -> float:
    started = time.perf_counter()
    index.search(wish, TODAY, LIMIT)
    return time.perf_counter() - started


def _timing(name: str, seconds: Sequence[float]) -> Timing:
    return Timing(name, float(np.percentile(seconds, 50)) * 1000, float(np.percentile(seconds, 95)) * 1000)
