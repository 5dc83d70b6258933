"""How a candidate did beside what is live on the same questions, and whether it may take its place.

The candidate is a version that was trained, or content that is to be imported; both are asked the same.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

# Newly wrong answers outweigh newly right ones when chance alone would bring that about this seldom (one-sided sign test,
# which is McNemar's exact test: https://en.wikipedia.org/wiki/McNemar%27s_test).
SELDOM = 0.05
# Answers that people would have to wait for (as far as so many questions tell), and memory that a small machine may lack.
SLOWER, LEAST_TIMED, LARGER = 1.5, 200, 2.0
_NAME = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class CurvePoint:
    """Of the refusal curve: when this share of the answerable questions is ``kept``, this share of the unanswerable ones is
    answered ``wrongly``."""

    kept: float
    wrongly: float


@dataclass(frozen=True)
class Side:
    """What one of the two did: counts of questions by verdict, the share of ``first`` places that were right, milliseconds a
    question, and the bytes of what was learned."""

    right: int
    offered: int
    refused: int
    wrong: int
    first: float
    curve: tuple[CurvePoint, ...]
    p50_ms: float
    p95_ms: float
    size: int


@dataclass(frozen=True)
class Difference:
    """A question that came out otherwise: verdicts and what was found, before and now; ``expected``: ids, none where it must
    be refused."""

    asked: str
    region: str
    expected: tuple[str, ...]
    before: str
    now: str
    found_before: str
    found_now: str


@dataclass(frozen=True)
class Compared:
    """Questions of one set that came out otherwise. Of a set whose questions nobody may look at the counts alone are told.
    ``is_own``: what people asked this very office."""

    name: str
    asked: int
    newly_right: int
    newly_wrong: int
    is_own: bool
    right: tuple[Difference, ...] = ()
    wrong: tuple[Difference, ...] = ()

    @property
    def is_worse(self) -> bool:
        """More than chance explains; of an office's own questions, at all."""
        if self.is_own:
            return self.newly_wrong > self.newly_right
        return self.newly_wrong > self.newly_right and chance(self.newly_wrong, self.newly_right) < SELDOM


@dataclass(frozen=True)
class Confusion:
    """How often a question about one topic was answered with another one."""

    asked: str
    answered: str
    before: int
    now: int


@dataclass(frozen=True)
class GateReport:
    """A candidate beside what was live; ``findings``: what else speaks against it, in words."""

    candidate: str
    against: str
    measured_at: dt.datetime
    before: Side
    now: Side
    sets: tuple[Compared, ...]
    confusions: tuple[Confusion, ...] = ()
    findings: tuple[str, ...] = ()

    @property
    def objections(self) -> tuple[str, ...]:
        """Why it may not take the place of what is live without somebody's reason; none where it is no worse."""
        return tuple(self._objections())

    def _objections(self) -> Iterator[str]:
        for one in self.sets:
            if one.is_worse:
                yield f"{one.name}：新答错 {one.newly_wrong} 道，新答对 {one.newly_right} 道"
        is_timed = sum(one.asked for one in self.sets) >= LEAST_TIMED
        if is_timed and self.now.p95_ms > self.before.p95_ms * SLOWER:
            yield f"变慢：p95 {self.before.p95_ms:.0f} 毫秒，现在 {self.now.p95_ms:.0f} 毫秒"
        if self.now.size > self.before.size * LARGER:
            yield f"变大：{self.before.size / 1e6:.1f} MB，现在 {self.now.size / 1e6:.1f} MB"
        yield from self.findings

    @property
    def is_worse(self) -> bool:
        return bool(self.objections)


_REPORTS: TypeAdapter[GateReport] = TypeAdapter(GateReport)


def chance(worse: int, better: int) -> float:
    """How likely at least ``worse`` of the questions that came out otherwise are worse when both ways are as likely."""
    count = worse + better
    return sum(math.comb(count, k) for k in range(worse, count + 1)) / 2.0**count


def keep_report(folder: Path, report: GateReport) -> None:
    """Keep it under the names of both, in place of an older one."""
    folder.mkdir(parents=True, exist_ok=True)
    target = _file(folder, report.candidate, report.against)
    fresh = target.with_suffix(".new")
    fresh.write_bytes(_REPORTS.dump_json(report, indent=1))
    fresh.replace(target)


def find_report(folder: Path, candidate: str, against: str) -> GateReport | None:
    """The report of these two, if it was kept and this program can read it."""
    try:
        return _REPORTS.validate_json(_file(folder, candidate, against).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def plain_report(report: GateReport) -> Mapping[str, object]:
    """As JSON has it, with what follows from it."""
    plain: dict[str, object] = _REPORTS.dump_python(report, mode="json")
    return plain | {"objections": list(report.objections), "is_worse": report.is_worse}


def _file(folder: Path, candidate: str, against: str) -> Path:
    assert _NAME.fullmatch(candidate) and _NAME.fullmatch(against), (
        "names of versions or of the one candidate of content"
    )
    return folder / f"{candidate}-beside-{against}.json"
