"""The conversations of an account: what answers a message at once, and what comes later.

WeChat waits five seconds for the reply to a message and shows one text of it; then it sends the message again, twice. So
each message is answered once, within the time; what is later, and what nobody asked for (a clerk speaks, somebody else
answers), goes as a customer-service message; and what WeChat does not take is put before the next reply.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import structlog
from pydantic import ValidationError

from channels.cluster.leases import Elsewhere
from channels.contract.events import Answerer, Changed, Event, Message, Replied
from channels.contract.incoming import Spoken
from channels.errors import GatewayError, error_body
from channels.limits import Limiter
from channels.line.admission import Turn
from channels.line.line import Line
from channels.line.lines import Lines
from channels.line.said import Said
from channels.texts import load_texts
from channels.transports.wechat.account import Account
from channels.transports.wechat.hearing import Happening
from channels.transports.wechat.service import CustomerService, SendFailed
from channels.transports.wechat.speaking import cut, link, words
from knowledge.language.normalise import letters_only

log = structlog.get_logger(__name__)

# Of WeChat's five seconds, the rest is for the way there and back.
PATIENCE_SECONDS = 4.0
# WeChat sends a message again for less than that.
REMEMBERED_SECONDS = 60.0
# So long after a message WeChat takes customer-service messages to its sender.
REACHABLE_SECONDS = 48 * 3600.0


@dataclass
class Person:
    """Somebody who wrote to the account. ``reachable_until``: WeChat takes what is sent to them until then, by the monotonic
    clock; ``rest``: of a long text, what was not shown yet; ``owed``: what WeChat did not take; ``later``: answers that are
    still to come."""

    open_id: str
    line: Line
    reachable_until: float = 0.0
    rest: str = ""
    owed: str = ""
    later: set[asyncio.Task[None]] = field(default_factory=set)


class Conversations:
    """Answers what people write to an account. ``patience``: seconds until a reply must be there."""

    def __init__(
        self,
        lines: Lines,
        limiter: Limiter,
        account: Account,
        service: CustomerService,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._lines, self._limiter, self._account, self._service = lines, limiter, account, service
        self._patience = patience
        self._replies: dict[str, asyncio.Task[str]] = {}
        self._people: dict[str, Person] = {}
        self._followed: dict[str, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    async def reply(self, happening: Happening) -> str:
        """The text that answers it at once, "" for none; the same however often WeChat sends it."""
        if happening.id not in self._replies:
            self._replies[happening.id] = self._start(self._answer(happening))
            asyncio.get_running_loop().call_later(REMEMBERED_SECONDS, self._replies.pop, happening.id, None)
        # WeChat may have hung up; whoever comes again gets the same.
        try:
            return await asyncio.shield(self._replies[happening.id])
        except Elsewhere:
            self._replies.pop(happening.id, None)
            raise

    async def close(self) -> None:
        """End all that is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _answer(self, happening: Happening) -> str:
        if happening.joined:
            texts = load_texts().wechat
            return "\n".join((texts.greeting, *map(link, texts.examples)))
        try:
            spoken = happening.spoken(self._account.region)
        except ValidationError:
            return load_texts().errors["message_too_long"]
        if spoken is None:
            return ""
        person = await self._person(happening.open_id)
        if _asks_for_more(spoken) and (person.rest or person.owed or person.later):
            return await self._more(person)
        try:
            return await self._say(person, spoken)
        except GatewayError as refusal:
            return error_body(refusal.code).error.message

    async def _say(self, person: Person, spoken: Spoken) -> str:
        sender = self._account.sender(person.open_id)
        said = Said.by(sender, spoken)
        turn = person.line.say(said, await self._limiter.conversation(sender))
        done, _ = await asyncio.wait({turn}, timeout=self._patience)
        if done:
            return self._next(person, self._words(turn.result()))
        told = person.line.answers(said.id)
        self._keep(person.later, self._say_later(person, turn, len(told)))
        late = load_texts().wechat.late.format(link=link(load_texts().wechat.more_words[0]))
        return self._next(person, self._words(told), late)

    async def _say_later(self, person: Person, turn: Turn, told: int) -> None:
        with suppress(Elsewhere):
            await self._send(person, self._words((await turn)[told:]))

    def _words(self, messages: list[Message]) -> str:
        return words(messages, self._account.public_url)

    async def _more(self, person: Person) -> str:
        """The next piece of what is there, or of what is about to be sent and was not taken."""
        if person.later and not (person.rest or person.owed):
            await asyncio.wait(person.later, timeout=self._patience)
        return self._next(person, person.rest)

    def _next(self, person: Person, *texts: str) -> str:
        """What is owed and these texts, as much as is shown at once."""
        piece, person.rest = cut(_below(person.owed, *texts))
        person.owed = ""
        return piece

    async def _send(self, person: Person, text: str) -> None:
        """Say something that no message waits for."""
        if not text:
            return
        piece, rest = cut(text)
        try:
            await self._service.send(person.open_id, piece)
        except SendFailed as error:
            log.warning("wechat_message_not_taken", reason=str(error))
            person.owed = _below(person.owed, text)
        else:
            person.rest = rest

    async def _person(self, open_id: str) -> Person:
        line = await self._lines.open(self._account.sender(open_id))
        person = self._people.get(open_id)
        if person is None or person.line is not line:
            self._people[open_id] = person = Person(open_id, line)
            self._start(self._follow(person))
        person.reachable_until = time.monotonic() + REACHABLE_SECONDS
        return person

    async def _follow(self, person: Person) -> None:
        """Send what nobody asked for, as long as WeChat takes it; then the person is forgotten until they come again."""
        with person.line.listening(_last_answered(person.line)) as events:
            while (left := person.reachable_until - time.monotonic()) > 0:
                with suppress(TimeoutError):
                    async with asyncio.timeout(left):
                        event = await events.get()
                    if event is None:
                        break
                    await self._send(person, _unasked(event))
        if self._people[person.open_id] is person:
            del self._people[person.open_id]

    def _start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        return self._keep(self._tasks, work)

    def _keep(self, tasks: set[asyncio.Task[Any]], work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        for kept in (self._tasks, tasks):
            kept.add(task)
            task.add_done_callback(kept.discard)
        return task


def _below(*texts: str) -> str:
    """Texts one below the other."""
    return "\n\n".join(filter(None, texts))


def _asks_for_more(spoken: Spoken) -> bool:
    return letters_only(spoken.message) in load_texts().wechat.more_words


def _last_answered(line: Line) -> int:
    """The last entry that has to do with a message of the person's. What came behind it may not have been sent: this process
    may be a new one."""
    return max((entry.at for entry in line.since(0) if not _unasked(entry)), default=0)


def _unasked(event: Event) -> str:
    """What an event says to the person that answers no message of theirs, "" for none."""
    if isinstance(event, Changed):
        return event.text
    if isinstance(event, Replied) and event.id is None:
        said = words([event.message])
        return load_texts().wechat.staff.format(text=said) if event.author is Answerer.DESK else said
    return ""
