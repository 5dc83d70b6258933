"""People who told where they are and talk on and on, while something happens to the machine."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import httpx

from tests.stack.conftest import REPLY_SECONDS, Assistant
from tests.waiting import wait_until

PEOPLE, BETWEEN_SECONDS = 6, 0.3
ASKED = ("最低工资多少", "失业金怎么领", "居民的基础养老金每月发多少")
# What it may say in place of an answer, and what a caller sees who must say it again.
HONEST = {"unavailable"}
LATER = {503}
SHORT = {"ENGINE_TIMEOUT": "3"}


class Person:
    """Somebody who told where they are, and asks on and on. What met nobody is said again, as the page does."""

    def __init__(self, url: str, number: int) -> None:
        self._url, self._sender = f"{url}/webhooks/rest/webhook", f"survives-{uuid.uuid4().hex[:10]}"
        self._asked = ASKED[number % len(ASKED)]
        self.answered = self.put_off = self.met_nobody = 0
        self.wrong: list[str] = []
        self.quiet_since = 0.0
        self.longest_quiet = 0.0

    def say(self, message: str) -> str:
        """The reply, "" where there was an honest word in place of one."""
        body = {"sender": self._sender, "message": message, "metadata": {}}
        try:
            told = httpx.post(self._url, json=body, timeout=REPLY_SECONDS * 1.5, trust_env=False)
        except httpx.TransportError:
            self.met_nobody += 1
            return ""
        if told.status_code in LATER:
            self.put_off += 1
            return ""
        if told.status_code != 200 or not told.json():
            self.wrong.append(f"{told.status_code} {told.text}")
            return ""
        if any(part["custom"]["status"] in HONEST for part in told.json()):
            self.put_off += 1
            return ""
        self.answered += 1
        return "\n".join(part.get("text", "") for part in told.json())

    def hears(self, word: str, message: str) -> bool:
        return word in self.say(message)

    def talk(self, until: threading.Event) -> None:
        self.quiet_since = time.monotonic()
        while not until.wait(BETWEEN_SECONDS):
            if self.say(self._asked):
                self.longest_quiet = max(self.longest_quiet, time.monotonic() - self.quiet_since)
                self.quiet_since = time.monotonic()


@contextmanager
def talking(assistant: Assistant) -> Iterator[list[Person]]:
    """People who told that they are in 舟山, and talk until the block ends."""
    people = [Person(assistant.url, number) for number in range(PEOPLE)]
    for person in people:
        wait_until(partial(person.hears, "舟山", "我在舟山"), "it is heard where they are", REPLY_SECONDS)
    done = threading.Event()
    threads = [threading.Thread(target=person.talk, args=(done,)) for person in people]
    for thread in threads:
        thread.start()
    try:
        yield people
    finally:
        done.set()
        for thread in threads:
            thread.join()


def has_lost_nothing(people: list[Person], what: str) -> None:
    """Whether all were served, and are still known to be in 舟山."""
    assert [person.wrong for person in people if person.wrong] == []
    for person in people:
        wait_until(
            partial(person.hears, "350元", "居民的基础养老金每月发多少"), "it knows where they are", REPLY_SECONDS
        )
    answered, put_off, nobody = (sum(map(count, people)) for count in (_answered, _put_off, _met_nobody))
    longest = max(person.longest_quiet for person in people)
    print(
        f"{what}: {answered} answered, {put_off} put off, {nobody} met nobody; at most {longest:.1f} s without an answer"
    )


def _answered(person: Person) -> int:
    return person.answered


def _put_off(person: Person) -> int:
    return person.put_off


def _met_nobody(person: Person) -> int:
    return person.met_nobody


def all_are_answered(people: list[Person]) -> None:
    """From now on, each at least once."""
    before = [person.answered for person in people]
    wait_until(
        lambda: all(person.answered > count for person, count in zip(people, before, strict=True)),
        "everybody is answered again",
        REPLY_SECONDS * 3,
    )
