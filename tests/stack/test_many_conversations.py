"""Hundreds of conversations, a third of them in the middle of a service, when the engine is killed: more than it holds in
memory, so that most are read again. ``assistant bench conversations`` is the same with 10,000."""

from __future__ import annotations

import asyncio
import os
import signal

from assistant.benchmarks.conversations import Person, known, tell
from tests.stack.conftest import Assistant
from tests.waiting import wait_until

PEOPLE = 300


def test_nothing_that_anybody_told_is_lost_with_the_engine(assistant: Assistant) -> None:
    people = [Person(number) for number in range(PEOPLE)]
    assert asyncio.run(tell(assistant.url, people)) == 0
    os.kill(assistant.children()["assistant.engine.serve"].pid, signal.SIGKILL)
    wait_until(lambda: not assistant.is_ready(), "its death is seen")
    assistant.wait_until_ready()
    assert asyncio.run(known(assistant.url, people)) == PEOPLE
