"""What was counted of some days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing

import pytest

from channels.line import tally
from channels.line.tally import Outcome, Turn, Way
from channels.line.transcripts import Transcripts
from knowledge.china_time import CHINA
from tests.databases import Place


@pytest.fixture
def transcripts(place: Place) -> Iterator[Transcripts]:
    with closing(Transcripts(place.empty(), days=30)) as kept:
        yield kept


def at(time: str) -> int:
    """Milliseconds since 1970 of a time in China ("2026-11-03 09:30")."""
    return int(dt.datetime.fromisoformat(time).replace(tzinfo=CHINA).timestamp() * 1000)


def turn(
    store: Transcripts,
    time: str,
    outcome: Outcome,
    region: str = "",
    topic: str = "",
    began: str = "",
    hits: tuple[tuple[str, Way], ...] = (),
    helpful: bool | None = None,
) -> None:
    """Somebody's turn; ``began``: the conversation that it goes on."""
    moment = at(time)
    tally.count(store, f"line-{began or time}", Turn(moment, at(began or time), outcome, region, topic), hits)
    if helpful is not None:
        tally.count_verdict(store, f"line-{began or time}", moment, helpful)


@pytest.fixture
def november(transcripts: Transcripts) -> Transcripts:
    """Some turns of a November, one of the October before, and one of the December after."""
    told = (("claim", Way.TOLD), ("amount", Way.LISTED))
    turn(transcripts, "2026-10-31 23:59", Outcome.REFUSED, "舟山市")
    turn(transcripts, "2026-11-01 00:00", Outcome.ANSWERED, "兰溪市", "失业保险", hits=told, helpful=True)
    turn(transcripts, "2026-11-01 00:05", Outcome.REFUSED, "兰溪市", began="2026-11-01 00:00", helpful=False)
    turn(transcripts, "2026-11-03 09:30", Outcome.SERVICE, "", "stations", hits=(("claim", Way.TOLD),))
    turn(transcripts, "2026-11-03 09:31", Outcome.TALK, began="2026-11-03 09:30")
    turn(transcripts, "2026-11-30 23:59", Outcome.CLERK, "舟山市")
    turn(transcripts, "2026-12-01 00:00", Outcome.ANSWERED, "兰溪市")
    return transcripts
