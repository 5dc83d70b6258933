"""Numbers out of what was counted."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from channels.line import tally
from channels.line.tally import Outcome, Way
from channels.line.transcripts import Transcripts
from channels.statistics.counting import statistics, usage
from channels.statistics.shapes import Span, Statistics
from tests.channels.statistics.conftest import at

FIRST, LAST = dt.date(2026, 11, 1), dt.date(2026, 11, 30)


def of(store: Transcripts, **span: Any) -> Statistics:
    return statistics(store, Span(**{"first": FIRST, "last": LAST, **span}), lambda id: f"{id}?")


def test_a_month_begins_and_ends_at_midnight_in_china(november: Transcripts) -> None:
    found = of(november)
    outcomes = {Outcome.ANSWERED: 1, Outcome.SERVICE: 1, Outcome.REFUSED: 1, Outcome.CLERK: 1, Outcome.TALK: 1}
    assert found.outcomes == outcomes
    assert (found.turns, found.asked, found.conversations) == (5, 3, 3)
    assert (found.helpful, found.unhelpful, found.satisfaction) == (1, 1, 0.5)


def test_every_day_has_its_line(november: Transcripts) -> None:
    days = of(november).days
    assert len(days) == 30 and (days[0].day, days[-1].day) == (FIRST, LAST)
    assert [(day.conversations, day.asked) for day in days[:3]] == [(1, 2), (0, 0), (1, 1)]


def test_hours_are_those_of_china_and_of_questions(november: Transcripts) -> None:
    hours = of(november).hours
    assert {hour: count for hour, count in enumerate(hours) if count} == {0: 2, 9: 1}


def test_regions_and_topics_in_words(november: Transcripts) -> None:
    found = of(november)
    assert [(part.key, part.name, part.turns) for part in found.regions] == [
        ("兰溪市", "兰溪市", 2),
        ("-", "没说地方", 1),
    ]
    assert {(part.key, part.name) for part in found.topics} == {
        ("失业保险", "失业保险"), ("stations", "驿站"), ("-", "其他"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("span", "turns"),
    [
        ({"region": "兰溪市"}, 2),
        ({"region": "-"}, 2),
        ({"topic": "stations"}, 1),
        ({"topic": "-", "region": "兰溪市"}, 1),
        ({"first": LAST}, 1),
    ],
)
def test_some_of_it(november: Transcripts, span: dict[str, Any], turns: int) -> None:
    assert of(november, **span).turns == turns


def test_entries_that_came_up_most(november: Transcripts) -> None:
    tally.count_hit(november, "bed", Way.DESK, at("2026-11-02 10:00"))
    found = [(one.id, one.question, one.told, one.listed, one.desk) for one in of(november).entries]
    assert found == [("claim", "claim?", 2, 0, 0), ("amount", "amount?", 0, 1, 0), ("bed", "bed?", 0, 0, 1)]
    assert usage(november, FIRST, FIRST) == {"claim": {Way.TOLD: 1}, "amount": {Way.LISTED: 1}}


def test_nothing_was_said(transcripts: Transcripts) -> None:
    found = of(transcripts)
    assert (found.turns, found.asked, found.satisfaction, found.regions) == (0, 0, None, ())
