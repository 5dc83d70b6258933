"""Where questions lie is kept, and the questions are not."""

from __future__ import annotations

import base64

import numpy as np
from sqlalchemy import select

from channels.asked import vectors
from channels.asked.vectors import VectorRow
from channels.line.transcripts import DAY_MS, Transcripts
from tests.channels.stub_actions import placed_by_letters


def told(*texts: str, made_by: str = "one") -> dict[str, object]:
    encoded = (base64.b64encode(placed_by_letters(text).tobytes()).decode() for text in texts)
    return {"made_by": made_by, "placed": [{"vector": one, "nearest": "bed", "cosine": 0.75} for one in encoded]}


def test_a_place_is_kept_under_no_words(transcripts: Transcripts) -> None:
    vectors.keep(transcripts, ["住几天"], told("住几天"), 1)
    found = vectors.known(transcripts, ["住几天", "住哪"])
    assert list(found) == ["住几天"] and (found["住几天"].nearest, found["住几天"].cosine) == ("bed", 0.75)
    assert np.allclose(found["住几天"].vector, placed_by_letters("住几天"))
    rows = transcripts.do(lambda connection: connection.execute(select(*VectorRow.__table__.columns)).all()).result()
    assert rows and "住" not in str(rows)


def test_places_of_another_version_are_not_comparable_and_are_replaced(transcripts: Transcripts) -> None:
    vectors.keep(transcripts, ["住几天"], told("住几天"), 1)
    assert vectors.known(transcripts, ["住几天"], "two") == {}
    vectors.keep(transcripts, ["住几天"], told("住几天", made_by="two"), 2)
    assert list(vectors.known(transcripts, ["住几天"], "two")) == ["住几天"]
    assert vectors.known(transcripts, ["住几天"], "one") == {}


def test_places_go_with_the_transcripts(transcripts: Transcripts) -> None:
    vectors.keep(transcripts, ["住几天"], told("住几天"), DAY_MS)
    vectors.expire(transcripts, days=30)
    assert vectors.known(transcripts, ["住几天"]) == {}
