"""A message that only tells something of somebody, while no service is under way: it is noted, and what can be done with it
is offered. The wording, and what each thing is good for, stand in ``noted.yml``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from actions.contract.status import Status
from actions.half_sentences import SHORT
from actions.persons import PersonRecord, Persons
from actions.saying import Say, phrase
from actions.services.bereaved import kind_of_death
from actions.services.service import Utterance
from actions.services.whose import name_of
from knowledge.entitlements.reckoning import length_in_words
from knowledge.language.persons import Person
from knowledge.places.regions import RegionTree

MOST_OFFERS = 3
# A place in these words is somebody's, and no answer to which city is meant.
_LIVES = re.compile(r"搬[到去]|住[在到]|户口|上班|打工|干活|做工|人在|人\W*$")
# Who says that something was not done, or done to him, wants more than to have his facts noted.
_GRIEVANCE = re.compile(r"没|不|未|只|才[拿给发]|差|欠|拖|扣|赔|拒|赖|骗|黑|逼|打了|伤|病|死")
# What somebody tells of his work.
_OF_WORK = frozenset({"trade", "occupation", "worked", "career", "began"})
_NO_MERE_STATEMENT = frozenset({"question", "wish", "more"})


class _Noted(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    text: str
    offers: tuple[str, ...]


def noted(
    utterance: Utterance, regions: RegionTree, *, fitting: frozenset[str] | None = None, with_more: bool = False
) -> Say | None:
    """That it was taken in, and what can be done with it; of that only what is ``fitting`` in a matter that is open. None
    where the message asks, wishes, only names a place, which may be meant for the question before, or tells more than is
    kept; ``with_more``: that is passed over, unless it may be a matter of dispute, or says in a few words why somebody left
    ("老板喊走的") while a matter is open."""
    persons = utterance.persons
    told = {person: fields for person in persons.records if (fields := _told(person, persons.told_now(person)))}
    only_place = not any(set(fields) - {"city"} for fields in told.values())
    if not told or (only_place and not _LIVES.search(utterance.text)):
        return None
    if utterance.reading.kinds & _NO_MERE_STATEMENT:
        return None
    is_just_why = fitting is not None and _tells_just_why(utterance)
    if utterance.reading.tells_more and not (with_more and (_is_calm(utterance) or is_just_why)):
        return None
    facts = "；".join(read_back(person, persons, fields, regions) for person, fields in told.items())
    offers = (
        _offer(offer, person, str(getattr(persons.of(person), name)))
        for person, fields in told.items()
        for name in fields
        for offer in (_kinds()[name].offers if person not in persons.dead else (kind_of_death(person, persons).wish,))
    )
    buttons = [offer for offer in dict.fromkeys(offers) if fitting is None or offer in fitting][:MOST_OFFERS]
    key = "noted" if buttons else "noted_only" if fitting is None else "noted_on"
    return Say.plain(Status.NOTED, phrase(key, facts=facts), buttons=buttons)


def _told(person: Person, fields: Iterable[str]) -> list[str]:
    """Those of the fields that are read back, in their order; the sex of others is mostly told by the word for them."""
    return [name for name in _kinds() if name in fields and not (name == "sex" and person != "self")]


def _tells_just_why(utterance: Utterance) -> bool:
    """Whether a few words tell why somebody left."""
    return len(utterance.reading.letters) <= SHORT and tells_why(utterance)


def tells_why(utterance: Utterance) -> bool:
    """Whether it tells why somebody left a job."""
    return utterance.persons.tells_now("reason")


def tells_of_work(utterance: Utterance) -> bool:
    """Whether somebody tells of the work that he does or did, whatever else he tells."""
    is_told = utterance.persons.told_now("self") & _OF_WORK
    return bool(is_told) and not utterance.reading.kinds & _NO_MERE_STATEMENT


def _is_calm(utterance: Utterance) -> bool:
    """Whether nothing that is told may be a matter of dispute; beside a birth a place of work is none."""
    persons = utterance.persons
    is_apart = "employer" not in persons.named or persons.tells_now("birth")
    return is_apart and not _GRIEVANCE.search(utterance.text)


def read_back(person: Person, persons: Persons, fields: Iterable[str], regions: RegionTree) -> str:
    """These of the fields known of somebody in words, as far as they are read back at all; "" for none."""
    record = persons.of(person)
    words = "，".join(
        _kinds()[name].text.format(value=_in_words(name, record, regions)) for name in _told(person, frozenset(fields))
    )
    return words if person == "self" or not words else f"{name_of(person)}{words}"


def told_now(utterance: Utterance, regions: RegionTree) -> str:
    """What the message tells of persons, in words; "" where it tells nothing that is read back."""
    persons = utterance.persons
    told = (read_back(person, persons, persons.told_now(person), regions) for person in persons.records)
    return "；".join(filter(None, told))


def _in_words(name: str, record: PersonRecord, regions: RegionTree) -> str:
    value: Any = getattr(record, name)
    match name:
        case "birth":
            year, _, month = value.partition("-")
            return f"{year}年" + (f"{int(month)}月" if month else "")
        case "paid":
            return phrase("years_of", years=_plain(value))
        case "worked" | "career" | "insured":
            return length_in_words(value)
        case "pay":
            return phrase("pay_of", per=record.pay_per, yuan=_plain(value))
        case "began" | "left":
            return _month(value[0])
        case "reason":
            return phrase(f"reason_{value}")
        case "city":
            return regions.by_code(value).name
    return str(value)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _month(day: dt.date) -> str:
    return f"{day.year}年{day.month}月"


def _offer(words: str, person: Person, value: str) -> str:
    return words.format(who=phrase("me") if person == "self" else phrase(f"my_{person}"), value=value)


def reckoned_with(fact: Literal["birth", "paid"], person: Person) -> tuple[str, ...]:
    """What can be reckoned with such a fact of somebody, in the words that wish it."""
    return tuple(_offer(words, person, "") for words in _kinds()[fact].offers)


@cache
def _kinds() -> dict[str, _Noted]:
    raw = yaml.safe_load(Path(__file__).with_name("noted.yml").read_text("utf-8"))
    return TypeAdapter(dict[str, _Noted]).validate_python(raw)
