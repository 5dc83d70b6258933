"""What is counted of conversations, and what is not kept of them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import select

from channels.contract.events import Accepted, Answerer, Kept, Replied
from channels.contract.incoming import Judgement
from channels.line import tally
from channels.line.lines import Lines
from channels.line.store import Base, Store
from channels.line.tally import PAUSE_MS, HitRow, Outcome, Turn, TurnRow, Way, hits_of, outcome_of, turn_of
from channels.line.transcripts import DAY_MS, Transcripts
from channels.line.verdicts import judge
from tests.channels.line.conftest import SENDER, said
from tests.databases import Place


@pytest.fixture
def transcripts(place: Place) -> Iterator[Transcripts]:
    with closing(Transcripts(place.empty(), days=1)) as kept:
        yield kept


def rows(store: Store, table: type[Base]) -> list[Any]:
    """In the order of their keys."""
    wanted = select(*table.__table__.columns).order_by(*table.__table__.primary_key)
    return store.do(lambda connection: connection.execute(wanted).all()).result() or []


def entries(*messages: tuple[int, str, Sequence[dict[str, Any]]]) -> list[Kept]:
    """Messages of a person, when, and with which ``custom`` they were answered; each has its time for an id."""
    found: list[Kept] = []
    for at, text, cards in messages:
        found.append(Accepted(at=at, id=str(at), text=text))
        replies = ({"text": "", "custom": card} for card in cards)
        found += [Replied(at=at + n, id=str(at), author=Answerer.ENGINE, message=m) for n, m in enumerate(replies, 1)]
    return found


@pytest.mark.parametrize(
    ("statuses", "outcome"),
    [
        (["answered"], "answered"),
        (["danger", "answered"], "danger"),
        (["repeated", "answered"], "answered"),
        (["guided", "guided"], "guided"),
        (["refused", "handoff"], "refused"),
        (["not_understood"], "refused"),
        (["asked_region"], "choices"),
        (["offered"], "service"),
        (["refused", "offered"], "refused"),
        (["small_talk"], "talk"),
        (["unavailable"], "unavailable"),
        ([], "talk"),
    ],
)
def test_a_turn_comes_to_what_matters_most(statuses: list[str], outcome: str) -> None:
    assert outcome_of([{"status": status} for status in statuses], Answerer.ENGINE) == outcome


def test_what_a_clerk_answers_is_told_apart_but_danger_is_danger() -> None:
    assert outcome_of([], Answerer.DESK) is Outcome.CLERK
    assert outcome_of([{"status": "danger"}], Answerer.DESK) is Outcome.DANGER


def test_a_turn_has_its_place_and_its_topic() -> None:
    answer = {"status": "answered", "faq_id": "a", "region": "舟山市", "category": "失业保险"}
    told = entries((1000, "失业金怎么领", [answer]), (2000, "兰溪市的呢", [{"status": "listed", "type": "stations"}]))
    assert turn_of(told, "1000", Answerer.ENGINE, "") == Turn(1000, 1000, Outcome.ANSWERED, "舟山市", "失业保险")
    assert [turn_of(told, "1000", Answerer.ENGINE, name).region for name in ("江门市", "兰溪")] == ["江门市", "兰溪市"]
    assert turn_of(told, "2000", Answerer.ENGINE, "舟山市") == Turn(2000, 1000, Outcome.SERVICE, "兰溪市", "stations")


@pytest.mark.parametrize("region", ["", "全国", "没有的地方", "浙江省"])
def test_a_place_that_is_no_city_is_none(region: str) -> None:
    told = entries((1000, "失业金怎么领", [{"status": "answered", "faq_id": "a", "region": "全国"}]))
    assert turn_of(told, "1000", Answerer.ENGINE, region).region == ""


def test_a_long_pause_begins_a_new_conversation() -> None:
    later = 1000 + PAUSE_MS + 1
    told = entries((1000, "一", []), (later, "二", []), (later + PAUSE_MS, "三", []))
    assert [turn_of(told, id, Answerer.ENGINE, "").conversation for id in ("1000", str(later + PAUSE_MS))] == [
        1000,
        later,
    ]


def test_entries_come_up_by_being_told_or_offered() -> None:
    guide = {"status": "guided", "faq_id": "guide", "near_ids": ["x", "y"]}
    choices = {"status": "choices", "faq_ids": ["y", "z"]}
    found = hits_of(entries((1, "社保", [guide, choices])), "1")
    assert found == [("guide", Way.TOLD), ("x", Way.LISTED), ("y", Way.LISTED), ("y", Way.LISTED), ("z", Way.LISTED)]


def test_a_conversation_is_counted_without_a_word_of_it(lines: Lines, transcripts: Transcripts) -> None:
    async def talk() -> None:
        line = await lines.open(SENDER)
        await line.say(said("工资没发", 1))
        await line.say(said("拒绝我", 2))
        at = next(entry.at for entry in line.since(0) if isinstance(entry, Replied))
        judge(line, Judgement(sender=SENDER, at=at, helpful=False), transcripts)

    asyncio.run(talk())
    turns = rows(transcripts, TurnRow)
    assert [(turn.outcome, turn.helpful) for turn in turns] == [("answered", False), ("refused", None)]
    assert turns[0].conversation == turns[1].conversation
    assert not any("工资" in str(turn) for turn in turns)


def test_who_is_forgotten_is_parted_from_what_was_counted(lines: Lines, transcripts: Transcripts) -> None:
    async def talk() -> None:
        await (await lines.open(SENDER)).say(said("工资没发", 1))
        await lines.forget(SENDER)

    asyncio.run(talk())
    assert [turn.line for turn in rows(transcripts, TurnRow)] == [""]


def test_hits_of_a_day_are_one_number(transcripts: Transcripts) -> None:
    for _ in range(3):
        tally.count_hit(transcripts, "a", Way.DESK, 0)
    tally.count_hit(transcripts, "a", Way.DESK, DAY_MS)
    assert sorted(row.count for row in rows(transcripts, HitRow)) == [1, 3]


def test_turns_are_parted_from_lines_and_go_in_the_end(transcripts: Transcripts) -> None:
    now = time.time_ns() // 1_000_000
    for days in (9, 3, 0):
        at = now - days * DAY_MS
        tally.count(transcripts, "one", Turn(at, at, Outcome.ANSWERED, "", ""), [("a", Way.TOLD)])
    tally.expire(transcripts, transcript_days=1, days=5)
    assert [turn.line for turn in rows(transcripts, TurnRow)] == ["", "one"]
    assert len(rows(transcripts, HitRow)) == 2
