"""What is kept of conversations, for how long, and what happens when it cannot be."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from channels.contract.events import Accepted, Kept
from channels.line.transcripts import DAY_MS, MOST_ENTRIES, Transcripts
from tests.databases import Place


def accepted(at: int) -> Accepted:
    return Accepted(at=at, id="message-1", text="工资")


def load(transcripts: Transcripts, line: str) -> list[Kept]:
    return asyncio.run(transcripts.load(line))


@pytest.fixture
def transcripts(place: Place) -> Iterator[Transcripts]:
    with closing(Transcripts(place.empty(), days=1)) as kept:
        yield kept


def test_the_folder_of_a_file_is_made(tmp_path: Path) -> None:
    Transcripts(f"sqlite:///{tmp_path / 'new' / 'lines.db'}", days=1).close()
    assert (tmp_path / "new" / "lines.db").exists()


def test_entries_outlive_the_process_in_their_order(place: Place) -> None:
    url = place.empty()
    with closing(Transcripts(url, days=1)) as kept:
        for at in (1, 3, 2):
            kept.append("one", accepted(at))
        kept.append("other", accepted(1))
    with closing(Transcripts(url, days=1)) as kept:
        assert load(kept, "one") == [accepted(1), accepted(2), accepted(3)]
        kept.forget("one")
        assert (load(kept, "one"), load(kept, "other")) == ([], [accepted(1)])


def test_only_the_latest_are_read_back(transcripts: Transcripts) -> None:
    for at in range(MOST_ENTRIES + 1):
        transcripts.append("one", accepted(at))
    found = load(transcripts, "one")
    assert (len(found), found[0].at, found[-1].at) == (MOST_ENTRIES, 1, MOST_ENTRIES)


def test_what_is_older_than_the_retention_goes(transcripts: Transcripts) -> None:
    now = time.time_ns() // 1_000_000
    old, young = accepted(now - DAY_MS - 60_000), accepted(now - DAY_MS + 60_000)
    for entry in (old, young):
        transcripts.append("one", entry)
    transcripts.expire()
    assert load(transcripts, "one") == [young]


def test_a_disk_that_fails_costs_the_transcript_only(transcripts: Transcripts) -> None:
    transcripts.append("one", accepted(1))
    transcripts.append("one", accepted(1))  # The same key: the database refuses it.
    assert load(transcripts, "one") == [accepted(1)]
