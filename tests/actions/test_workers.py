"""Work beside the event loop: others go on meanwhile, and nothing changes under a turn."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Conversation
from actions.live import Live
from actions.lookup import look_up
from actions.talking import Converse, Listener
from actions.workers import LEAST, MOST, Workers
from tests.actions.conftest import NOW

PATIENCE = 30.0


def play(scene: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(asyncio.wait_for(scene(), PATIENCE))


async def idle_until(holds: Callable[[], bool]) -> None:
    while not holds():
        await asyncio.sleep(0)


class Gate:
    """Work that takes until it is let through."""

    def __init__(self) -> None:
        self.begun, self.opened = threading.Event(), threading.Event()

    def pass_through(self, result: str = "done") -> str:
        self.begun.set()
        assert self.opened.wait(PATIENCE)
        return result


def test_the_event_loop_goes_on() -> None:
    async def scene() -> None:
        workers, gate = Workers(), Gate()
        work = asyncio.create_task(workers.run(gate.pass_through, result="found"))
        await idle_until(gate.begun.is_set)  # the loop runs while the work is under way
        gate.opened.set()
        assert await work == "found"

    play(scene)


def test_a_slow_one_does_not_stop_the_others() -> None:
    async def scene() -> None:
        workers, gate = Workers(2), Gate()
        slow = asyncio.create_task(workers.run(gate.pass_through))
        assert [await workers.run(lambda n: n, n) for n in range(5)] == list(range(5))
        assert not slow.done()
        gate.opened.set()
        await slow

    play(scene)


def test_no_more_at_once_than_there_are_threads() -> None:
    async def scene() -> None:
        workers, gates = Workers(2), [Gate() for _ in range(3)]
        tasks = [asyncio.create_task(workers.run(gate.pass_through)) for gate in gates]
        await idle_until(lambda: gates[0].begun.is_set() and gates[1].begun.is_set())
        assert not gates[2].begun.is_set()
        for gate in gates:
            gate.opened.set()
        await asyncio.gather(*tasks)

    play(scene)


def test_a_fault_reaches_who_asked_and_costs_no_thread() -> None:
    async def scene() -> None:
        workers = Workers(2)
        for _ in range(5):
            with pytest.raises(ZeroDivisionError):
                await workers.run(lambda: 1 // 0)
        async with workers.alone():
            pass

    play(scene)


def test_a_change_waits_for_what_is_under_way_and_goes_before_what_comes_later() -> None:
    async def scene() -> None:
        workers, gate, order = Workers(2), Gate(), list[str]()

        async def change() -> None:
            async with workers.alone():
                order.append("changed")

        early = asyncio.create_task(workers.run(gate.pass_through))
        await idle_until(gate.begun.is_set)
        changing = asyncio.create_task(change())
        await asyncio.sleep(0)
        late: Awaitable[None] = asyncio.create_task(workers.run(lambda: order.append("late")))
        await asyncio.sleep(0)
        assert order == []
        gate.opened.set()
        await asyncio.gather(early, changing, late)
        assert order == ["changed", "late"]

    play(scene)


def test_a_change_that_is_given_up_lets_the_work_go_on() -> None:
    async def scene() -> None:
        workers, gate = Workers(2), Gate()
        work = asyncio.create_task(workers.run(gate.pass_through))
        await idle_until(gate.begun.is_set)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01), workers.alone():
                raise AssertionError("work is under way")
        gate.opened.set()
        await work
        assert await asyncio.gather(*(workers.run(lambda n: n, n) for n in range(4))) == [0, 1, 2, 3]

    play(scene)


def test_a_sensible_size_by_itself() -> None:
    assert LEAST <= Workers().size <= MOST


QUESTIONS = (
    "失业金到哪个窗口办",
    "上班多久要签合同",
    "欠薪找谁",
    "居民基础养老金每个月有几多",
    "驿站几点关门",
    "兰溪零工市場在哪",
)


def test_searches_at_once_find_what_they_find_alone(live: Live) -> None:
    searcher = live.dialogue.searcher

    def found(question: str) -> dict[str, Any]:
        return look_up(searcher, question, "兰溪", 5).model_dump() | {"took_ms": 0}

    async def scene() -> None:
        alone, workers = [found(question) for question in QUESTIONS], Workers(4)
        for _ in range(3):
            assert await asyncio.gather(*(workers.run(found, question) for question in QUESTIONS)) == alone

    play(scene)


def test_an_action_is_done_by_a_worker(live: Live, conversation: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[str] = []
    turn = conversation.turn

    def noted(*arguments: Any) -> Any:
        threads.append(threading.current_thread().name)
        return turn(*arguments)

    monkeypatch.setattr(conversation, "turn", noted)
    converse = Converse(conversation, Listener(live.dialogue, lambda: NOW), Workers())
    message = {"text": "上班多久要签合同", "intent": {"name": "ask"}, "entities": []}
    tracker = Tracker("somebody", {}, message, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    events = asyncio.run(converse.run(dispatcher, tracker, {}))
    assert threads and all(name.startswith("worker") for name in threads)
    assert "书面劳动合同" in dispatcher.messages[0]["text"]
    assert "last_passage" in {event["name"] for event in events}
