"""A mere date, sum or length of time, when nothing was asked: what it belongs to is asked for, and nothing is searched.

The wording stands in ``bare.yml``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from actions.contract.status import Status
from actions.saying import Say
from actions.services.service import Utterance
from knowledge.language.durations import Duration
from knowledge.language.facts import Fact, Value
from knowledge.language.fillers import says_more
from knowledge.language.money import Money
from knowledge.language.numbers import Number
from knowledge.language.timespans import Timespan

Kind = Literal["date", "money", "length", "number"]


class _Bare(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    text: str
    buttons: tuple[str, ...]


def says_only(utterance: Utterance) -> Fact | None:
    """The one date, sum, length of time or number that is all of a message; None for any other."""
    reading = utterance.reading
    if len(reading.facts) != 1 or reading.persons or reading.kinds & {"question", "wish", "more"}:
        return None
    fact = reading.facts[0]
    rest = reading.plain[: fact.start] + reading.plain[fact.end :]
    return None if says_more(rest, "told") else fact


def asked_back(utterance: Utterance, *, follows: bool) -> Say | None:
    """The question of what it is about. None where it says more, or where it ``follows`` a question which may be asked of
    the time that it names."""
    fact = says_only(utterance)
    kind = _kind(fact.value) if fact else None
    if fact is None or kind is None or (follows and utterance.reading.period is not None):
        return None
    words, bare = utterance.text[fact.start : fact.end], _kinds()[kind]
    buttons = tuple(button.format(words=words) for button in bare.buttons)
    return Say.plain(Status.NOTED, bare.text.format(words=words), buttons=buttons)


def _kind(value: Value) -> Kind | None:
    match value:
        case Timespan():
            return "date"
        case Money():
            return "money"
        case Duration():
            return "length" if value.unit == "月" else "number"
        case Number():
            return "number"
    return None


@cache
def _kinds() -> dict[Kind, _Bare]:
    raw = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))
    return TypeAdapter(dict[Kind, _Bare]).validate_python(raw)
