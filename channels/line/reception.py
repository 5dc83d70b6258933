"""The person's side of the hand-off: asking for a clerk, waiting, leaving a number. Nobody is handed over who did not ask."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.contract.cards import HandoffCard, Plain
from actions.contract.status import Status
from channels.contract.events import Accepted, Kept, Message, Replied
from channels.line.callbacks import CallBacks
from channels.line.office import Attendance, Office
from channels.line.queue import Queue, Request
from channels.line.said import Said
from channels.line.wishes import Wish, wish_of
from channels.texts import load_texts

_REFUSALS = {Status.REFUSED, Status.NOT_UNDERSTOOD}
_HOTLINE = "12333"
# Somebody who was in danger some turns ago is not kept waiting behind others.
_RECENT_ENTRIES = 30
# So many digits are a number that somebody mistyped, rather than a question.
_LIKE_A_NUMBER = re.compile(r"[\d\s()+（）-]{6,}")


class Reception:
    """Hears what people say to that end, and offers it where it may help."""

    def __init__(self, queue: Queue, call_backs: CallBacks, office: Office, most_queued: int) -> None:
        wish_of("")  # reads the tables of characters, now, not while the first person waits
        self._queue, self._call_backs, self._office = queue, call_backs, office
        self._most_queued = most_queued

    def place(self, line: str) -> int | None:
        """Where a line stands in the queue, from 1."""
        return self._queue.place(line)

    def heed(self, line: str, said: Said, in_danger: bool) -> None:
        """Somebody said something, whatever it is."""
        self._queue.heard(line, self._office.now(), said.shown, in_danger)

    def leave(self, line: str) -> None:
        """Somebody has gone for good. A call-back stays: it was asked for apart from the conversation."""
        self._queue.remove(line)
        self._call_backs.expect_none(line)

    async def hear(self, line: str, said: Said, entries: Sequence[Kept]) -> list[Message] | None:
        """The answer to what is about the hand-off itself; None for everything else."""
        if self._call_backs.is_asked(line, self._office.now()) and (answer := await self._take_number(line, said)):
            return [answer]
        request = self._queue.get(line)
        if request and request.clerk:
            return None
        answer = await self._grant(wish_of(said.text), line, said, entries)
        return [answer] if answer else None

    async def improve(self, line: str, messages: list[Message]) -> list[Message]:
        """What the engine answers, with the way to a clerk in place of its own word on that."""
        if not _statuses(messages) & {Status.HANDOFF} or (attendance := await self._office.attendance()) is None:
            return messages
        if place := self.place(line):
            return [_still_waiting(place)]
        return [_offer(load_texts().handoff.offer, attendance)]

    async def offers(self, said_id: str, line: str, entries: Sequence[Kept]) -> list[Message]:
        """What is offered behind the answer to a message: a clerk, where somebody may be in danger or was refused twice in a
        row."""
        now, before = _last_two_turns(entries, said_id)
        in_danger = Status.DANGER in now
        refused_twice = now & _REFUSALS and before & _REFUSALS and Status.HANDOFF not in before
        if self._queue.get(line) or not (in_danger or refused_twice):
            return []
        attendance = await self._office.attendance()
        if attendance is None or (in_danger and not attendance.is_open):
            return []
        texts = load_texts().handoff
        return [_offer(texts.offer_in_danger if in_danger else texts.offer, attendance)]

    async def _grant(self, wish: Wish | None, line: str, said: Said, entries: Sequence[Kept]) -> Message | None:
        if wish is None or (attendance := await self._office.attendance()) is None:
            return None
        if wish is Wish.HUMAN:
            return self._queue_up(line, said, entries, attendance)
        if wish is Wish.CALL_BACK:
            return self._ask_number(line)
        if wish is Wish.NO_CALL_BACK:
            return self._cancel(line)
        return self._wait_or_leave(wish, line)

    def _queue_up(self, line: str, said: Said, entries: Sequence[Kept], attendance: Attendance) -> Message:
        if place := self.place(line):
            return _still_waiting(place)
        if not attendance.is_open:
            return closed(load_texts().handoff.closed, attendance)
        now, urgent = self._office.now(), _is_urgent(entries)
        if self._queue.is_full(self._most_queued, urgent):
            return message(load_texts().handoff.full, Wish.CALL_BACK)
        self._queue.put(Request(line, now, now, words=said.shown, urgent=urgent))
        return message(load_texts().handoff.waiting.format(place=self.place(line)), Wish.LEAVE)

    def _wait_or_leave(self, wish: Wish, line: str) -> Message | None:
        place = self.place(line)
        if place is None:
            return None
        if wish is Wish.WAIT:
            return _still_waiting(place)
        self._queue.remove(line)
        return message(load_texts().handoff.left)

    def _ask_number(self, line: str) -> Message:
        self._call_backs.ask(line, self._office.now())
        return number_wanted(self._call_backs.days)

    def _cancel(self, line: str) -> Message | None:
        return message(load_texts().handoff.no_call_back) if self._call_backs.remove(line) else None

    async def _take_number(self, line: str, said: Said) -> Message | None:
        """The word on a number that was asked for; None where something else was said."""
        texts = load_texts().handoff
        if said.phone is None:
            return message(texts.bad_number) if _LIKE_A_NUMBER.fullmatch(said.text) else None
        call_back = self._call_backs.add(line, self._office.now(), said.phone, said.shown)
        if call_back.clerk:
            return message(texts.noted_by_clerk, Wish.NO_CALL_BACK)
        self._queue.remove(line)
        attendance = await self._office.attendance()
        if attendance is None or attendance.is_open:
            return message(texts.noted, Wish.NO_CALL_BACK)
        return message(texts.noted_closed.format(opens=attendance.opens), Wish.NO_CALL_BACK)


def message(text: str, *wishes: Wish) -> Message:
    """One about the hand-off, with buttons that say these wishes."""
    titles = dict(load_texts().handoff.buttons)
    buttons = [{"title": titles[wish], "payload": titles[wish]} for wish in wishes]
    card = HandoffCard(status=Status.HANDOFF, items=(_HOTLINE,)) if _HOTLINE in text else Plain(status=Status.HANDOFF)
    return {"text": text, "buttons": buttons, "custom": card.model_dump(mode="json")}


def number_wanted(days: float) -> Message:
    """Asks for a number to call."""
    return message(load_texts().handoff.ask_number.format(days=f"{days:g}"))


def closed(text: str, attendance: Attendance) -> Message:
    """That nobody is there, and when somebody will be."""
    return message(text.format(hours=attendance.hours, opens=attendance.opens), Wish.CALL_BACK)


def _offer(text: str, attendance: Attendance) -> Message:
    if attendance.is_open:
        return message(text, Wish.HUMAN)
    return closed(load_texts().handoff.offer_closed, attendance)


def _still_waiting(place: int) -> Message:
    return message(load_texts().handoff.still_waiting.format(place=place), Wish.CALL_BACK, Wish.LEAVE)


def _is_urgent(entries: Sequence[Kept]) -> bool:
    recent = (entry.message for entry in entries[-_RECENT_ENTRIES:] if isinstance(entry, Replied))
    return Status.DANGER in _statuses(list(recent))


def _last_two_turns(entries: Sequence[Kept], said_id: str) -> tuple[set[str], set[str]]:
    """What the answers to a message were, and those to the one before."""
    ids = [entry.id for entry in entries if isinstance(entry, Accepted)]
    place = ids.index(said_id) if said_id in ids else 0
    before = ids[place - 1] if place else None
    return _answers(entries, said_id), _answers(entries, before) if before else set()


def _answers(entries: Sequence[Kept], said_id: str) -> set[str]:
    return _statuses([entry.message for entry in entries if isinstance(entry, Replied) and entry.id == said_id])


def _statuses(messages: list[Message]) -> set[str]:
    return {message.get("custom", {}).get("status", "") for message in messages}
