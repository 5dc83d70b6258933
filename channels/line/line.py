"""One person's line."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

import structlog

from channels.cluster.leases import Elsewhere, Leases
from channels.contract.events import Accepted, Answerer, Changed, Done, Event, Kept, Message, Place, Replied, Typing
from channels.errors import GatewayError
from channels.line import tally
from channels.line.admission import Admission, Turn
from channels.line.answering import Answering, Warning, helpful, is_warning
from channels.line.reception import Reception
from channels.line.said import Said
from channels.line.transcripts import Claimed, Transcripts
from knowledge.logs import in_turn, new_turn

log = structlog.get_logger(__name__)

# What happens; None, at the end: it goes on at another gateway.
Events = asyncio.Queue[Event | None]


class Line:
    """Takes what a person says and has it answered in order, by one answerer at a time; tells all listeners what happens.

    ``key`` names it in the store; ``transcript``: what is kept of it so far; ``claim``: of the store, with which it goes on
    there; ``leases``: whether it is still this gateway's to go on with. Raises Elsewhere where it is not.
    """

    def __init__(
        self,
        key: str,
        transcript: Sequence[Kept],
        claim: int | None,
        leases: Leases,
        store: Transcripts,
        answering: Answering,
        reception: Reception,
        admission: Admission,
    ) -> None:
        self.key = key
        self.is_over = False
        self._transcript = list(transcript)
        self._claim, self._leases = claim, leases
        self._store, self._answering, self._reception, self._admission = store, answering, reception, admission
        self._free = asyncio.Lock()
        self._turns: dict[str, Turn] = {}
        self._listeners: set[Events] = set()
        self._kept = True
        self._written: Future[Any] | None = None

    @property
    def answerer(self) -> Answerer:
        """Who answers now."""
        changes = (entry for entry in reversed(self._transcript) if isinstance(entry, Changed))
        last = next(changes, None)
        return last.answerer if last else Answerer.ENGINE

    @property
    def is_used(self) -> bool:
        """Whether somebody listens, or a turn is under way."""
        return bool(self._listeners or self._turns)

    @property
    def place(self) -> int | None:
        """Where the person stands among those who wait for a clerk."""
        return self._reception.place(self.key)

    def since(self, after: int) -> list[Kept]:
        """The entries later than ``after``."""
        return [entry for entry in self._transcript if entry.at > after]

    @contextmanager
    def listening(self, after: int) -> Iterator[Events]:
        """All entries later than ``after``, and from now on everything that happens."""
        events: Events = asyncio.Queue()
        for entry in self.since(after):
            events.put_nowait(entry)
        self._listeners.add(events)
        try:
            yield events
        finally:
            self._listeners.discard(events)

    def say(self, said: Said, too_much: GatewayError | None = None) -> Turn:
        """Take a message; the turn ends with the messages that answer it. What was said before (the same id) is not said
        again: its turn, or what it came to, is given. A turn goes on when whoever waits for it has gone. Raises GatewayError
        where too many are under way, and ``too_much`` where the transport has one."""
        if said.id not in self._turns:
            self._turns[said.id] = turn = asyncio.create_task(self._begin(said, self._is_crowded(said, too_much)))
            self._admission.keep(turn)
            turn.add_done_callback(lambda _: self._turns.pop(said.id))
        return self._turns[said.id]

    def _is_crowded(self, said: Said, too_much: GatewayError | None) -> bool:
        """Whether there is only room for a word about danger, which is never refused. Raises GatewayError where there is none
        for what was said."""
        if self._has(Done, said.id):
            return False
        # What a clerk answers keeps no engine busy.
        refusal = too_much or (None if self.answerer is Answerer.DESK else self._admission.refusal(len(self._turns)))
        if refusal and not self._answering.warn(said, self._transcript):
            raise refusal
        return refusal is not None

    def hand_to(self, answerer: Answerer, text: str) -> None:
        """Let somebody else answer from the next message on; said once, in these words, however often it is asked for."""
        if answerer is not self.answerer:
            self._record(Changed(at=self._now(), answerer=answerer, text=text))

    def show_place(self, place: int | None) -> None:
        """Tell whoever listens where the person now stands among those who wait."""
        self._tell(Place(place=place))

    def speak(self, message: Message, author: Answerer) -> None:
        """Say something to the person that answers no message of theirs."""
        self._record(Replied(at=self._now(), id=None, author=author, message=message))

    def forget(self) -> None:
        """Let go of the transcript, which is removed; what is still to come is not kept either."""
        self._kept = False
        self._transcript.clear()

    def part(self) -> None:
        """It is another gateway's now: nothing more happens here, and whoever waits or listens has to ask anew."""
        self.is_over = True
        for turn in self._turns.values():
            turn.cancel()
        for listener in self._listeners:
            listener.put_nowait(None)

    async def _begin(self, said: Said, is_crowded: bool) -> list[Message]:
        started = time.monotonic()
        with in_turn(new_turn()):
            try:
                answer = await self._hear(said, is_crowded)
                await self._keep()
            except asyncio.CancelledError:
                if self.is_over:
                    raise Elsewhere(self.key) from None
                raise
            statuses = [message.get("custom", {}).get("status", "") for message in answer]
            log.info("turn", line=self.key[:8], statuses=statuses, seconds=round(time.monotonic() - started, 3))
        return answer

    async def _hear(self, said: Said, is_crowded: bool) -> list[Message]:
        if self._has(Done, said.id):
            return self.answers(said.id)
        # A message that was accepted but never done was cut off by the end of the process: it is answered now.
        if not self._has(Accepted, said.id):
            self._record(Accepted(at=self._now(), id=said.id, text=said.shown))
        # Not in its turn: help comes first, whatever is still under way.
        warning = self._answering.warn(said, self._transcript)
        self._reception.heed(self.key, said, in_danger=warning is not None)
        if warning:
            self._reply(said, [warning.message])
        if not warning or (warning.answer_too and not is_crowded):
            await self._take_turn(said, warning)
        self._reply(said, await self._reception.offers(said.id, self.key, self._transcript))
        self._record(Done(at=self._now(), id=said.id))
        self._count(said)
        return self.answers(said.id)

    async def _take_turn(self, said: Said, warning: Warning | None) -> None:
        async with self._free:
            answerer = self.answerer
            if answerer is not Answerer.DESK:
                self._tell(Typing(id=said.id))
            messages = await self._answer(answerer, said)
            # Whoever took over meanwhile answers.
            if self.answerer is answerer:
                self._reply(said, helpful(messages) if warning else messages, answerer)
                if any(map(is_warning, messages)):  # the action server heard what the gateway did not
                    self._reception.heed(self.key, said, in_danger=True)

    async def _answer(self, answerer: Answerer, said: Said) -> list[Message]:
        about_clerks = await self._reception.hear(self.key, said, self._transcript)
        if about_clerks is not None:
            return about_clerks
        return await self._reception.improve(self.key, await self._answering.answer(answerer, said, self._transcript))

    def _count(self, said: Said) -> None:
        if self._has(Accepted, said.id):  # else it was forgotten meanwhile
            turn = tally.turn_of(self._transcript, said.id, self.answerer, said.metadata.get("region", ""))
            tally.count(self._store, self.key, turn, tally.hits_of(self._transcript, said.id))

    def _reply(self, said: Said, messages: list[Message], author: Answerer = Answerer.ENGINE) -> None:
        for message in messages:
            # A turn that was cut off has perhaps said it already.
            if message not in self.answers(said.id):
                self._record(Replied(at=self._now(), id=said.id, author=author, message=message))

    def answers(self, said_id: str) -> list[Message]:
        return [entry.message for entry in self._transcript if isinstance(entry, Replied) and entry.id == said_id]

    def _has(self, kind: type[Accepted | Done], said_id: str) -> bool:
        return any(isinstance(entry, kind) and entry.id == said_id for entry in self._transcript)

    def _now(self) -> int:
        """Milliseconds since 1970, later than every entry even where the clock was put back."""
        return max(time.time_ns() // 1_000_000, self._transcript[-1].at + 1 if self._transcript else 0)

    def _record(self, entry: Kept) -> None:
        if not self._leases.are_held:
            raise Elsewhere(self.key)
        self._transcript.append(entry)
        if self._kept:
            self._written = self._store.append(self.key, entry, self._claim)
        self._tell(entry)

    async def _keep(self) -> None:
        """Returns once all is written, where others may read the line next; alone, nobody waits for the disk."""
        if self._claim is not None and self._written:
            try:
                await asyncio.wrap_future(self._written)
            except Claimed:
                self.part()
                raise Elsewhere(self.key) from None

    def _tell(self, event: Event) -> None:
        for listener in self._listeners:
            listener.put_nowait(event)
