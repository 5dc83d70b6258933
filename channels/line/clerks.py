"""The clerks' side of the hand-off: taking somebody from the queue, talking, giving back, calling back; and what is due when
nobody does."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from actions.contract.cards import Plain
from actions.contract.status import Status
from channels.contract.events import Accepted, Answerer, Kept
from channels.errors import ErrorCode, GatewayError
from channels.line.callbacks import CallBack, CallBacks
from channels.line.changes import Changes
from channels.line.line import Line
from channels.line.lines import Lines
from channels.line.office import Attendance, Office
from channels.line.queue import Queue, Request
from channels.line.reception import closed, message, number_wanted
from channels.line.wishes import Wish, wish_of
from channels.privacy import mask
from channels.texts import load_texts

MINUTE_MS = 60 * 1000
# Nobody waits longer without a word.
PATIENCE_MS = 3 * MINUTE_MS
# Whoever is left without an answer for so long is for somebody else to take.
NEGLECT_MS = 10 * MINUTE_MS
# Whoever forgot to give back a conversation is not waited for.
IDLE_MS = 30 * MINUTE_MS


class Due(Enum):
    """What has to happen to a request: a call-back is offered, the office has closed, it goes back to the queue, it ends."""

    OFFER = auto()
    CLOSE = auto()
    RETURN = auto()
    END = auto()


def due(request: Request, now: int, is_open: bool) -> Due | None:
    """What has to happen now, if anything."""
    if request.clerk:
        if request.unanswered_since and now - request.unanswered_since >= NEGLECT_MS:
            return Due.RETURN
        return Due.END if now - request.spoken_at >= IDLE_MS else None
    if not is_open:
        return Due.CLOSE
    return Due.OFFER if not request.offered and now - request.since >= PATIENCE_MS else None


@dataclass(frozen=True)
class View:
    """What a clerk sees. ``mine``: conversations of this clerk; ``entries``: what is new in the one that is open, None where
    there is none to see; ``changes``: the number to ask beyond next time."""

    changes: int
    now: int
    waiting: tuple[Request, ...]
    mine: tuple[Request, ...]
    call_backs: tuple[CallBack, ...]
    entries: tuple[Kept, ...] | None


class Clerks:
    """What clerks do; each is known by the name of the account. All methods that name a ``line`` raise GatewayError where it
    is not theirs to do."""

    def __init__(self, lines: Lines, queue: Queue, call_backs: CallBacks, office: Office, changes: Changes) -> None:
        self._lines, self._queue, self._call_backs = lines, queue, call_backs
        self._office, self._changes = office, changes
        self._told: dict[str, int] = {}

    async def take(self, line: str, clerk: str) -> None:
        """Take a conversation; whoever has it keeps it."""
        talk = await self._lines.known_as(line)
        request = self._seen(line, clerk)
        if not request.clerk:
            now = self._office.now()
            self._queue.put(replace(request, clerk=clerk, spoken_at=now, unanswered_since=now))
            talk.hand_to(Answerer.DESK, load_texts().handoff.to_desk)

    async def say(self, line: str, clerk: str, text: str) -> None:
        """Say something to the person."""
        talk, request = await self._own(line, clerk)
        self._answered(request)
        masked = mask(text, landlines=False)
        talk.speak({"text": masked, "custom": Plain(status=Status.HANDOFF).model_dump(mode="json")}, Answerer.DESK)

    async def ask_number(self, line: str, clerk: str) -> None:
        """Ask the person for a number that this clerk will call."""
        talk, request = await self._own(line, clerk)
        self._answered(request)
        self._call_backs.ask(line, self._office.now(), clerk)
        talk.speak(number_wanted(self._call_backs.days), Answerer.ENGINE)

    async def give_back(self, line: str, clerk: str) -> None:
        """Let the assistant answer again."""
        talk, _ = await self._own(line, clerk)
        self._end(talk, load_texts().handoff.to_engine)

    async def take_call_back(self, line: str, clerk: str) -> str:
        """Take over to call somebody; the number."""
        call_back = await self._call_back(line)
        if call_back and call_back.clerk not in ("", clerk):
            raise GatewayError(ErrorCode.TAKEN, status=409)
        if call_back and not call_back.clerk:
            self._call_backs.assign(line, clerk)
        phone = await self._call_backs.phone(line) if call_back else None
        if not phone:
            raise GatewayError(ErrorCode.NO_NUMBER, status=404)
        return phone

    async def leave_call_back(self, line: str, clerk: str) -> None:
        """Let somebody else call."""
        await self._own_call_back(line, clerk)
        self._call_backs.assign(line, "")

    async def settle_call_back(self, line: str, clerk: str) -> None:
        """The call was made: the number is removed."""
        await self._own_call_back(line, clerk)
        self._call_backs.remove(line)

    async def watch(self, clerk: str, seen: int, line: str | None, after: int, patience: float) -> View:
        """What there is to see once more than ``seen`` has changed, or something later than ``after`` happened on ``line``,
        or ``patience`` seconds have passed."""
        talk = await self._lines.known_as(line) if line and self._may_see(line, clerk) else None
        if talk is None:
            await _first([self._changes.beyond(seen)], patience)
        else:
            with talk.listening(after) as events:
                await _first([self._changes.beyond(seen), events.get()], patience)
        is_visible = talk is not None and self._may_see(talk.key, clerk)
        return View(
            self._changes.number,
            self._office.now(),
            tuple(self._queue.waiting()),
            tuple(request for request in self._queue.all() if request.clerk == clerk),
            tuple(self._call_backs.all()),
            tuple(talk.since(after)) if talk and is_visible else None,
        )

    async def told(self, line: str, clerk: str) -> list[str]:
        """What the person has said of the matter, message by message, masked."""
        if not self._may_see(line, clerk):
            raise GatewayError(ErrorCode.NOT_WAITING, status=404)
        entries = (await self._lines.known_as(line)).since(0)
        return [entry.text for entry in entries if isinstance(entry, Accepted) and wish_of(entry.text) is None]

    async def tick(self) -> None:
        """Do what is due."""
        if leap := self._office.leap():
            await self._cross(leap)
        requests = self._queue.all()
        attendance = await self._office.attendance() if requests else None
        for request in requests:
            if not await self._lines.has(request.line):
                continue  # who has the line does so
            talk = await self._lines.known_as(request.line)
            # It may have been taken or have ended meanwhile.
            if (now_there := self._queue.get(request.line)) is not None:
                self._see_to(talk, now_there, attendance)

    async def _cross(self, leap: int) -> None:
        """The clock was put forward, or (negative) back: nothing is due for that."""
        now = self._office.now()
        for request in self._queue.all():
            if await self._lines.has(request.line) and (there := self._queue.get(request.line)):
                self._queue.put(there.across(leap, now))
        for line in self._call_backs.asked():
            if await self._lines.has(line):
                self._call_backs.cross(line, leap, now)

    def show_places(self) -> None:
        """Tell those who wait where they stand, if that has changed."""
        places = {request.line: place for place, request in enumerate(self._queue.waiting(), 1)}
        for line in self._told.keys() | places.keys():
            talk = self._lines.in_use(line)
            if talk and self._told.get(line) != places.get(line):
                talk.show_place(places.get(line))
        self._told = places

    def _see_to(self, talk: Line, request: Request, attendance: Attendance | None) -> None:
        texts, now = load_texts().handoff, self._office.now()
        what = due(request, now, is_open=attendance is None or attendance.is_open)
        if what is Due.OFFER:
            self._queue.put(replace(request, offered=True))
            talk.speak(message(texts.long_wait, Wish.CALL_BACK, Wish.WAIT, Wish.LEAVE), Answerer.ENGINE)
        elif what is Due.CLOSE and attendance:
            self._queue.remove(request.line)
            talk.speak(closed(texts.closing, attendance), Answerer.ENGINE)
        elif what is Due.RETURN:
            self._queue.put(replace(request, clerk="", unanswered_since=0, offered=True))
            talk.hand_to(Answerer.ENGINE, texts.returned.format(place=self._queue.place(request.line)))
        elif what is Due.END:
            self._end(talk, texts.idle)

    def _end(self, talk: Line, text: str) -> None:
        self._queue.remove(talk.key)
        talk.hand_to(Answerer.ENGINE, text)

    def _answered(self, request: Request) -> None:
        self._queue.put(replace(request, spoken_at=self._office.now(), unanswered_since=0))

    def _seen(self, line: str, clerk: str) -> Request:
        request = self._queue.get(line)
        if request is None:
            raise GatewayError(ErrorCode.NOT_WAITING, status=404)
        if request.clerk not in ("", clerk):
            raise GatewayError(ErrorCode.TAKEN, status=409)
        return request

    async def _own(self, line: str, clerk: str) -> tuple[Line, Request]:
        talk = await self._lines.known_as(line)
        request = self._seen(line, clerk)
        if not request.clerk:
            raise GatewayError(ErrorCode.NOT_YOURS, status=409)
        return talk, request

    async def _call_back(self, line: str) -> CallBack | None:
        await self._lines.known_as(line)  # whoever has the line knows of two clerks which was the first
        return self._call_backs.get(line)

    async def _own_call_back(self, line: str, clerk: str) -> None:
        call_back = await self._call_back(line)
        if call_back is None:
            raise GatewayError(ErrorCode.NO_NUMBER, status=404)
        if call_back.clerk != clerk:
            raise GatewayError(ErrorCode.NOT_YOURS, status=409)

    def _may_see(self, line: str, clerk: str) -> bool:
        held = (self._queue.get(line), self._call_backs.get(line))
        return any(one is not None and one.clerk in ("", clerk) for one in held)


async def _first(waits: list[Coroutine[Any, Any, object]], patience: float) -> None:
    """Return when the first of these is done, or after so many seconds."""
    tasks = [asyncio.create_task(wait) for wait in waits]
    try:
        await asyncio.wait(tasks, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
