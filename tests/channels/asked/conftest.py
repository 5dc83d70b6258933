"""Questions that were asked in vain, in a database of lines and one of records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import Engine

from channels.asked.gathering import Asked, Why
from channels.asked.vectors import Placed
from channels.contract.events import Accepted
from channels.line import tally
from channels.line.tally import Outcome, Turn
from channels.line.transcripts import Transcripts
from knowledge.records.database import open_database
from tests.channels.stub_actions import placed_by_letters
from tests.databases import Place


@pytest.fixture
def transcripts(place: Place) -> Iterator[Transcripts]:
    with closing(Transcripts(place.empty(), days=30)) as kept:
        yield kept


@pytest.fixture
def database(place: Place) -> Engine:
    return open_database(place.migrated())


def say(transcripts: Transcripts, line: str, at: int, text: str, outcome: Outcome, region: str = "") -> None:
    """Somebody says something, and that comes of it."""
    transcripts.append(line, Accepted(at=at, id=f"message-{at}", text=text))
    tally.count(transcripts, line, Turn(at, at, outcome, region, ""), ())


def asked(text: str, who: str = "", at: int = 1, region: str = "", why: Why = Why.REFUSED, entry: str = "") -> Asked:
    """Somebody asked something in vain."""
    return Asked(text, region, at, who or f"somebody-{text}-{at}", why, entry)


def placed(*texts: str) -> dict[str, Placed]:
    """Near each other where they share letters."""
    return {text: Placed(placed_by_letters(text), "nearest", 0.5) for text in texts}
