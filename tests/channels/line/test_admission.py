"""No more turns at once than can be answered; but help always."""

from __future__ import annotations

import asyncio

import pytest

from channels.contract.events import Answerer
from channels.contract.incoming import Spoken
from channels.errors import ErrorCode, GatewayError
from channels.line.admission import Admission
from channels.line.line import Line
from channels.line.said import Said
from channels.line.transcripts import Transcripts
from channels.status.metrics import Metrics
from tests.channels.line.conftest import SENDER, DirectedEngine, DirectedOffice, World, said

HURT = "工友从架子上掉下来动不了"


def refused(line: Line, what: Said) -> tuple[ErrorCode, int, int] | None:
    """Why it is not taken."""
    try:
        line.say(what)
    except GatewayError as error:
        return error.code, error.status, error.retry_after
    return None


@pytest.fixture
def narrow(engine: DirectedEngine, transcripts: Transcripts, office: DirectedOffice) -> World:
    """Room for three turns, two of them of one person."""
    return World.of(engine, transcripts, office, Admission(most=3, most_of_a_line=2, metrics=Metrics()))


def test_one_person_has_few_messages_waiting(narrow: World, engine: DirectedEngine) -> None:
    async def talk() -> None:
        line = await narrow.lines.open(SENDER)
        turns = [line.say(said("等一等", 1)), line.say(said("第二句", 2))]
        assert refused(line, said("第三句", 3)) == (ErrorCode.TOO_FAST, 429, 5)
        assert line.say(said("第二句", 2)) is turns[1], "said again, it is the same turn"
        engine.open.set()
        await asyncio.gather(*turns)
        assert (await line.say(said("第三句", 3)))[0]["text"] == "第三句"
        assert engine.heard == ["等一等", "第二句", "第三句"]

    asyncio.run(talk())


def test_all_together_have_as_many_as_can_be_answered(narrow: World, engine: DirectedEngine) -> None:
    async def talk() -> None:
        lines = [await narrow.lines.open(f"web-{number:032}") for number in range(1, 4)]
        turns = [line.say(Said.by("x", Spoken(id="message-1", message="等"))) for line in lines]
        other = await narrow.lines.open(SENDER)
        assert refused(other, said("失业金")) == (ErrorCode.BUSY, 503, 5)
        assert other.since(0) == [], "nothing is kept of what was not taken"
        warning, *_ = await other.say(said(HURT, 1))
        assert warning["custom"]["status"] == "danger" and HURT not in engine.heard
        other.hand_to(Answerer.DESK, "工作人员来了")
        assert refused(other, said("给工作人员的话", 2)) is None
        engine.open.set()
        await asyncio.gather(*turns)
        other.hand_to(Answerer.ENGINE, "小助手回来了")
        assert refused(other, said("失业金")) is None

    asyncio.run(talk())
