"""Held-out questions through the parts: search and dialogue in this process, without Rasa."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Iterator

from actions.dialogue import Dialogue
from actions.memory import Memory
from assistant.evaluation.heldout import Case
from assistant.evaluation.outcome import Outcome
from knowledge.retrieval.result import Result

NOON = dt.time(12)


def through_parts(cases: Iterable[Case], dialogue: Dialogue) -> Iterator[Outcome]:
    """The outcome of each case."""
    for case in cases:
        memory, result, seconds = Memory(page_region=case.region), None, 0.0
        for turn in case.turns:
            started = time.perf_counter()
            now = dt.datetime.combine(dialogue.searcher.today(), NOON)
            step = dialogue.ask(dialogue.read(turn, now), memory)
            seconds = time.perf_counter() - started
            memory, result = step.memory, step.result
        yield _outcome(case, result, seconds)


def _outcome(case: Case, result: Result | None, seconds: float) -> Outcome:
    if result is None:  # only a city was said
        return Outcome(case, "ask_region", (), seconds, 1.0)
    offered = result.choices if result.decision in ("choose", "guide") else result.hits
    return Outcome(case, result.decision, tuple(hit.passage.id for hit in offered), seconds, result.none)
