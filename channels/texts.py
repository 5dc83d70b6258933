"""The gateway's own sentences, read from ``texts.yml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints

TEXTS_FILE = Path(__file__).parent / "texts.yml"

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Replies(BaseModel):
    """What a person reads when the engine gives nothing to read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    wait: Text
    silent: Text
    paused: Text


class WeChat(BaseModel):
    """What an official account says. ``unreadable``: how a message without words is written down, by its kind; ``more``: how
    to get the rest of what is long, with the ``link`` that asks for it; ``more_words``: what else asks for it; ``staff``:
    around what a clerk says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    greeting: Text
    examples: tuple[Text, ...]
    my_location: Text
    unreadable: dict[str, Text]
    late: Text
    more: Text
    more_words: tuple[Text, ...]
    staff: Text


class Wishes(BaseModel):
    """What asks for something of the hand-off, each a pattern over Simplified letters."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    human: Text
    call_back: Text
    wait: Text
    leave: Text
    no_call_back: Text


class HandoffTexts(BaseModel):
    """What is said about reaching a clerk. ``buttons`` say what ``wishes`` take."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    wishes: Wishes
    offer: Text
    offer_in_danger: Text
    offer_closed: Text
    waiting: Text
    still_waiting: Text
    full: Text
    long_wait: Text
    left: Text
    closed: Text
    closing: Text
    to_desk: Text
    to_engine: Text
    idle: Text
    returned: Text
    ask_number: Text
    bad_number: Text
    noted: Text
    noted_closed: Text
    noted_by_clerk: Text
    no_call_back: Text
    opens_today: Text
    opens_tomorrow: Text
    opens_later: Text
    opens_unknown: Text
    weekdays: tuple[Text, ...]
    buttons: Wishes


class Texts(BaseModel):
    """All sentences; ``errors`` maps the code of an error to its sentence."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    replies: Replies
    wechat: WeChat
    handoff: HandoffTexts
    errors: dict[str, Text]


@cache
def load_texts() -> Texts:
    """The texts of ``texts.yml``. Raises pydantic's ``ValidationError`` where a text is missing or empty."""
    return Texts.model_validate(yaml.safe_load(TEXTS_FILE.read_text(encoding="utf-8")))
