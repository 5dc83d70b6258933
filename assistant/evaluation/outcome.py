"""What came of one held-out case, and how outcomes add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from assistant.evaluation.heldout import Case

Verdict = Literal["right", "offered", "refused", "wrong"]
Decision = Literal["answer", "choose", "guide", "ask_region", "refuse", "service", "talk", "unavailable"]
"""What became of a question: as the search decides, or else a service took it, it was met with small talk (or a hand-off, a
question back what was meant …), or nobody was there."""


@dataclass(frozen=True)
class Outcome:
    """``decision`` and ``found`` (ids, best first) of the last turn, ``seconds`` it took, and the probability of none."""

    case: Case
    decision: Decision
    found: tuple[str, ...]
    seconds: float
    none: float = 0.0

    @property
    def verdict(self) -> Verdict:
        """right: the right answer, or none where there is none. offered: among the choices, or among what would be answered
        when the city is known. refused: though there is an answer. wrong: another answer, an answer where there is none, a
        service that takes the question for its own, nobody there."""
        if self.decision in ("service", "unavailable"):
            return "wrong"
        if not self.case.expect:
            return "wrong" if self.decision == "answer" else "right"
        if self.decision == "answer":
            return "right" if self.first_is_right else "wrong"
        if self.decision in ("refuse", "talk"):
            return "refused"
        return "offered" if self.case.expect & set(self.found) else "wrong"

    @property
    def first_is_right(self) -> bool:
        """R@1 of the search, whatever was decided."""
        return bool(self.found) and self.found[0] in self.case.expect


@dataclass(frozen=True)
class Summary:
    """Counts over some outcomes of one kind."""

    kind: str
    count: int
    right: int
    offered: int
    refused: int
    wrong: int
    first_right: int

    @property
    def accuracy(self) -> float:
        return self.right / max(1, self.count)


def summarise(outcomes: Iterable[Outcome]) -> list[Summary]:
    """One summary a kind, in the order of first appearance."""
    by_kind: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_kind.setdefault(outcome.case.kind, []).append(outcome)
    summaries = []
    for kind, some in by_kind.items():
        verdicts = Counter(outcome.verdict for outcome in some)
        first_right = sum(outcome.first_is_right for outcome in some)
        right, offered, refused, wrong = (verdicts[name] for name in get_args(Verdict))
        summaries.append(Summary(kind, len(some), right, offered, refused, wrong, first_right))
    return summaries


def refusal_curve(outcomes: Iterable[Outcome], kept: float = 0.95) -> tuple[float, float]:
    """(threshold, share): when ``kept`` of the answerable questions stay below the probability of none, this share of
    the unanswerable ones does too, whatever was decided."""
    outcomes = list(outcomes)
    answerable = sorted(outcome.none for outcome in outcomes if outcome.case.expect)
    threshold = answerable[min(len(answerable) - 1, int(kept * len(answerable)))]
    unanswerable = [outcome.none for outcome in outcomes if not outcome.case.expect]
    return threshold, sum(none <= threshold for none in unanswerable) / max(1, len(unanswerable))
