"""What is counted of conversations for longer than their words are kept: of each turn what came of it, of each entry how
often it helped. No word of anybody stands here, and once its transcript is gone nothing tells whose a turn was.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, update
from sqlalchemy.orm import Mapped, mapped_column

from actions.contract.status import Status
from channels.contract.events import Accepted, Answerer, Kept, Replied
from channels.line.store import Base, Store
from channels.line.transcripts import DAY_MS
from knowledge.china_time import CHINA
from knowledge.places.regions import UnknownRegion, all_regions, region_called

# Whoever says nothing for so long and comes back begins a new conversation.
PAUSE_MS = 30 * 60 * 1000


class Outcome(StrEnum):
    """What came of a turn. ``CLERK``: somebody of the staff answers; ``TALK``: nothing was asked."""

    ANSWERED = "answered"
    GUIDED = "guided"
    CHOICES = "choices"
    SERVICE = "service"
    REFUSED = "refused"
    DANGER = "danger"
    HANDOFF = "handoff"
    CLERK = "clerk"
    UNAVAILABLE = "unavailable"
    TALK = "talk"


class Way(StrEnum):
    """How an entry came up: it was told, it was among what to choose from, a clerk opened it."""

    TOLD = "told"
    LISTED = "listed"
    DESK = "desk"


# A turn of several messages is what stands first here.
_OUTCOMES: tuple[tuple[Outcome, frozenset[Status]], ...] = (
    (Outcome.DANGER, frozenset({Status.DANGER})),
    (Outcome.UNAVAILABLE, frozenset({Status.UNAVAILABLE})),
    (Outcome.ANSWERED, frozenset({Status.ANSWERED})),
    (Outcome.GUIDED, frozenset({Status.GUIDED})),
    (Outcome.REFUSED, frozenset({Status.REFUSED, Status.NOT_UNDERSTOOD})),
    (Outcome.CHOICES, frozenset({Status.CHOICES, Status.ASKED_REGION})),
    (
        Outcome.SERVICE,
        frozenset(
            {
                Status.LISTED,
                Status.NOTHING_LISTED,
                Status.COMPUTED,
                Status.NOT_COMPUTED,
                Status.ASKING,
                Status.NOT_TAKEN,
                Status.OFFERED,
                Status.LEFT,
            }
        ),
    ),
    (Outcome.HANDOFF, frozenset({Status.HANDOFF})),
)


class TurnRow(Base):
    """A turn, as ``Turn`` has it. ``line``: whose, until the transcript is gone (""); ``helpful``: the person's verdict."""

    __tablename__ = "turn"

    id: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[str] = mapped_column(index=True)
    at: Mapped[int] = mapped_column(index=True)
    conversation: Mapped[int]
    outcome: Mapped[str]
    region: Mapped[str]
    topic: Mapped[str]
    helpful: Mapped[bool | None]


class HitRow(Base):
    """How often an entry came up in one way on one day (China's)."""

    __tablename__ = "hit"

    entry: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    way: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]


# Made once, as in ``transcripts.py``.
_TURN, _FIRST_HIT = insert(TurnRow), insert(HitRow)
_ONE_MORE_HIT = (
    update(HitRow)
    .where(HitRow.entry == bindparam("of"), HitRow.way == bindparam("by"), HitRow.day == bindparam("on"))
    .values(count=HitRow.count + 1)
)


@dataclass(frozen=True)
class Turn:
    """A message and what came of it. ``at`` and ``conversation`` (when that began) are milliseconds since 1970; ``region``
    and ``topic`` (a category, or the type of a card) are "" where they are not known."""

    at: int
    conversation: int
    outcome: Outcome
    region: str
    topic: str


def count(store: Store, line: str, turn: Turn, hits: Iterable[tuple[str, Way]]) -> None:
    """Count a turn, and the entries that came up in it; returns before it is written."""
    row, day, found = asdict(turn), _day(turn.at), list(dict.fromkeys(hits))

    def write(connection: Connection) -> None:
        connection.execute(_TURN, {"line": line, "helpful": None, **row})
        for entry, way in found:
            _hit(connection, entry, way, day)

    store.do(write)


def count_hit(store: Store, entry: str, way: Way, at: int) -> None:
    """Count an entry that came up outside a conversation; returns before it is written."""
    store.do(lambda connection: _hit(connection, entry, way, _day(at)))


