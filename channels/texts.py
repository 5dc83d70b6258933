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
    to get the rest of what is long, with the ``link`` that asks for it; ``more_words``: what else asks for it; ``answerers``:
    that somebody else answers from now on; ``staff``: around what a clerk says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    greeting: Text
    examples: tuple[Text, ...]
    my_location: Text
    unreadable: dict[str, Text]
    late: Text
    more: Text
    more_words: tuple[Text, ...]
    staff: Text
    answerers: dict[str, Text]


class Texts(BaseModel):
    """All sentences; ``errors`` maps the code of an error to its sentence."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    replies: Replies
    wechat: WeChat
    errors: dict[str, Text]


@cache
def load_texts() -> Texts:
    """The texts of ``texts.yml``. Raises pydantic's ``ValidationError`` where a text is missing or empty."""
    return Texts.model_validate(yaml.safe_load(TEXTS_FILE.read_text(encoding="utf-8")))
