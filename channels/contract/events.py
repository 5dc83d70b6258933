"""What a line tells: entries, which are kept, and signs of the moment.

The transcript of a line is its entries in the order of ``at``; whoever names the last one that it has gets all later ones.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, TypeAdapter

from actions.contract.cards import Strict

Message = dict[str, Any]
"""One message of Rasa's REST channel: some of text, buttons, image, custom."""


class Answerer(StrEnum):
    """Who answers on a line: the dialogue engine, a clerk at the desk, or nobody for now."""

    ENGINE = "engine"
    DESK = "desk"
    PAUSED = "paused"


class Entry(Strict):
    """Something that happened on a line and is kept."""

    at: int = Field(description="When, in milliseconds since 1970; unique in its line and always growing.")


class Accepted(Entry):
    """A message of the person has arrived. ``id``: the one that the sender gave it; ``text``: as it may be shown, masked."""

    event: Literal["accepted"] = "accepted"
    id: str
    text: str


class Replied(Entry):
    """A message to the person. ``id``: of the message that it answers, null where a clerk speaks unasked."""

    event: Literal["message"] = "message"
    id: str | None
    author: Answerer
    message: Message


class Done(Entry):
    """All that answers the message ``id`` has been said."""

    event: Literal["done"] = "done"
    id: str


class Changed(Entry):
    """From now on somebody else answers. ``text``: that, in words for the person."""

    event: Literal["status"] = "status"
    answerer: Answerer
    text: str


class Typing(Strict):
    """An answer to the message ``id`` is under way."""

    event: Literal["typing"] = "typing"
    id: str


class Place(Strict):
    """Where the person stands among those who wait for a clerk, from 1; null where they do not wait."""

    event: Literal["place"] = "place"
    place: int | None


class Welcome(Strict):
    """The first sign on a connection: who answers, and the ``place`` as ``Place`` has it; what was missed follows."""

    event: Literal["welcome"] = "welcome"
    answerer: Answerer
    place: int | None


class Pong(Strict):
    """The connection lives: the answer to "ping"."""

    event: Literal["pong"] = "pong"


Kept = Annotated[Accepted | Replied | Done | Changed, Discriminator("event")]
Event = Kept | Typing | Place | Welcome | Pong

KEPT: TypeAdapter[Accepted | Replied | Done | Changed] = TypeAdapter(Kept)


class Events(Strict):
    """What happened on a line since the entry that the caller named, who answers now, and the ``place`` of ``Place``."""

    answerer: Answerer
    place: int | None
    events: tuple[Kept, ...]