def count_verdict(store: Store, line: str, at: int, helpful: bool) -> None:
    """Count what a person thinks of the answer to their message of that time, in place of what they thought before."""
    own = update(TurnRow).where(TurnRow.line == line, TurnRow.at == at)
    store.do(lambda connection: connection.execute(own.values(helpful=helpful)))


def part_from(store: Store, line: str) -> None:
    """Let nothing tell any more whose the turns of a line were."""
    store.do(lambda connection: connection.execute(update(TurnRow).where(TurnRow.line == line).values(line="")))


def expire(store: Store, transcript_days: float, days: float) -> None:
    """Part turns from lines whose words are gone after ``transcript_days``, and remove what has been counted for ``days``."""
    now = time.time_ns() // 1_000_000
    parted, gone = now - int(transcript_days * DAY_MS), now - int(days * DAY_MS)
    part = update(TurnRow).where(TurnRow.at < parted, TurnRow.line != "").values(line="")
    old = [delete(TurnRow).where(TurnRow.at < gone), delete(HitRow).where(HitRow.day < _day(gone))]
    store.do(lambda connection: [connection.execute(statement) for statement in (part, *old)])


def turn_of(entries: Sequence[Kept], said_id: str, answerer: Answerer, region: str) -> Turn:
    """The turn that began with the message ``said_id``; ``region``: where the person says to be, "" where they do not."""
    asked = [entry for entry in entries if isinstance(entry, Accepted)]
    own = next(entry for entry in reversed(asked) if entry.id == said_id)
    cards = _cards(entries, said_id)
    return Turn(
        at=own.at,
        conversation=_began([entry.at for entry in asked if entry.at <= own.at]),
        outcome=outcome_of(cards, answerer),
        region=_place(region, own.text, cards),
        topic=next((str(card[name]) for card in cards for name in ("category", "type") if card.get(name)), ""),
    )


def hits_of(entries: Sequence[Kept], said_id: str) -> list[tuple[str, Way]]:
    """The entries that came up in the turn of a message."""
    cards = _cards(entries, said_id)
    told = [(card["faq_id"], Way.TOLD) for card in cards if card.get("faq_id")]
    listed = [id for card in cards for name in ("faq_ids", "near_ids") for id in card.get(name, ())]
    return [*told, *((id, Way.LISTED) for id in listed)]


def outcome_of(cards: Sequence[dict[str, Any]], answerer: Answerer) -> Outcome:
    """What a turn came to whose messages have these ``custom``."""
    statuses = {card.get("status") for card in cards}
    found = next((outcome for outcome, those in _OUTCOMES if statuses & those), Outcome.TALK)
    return Outcome.CLERK if answerer is Answerer.DESK and found is not Outcome.DANGER else found


def _cards(entries: Sequence[Kept], said_id: str) -> list[dict[str, Any]]:
    replies = (entry for entry in entries if isinstance(entry, Replied) and entry.id == said_id)
    return [entry.message.get("custom", {}) for entry in replies]


def _began(times: Sequence[int]) -> int:
    """When the conversation began that the last of these messages belongs to."""
    began = times[-1]
    for before in reversed(times):
        if began - before > PAUSE_MS:
            break
        began = before
    return began


def _place(region: str, text: str, cards: Sequence[dict[str, Any]]) -> str:
    """The place that a turn was about: the one that the message names, the person's own, or that of the answer."""
    named = [found.region for found in all_regions().find(text) if found.region.depth > 1]
    if named:
        return named[-1].name
    told = (str(card["region"]) for card in cards if card.get("region"))
    for name in (region, *told):
        try:
            if name and (place := region_called(name)).depth > 1:
                return place.name
        except UnknownRegion:
            continue
    return ""


def _hit(connection: Connection, entry: str, way: Way, day: dt.date) -> None:
    hit = {"of": entry, "by": way.value, "on": day}
    if not connection.execute(_ONE_MORE_HIT, hit).rowcount:
        connection.execute(_FIRST_HIT, {"entry": entry, "way": way.value, "day": day, "count": 1})


def _day(at: int) -> dt.date:
    return dt.datetime.fromtimestamp(at / 1000, CHINA).date()
