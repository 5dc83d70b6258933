"""A candidate beside what is live, on the held-out questions and on what people asked the office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from actions.dialogue import Dialogue
from assistant.evaluation.heldout import BLIND, SEEN, Case, load_cases
from assistant.evaluation.outcome import Outcome, refusal_curve
from assistant.evaluation.parts import through_parts
from knowledge.library.content import Passage
from knowledge.places.regions import RegionTree, UnknownRegion
from knowledge.records.audit import utc_now
from knowledge.records.test_cases import cases as recorded
from knowledge.retrieval.searcher import Searcher
from knowledge.versions.report import Compared, Confusion, CurvePoint, Difference, GateReport, Side

KEPT = (0.9, 0.95, 0.98)  # points of the refusal curve
MOST_CONFUSIONS = 20
Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class CaseSet:
    """Questions that count together; ``is_named``: people may look at them; ``is_own``: the office's own."""

    name: str
    cases: Sequence[Case]
    is_named: bool = True
    is_own: bool = False


@dataclass(frozen=True)
class Candidate:
    """A searcher, what it is called, and the bytes of what it learned."""

    name: str
    searcher: Searcher
    size: int = 0


def case_sets(database: Engine, regions: RegionTree) -> list[CaseSet]:
    """All that there are questions for. Raises DatabaseError."""
    sets = [
        CaseSet("看过错题的题", _held_out(SEEN)),
        CaseSet("没人看过错题的题", _held_out(BLIND), is_named=False),
        CaseSet("本单位记下的题", recorded_cases(database, regions), is_own=True),
    ]
    return [one for one in sets if one.cases]


def _held_out(folder: Path) -> list[Case]:
    """None where the program was installed without its tests."""
    return load_cases(folder) if folder.is_dir() else []


def recorded_cases(database: Engine, regions: RegionTree) -> list[Case]:
    """What people asked the office. Raises DatabaseError."""
    return [
        Case("recorded", one.region or None, (one.question,), frozenset(filter(None, [one.expected])))
        for one in recorded(database)
        if _is_known(one.region, regions)
    ]


def compare(before: Candidate, now: Candidate, sets: Sequence[CaseSet], progress: Progress) -> GateReport:
    """Ask both the same, one question after the other: a machine that is busy slows both."""
    told = Counted(progress, sum(len(one.cases) for one in sets))
    dialogues = Dialogue(before.searcher), Dialogue(now.searcher)
    asked = [(one, [_both(case, *dialogues, told) for case in one.cases]) for one in sets]
    pairs = [pair for _, some in asked for pair in some]
    return GateReport(
        candidate=now.name,
        against=before.name,
        measured_at=utc_now(),
        before=_side([one for one, _ in pairs], before.size),
        now=_side([other for _, other in pairs], now.size),
        sets=tuple(_compared(one, some) for one, some in asked),
        confusions=_confusions(pairs, {**_topics(before.searcher), **_topics(now.searcher)}),
    )


class Counted:
    """Tells how many questions were asked."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, max(1, total), 0

    def __call__(self) -> None:
        self._done += 1
        self._progress(self._done / self._total, f"提问 {self._done}/{self._total}")


Pair = tuple[Outcome, Outcome]


def _both(case: Case, before: Dialogue, now: Dialogue, told: Counted) -> Pair:
    first, second = (next(through_parts([case], dialogue)) for dialogue in (before, now))
    told()
    return first, second


def _side(outcomes: Sequence[Outcome], size: int) -> Side:
    counts = Counter(outcome.verdict for outcome in outcomes)
    times = sorted(outcome.seconds * 1000 for outcome in outcomes) or [0.0]
    answerable = [outcome for outcome in outcomes if outcome.case.expect]
    first = sum(outcome.first_is_right for outcome in answerable) / max(1, len(answerable))
    return Side(
        right=counts["right"],
        offered=counts["offered"],
        refused=counts["refused"],
        wrong=counts["wrong"],
        first=round(first, 4),
        curve=_curve(outcomes) if answerable else (),
        p50_ms=round(times[len(times) // 2], 1),
        p95_ms=round(times[int(len(times) * 0.95)], 1),
        size=size,
    )


def _curve(outcomes: Sequence[Outcome]) -> tuple[CurvePoint, ...]:
    return tuple(CurvePoint(kept, round(refusal_curve(outcomes, kept)[1], 4)) for kept in KEPT)


def _compared(of: CaseSet, pairs: Sequence[Pair]) -> Compared:
    right = [_difference(*pair) for pair in pairs if _rank(pair[1]) > _rank(pair[0])]
    wrong = [_difference(*pair) for pair in pairs if _rank(pair[1]) < _rank(pair[0])]
    named = (tuple(right), tuple(wrong)) if of.is_named else ((), ())
    return Compared(of.name, len(pairs), len(right), len(wrong), of.is_own, *named)


def _rank(outcome: Outcome) -> int:
    """Right, or not: a choice among three is not what somebody asked for, but no wrong answer either."""
    return {"right": 2, "offered": 1, "refused": 1, "wrong": 0}[outcome.verdict]


def _difference(before: Outcome, now: Outcome) -> Difference:
    case = before.case
    return Difference(
        " / ".join(case.turns),
        case.region or "",
        tuple(sorted(case.expect)),
        before.verdict,
        now.verdict,
        before.found[0] if before.found else "",
        now.found[0] if now.found else "",
    )


def _confusions(pairs: Sequence[Pair], topics: dict[str, str]) -> tuple[Confusion, ...]:
    before, now = (Counter(_confused(side, topics)) for side in zip(*pairs, strict=True)) if pairs else ({}, {})
    both = sorted({*before, *now}, key=lambda one: (-max(before[one], now[one]), one))
    return tuple(Confusion(*one, before[one], now[one]) for one in both[:MOST_CONFUSIONS])


def _confused(outcomes: Iterable[Outcome], topics: dict[str, str]) -> Iterable[tuple[str, str]]:
    for outcome in outcomes:
        if outcome.verdict == "wrong" and outcome.case.expect and outcome.found:
            asked = topics.get(min(outcome.case.expect), min(outcome.case.expect))
            answered = topics.get(outcome.found[0], outcome.found[0])
            if asked != answered:
                yield asked, answered


def _topics(searcher: Searcher) -> dict[str, str]:
    return {passage.id: _topic(passage) for passage in searcher.catalogue.live_passages}


def _topic(passage: Passage) -> str:
    return passage.topic or passage.id


def _is_known(region: str, regions: RegionTree) -> bool:
    try:
        return not region or bool(regions.get(region))
    except UnknownRegion:
        return False
