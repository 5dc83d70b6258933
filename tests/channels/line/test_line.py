"""A line: in order, nothing twice, nothing lost, one answerer at a time."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

import pytest

from channels.contract.events import Answerer, Entry, Message
from channels.line.keys import key_of
from channels.line.line import Events, Line
from channels.line.lines import Lines
from channels.line.transcripts import Transcripts
from tests.channels.line.conftest import SENDER, DirectedEngine, said

HURT = "工友从架子上掉下来动不了"


def texts(messages: list[Message]) -> list[str]:
    return [message["text"] for message in messages]


def told(line: Line) -> list[tuple[Any, ...]]:
    """The transcript without its times."""
    return [tuple(entry.model_dump(exclude={"at", "custom"}).values()) for entry in line.since(0)]


def waiting(events: Events) -> list[str]:
    return [events.get_nowait().event for _ in range(events.qsize())]


def test_what_is_said_first_is_answered_first(lines: Lines, engine: DirectedEngine) -> None:
    async def talk() -> list[list[Message]]:
        line = await lines.open(SENDER)
        turns = [line.say(said("等一等", 1)), line.say(said("第二句", 2)), line.say(said("第三句", 3))]
        while not engine.heard:
            await asyncio.sleep(0)
        assert engine.heard == ["等一等"]
        engine.open.set()
        return [await turn for turn in turns]

    assert [texts(answer) for answer in asyncio.run(talk())] == [["等一等"], ["第二句"], ["第三句"]]
    assert engine.heard == ["等一等", "第二句", "第三句"]


@pytest.mark.usefixtures("lengthy")
def test_what_is_sent_twice_is_said_once(lines: Lines, engine: DirectedEngine) -> None:
    async def talk() -> list[list[Message]]:
        line = await lines.open(SENDER)
        first, again = line.say(said("你好", 1)), line.say(said("你好", 1))
        answers = [await first, await again, await line.say(said("你好", 1))]
        del line, first, again
        gc.collect()
        # A line that was forgotten meanwhile is read back, ids and all.
        return [*answers, await (await lines.open(SENDER)).say(said("你好", 1))]

    assert [texts(answer) for answer in asyncio.run(talk())] == [["你好"]] * 4
    assert engine.heard == ["你好"]


def test_a_turn_goes_on_when_nobody_waits_and_is_there_afterwards(lines: Lines, engine: DirectedEngine) -> None:
    async def talk() -> list[str]:
        turn = (await lines.open(SENDER)).say(said("等一等", 1))
        waiting_for_it = asyncio.ensure_future(asyncio.wait({turn}))
        await asyncio.sleep(0)
        waiting_for_it.cancel()
        engine.open.set()
        await turn
        return [entry.event for entry in (await lines.open(SENDER)).since(0)]

    assert asyncio.run(talk()) == ["accepted", "message", "done"]


def test_a_message_that_was_cut_off_is_answered_when_it_is_sent_again(lines: Lines, engine: DirectedEngine) -> None:
    async def talk() -> list[str]:
        turn = (await lines.open(SENDER)).say(said("等一等", 1))
        while not engine.heard:
            await asyncio.sleep(0)
        turn.cancel()
        await asyncio.wait({turn})
        del turn
        engine.open.set()
        line = await lines.open(SENDER)
        await line.say(said("等一等", 1))
        return [entry.event for entry in line.since(0)]

    assert asyncio.run(talk()) == ["accepted", "message", "done"]


def test_listeners_hear_what_they_missed_and_what_happens(lines: Lines) -> None:
    async def talk() -> tuple[list[str], list[str], list[str]]:
        line = await lines.open(SENDER)
        with line.listening(0) as early:
            await line.say(said("你好", 1))
            last = line.since(0)[-1].at
            with line.listening(0) as late, line.listening(last) as up_to_date:
                line.speak({"text": "我是小王"}, Answerer.DESK)
                return waiting(early), waiting(late), waiting(up_to_date)

    everything = ["accepted", "typing", "message", "done", "message"]
    kept = [event for event in everything if event != "typing"]
    assert asyncio.run(talk()) == (everything, kept, ["message"])


def test_entries_have_times_of_their_own_that_grow(lines: Lines) -> None:
    async def talk() -> list[Entry]:
        line = await lines.open(SENDER)
        for number in range(5):
            await line.say(said("你好", number))
        return list(line.since(0))

    times = [entry.at for entry in asyncio.run(talk())]
    assert times == sorted(set(times)) and len(times) == 15


def test_only_one_answers(lines: Lines, engine: DirectedEngine) -> None:
    async def talk() -> list[list[str]]:
        line = await lines.open(SENDER)
        answers = []
        for number, answerer in enumerate((Answerer.DESK, Answerer.DESK, Answerer.PAUSED, Answerer.ENGINE)):
            line.hand_to(answerer, "换人")
            answers.append(texts(await line.say(said(f"第{number}句", number))))
        changes = [entry for entry in line.since(0) if entry.event == "status"]
        assert [change.answerer for change in changes] == [Answerer.DESK, Answerer.PAUSED, Answerer.ENGINE]
        return answers

    silent, silent_too, paused, engine_again = asyncio.run(talk())
    assert silent == silent_too == [] and "暂停" in paused[0] and engine_again == ["第3句"]
    assert engine.heard == ["第3句"]


@pytest.mark.usefixtures("lengthy")
def test_the_answerer_outlives_the_line(lines: Lines) -> None:
    async def talk() -> Answerer:
        (await lines.open(SENDER)).hand_to(Answerer.DESK, "换人")
        gc.collect()
        return (await lines.open(SENDER)).answerer

    assert asyncio.run(talk()) is Answerer.DESK


def test_help_does_not_wait_in_the_queue_and_comes_while_a_clerk_has_the_line(
    lines: Lines, engine: DirectedEngine
) -> None:
    async def talk() -> tuple[list[str], list[str]]:
        line = await lines.open(SENDER)
        slow = line.say(said("等一等", 1))
        helped = texts(await line.say(said(HURT, 2)))
        engine.open.set()
        await slow
        line.hand_to(Answerer.DESK, "换人")
        return helped, texts(await line.say(said(HURT, 3)))

    helped, helped_again = asyncio.run(talk())
    assert helped == helped_again and "120" in helped[0]


def test_the_transcript_is_masked_and_does_not_open_the_line(lines: Lines) -> None:
    async def talk() -> list[tuple[Any, ...]]:
        line = await lines.open(SENDER)
        await line.say(said("我的电话13800138000", 1))
        await line.say(said("/restart", 2, shown="电话13800138000"))
        assert SENDER not in str(line.since(0)) + line.key
        return told(line)

    entries = asyncio.run(talk())
    assert entries[0] == ("accepted", "message-1", "我的电话[电话号码]")
    assert ("accepted", "message-2", "电话[电话号码]") in entries
    assert "13800138000" not in str(entries)


@pytest.mark.usefixtures("lengthy")
def test_what_is_forgotten_is_gone(lines: Lines, engine: DirectedEngine) -> None:
    async def talk() -> None:
        line = await lines.open(SENDER)
        slow = line.say(said("等一等", 1))
        await asyncio.sleep(0)
        await lines.forget(SENDER)
        engine.open.set()
        await slow
        del line, slow
        gc.collect()
        assert (await lines.open(SENDER)).since(0) == []

    asyncio.run(talk())


def test_who_speaks_again_finds_their_line_at_hand_until_it_is_removed(lines: Lines, transcripts: Transcripts) -> None:
    async def story() -> None:
        line = await lines.open(SENDER)
        await line.say(said("失业金"))
        assert await lines.open(SENDER) is line and lines.count == 0
        lines.expire()
        del line
        assert lines.in_use(key_of(SENDER)) is None, "it is at hand no more"
        again = await lines.open(SENDER)
        assert [entry.event for entry in again.since(0)] == ["accepted", "message", "done"], "it was read again"
        del again
        await lines.forget(SENDER)
        anew = await lines.open(SENDER)
        await anew.say(said("养老金", 1))
        assert len(await transcripts.load(anew.key)) == 3, "what comes later is kept"

    asyncio.run(story())


def test_lines_of_those_who_spoke_long_ago_are_at_hand_no_more(lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("channels.line.lines.MOST_AT_HAND", 2)

    async def story() -> None:
        for sender in ("one", "two", "three"):
            await lines.open(sender)
        assert [lines.in_use(key_of(sender)) is None for sender in ("one", "two", "three")] == [True, False, False]

    asyncio.run(story())
