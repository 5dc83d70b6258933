"""Whose case a message is about: the speaker's, a relative's, or several at once."""

from __future__ import annotations

import re

from actions.persons import BESIDE, Persons
from actions.saying import phrase
from actions.services.service import Utterance
from knowledge.language.persons import Person

_WITH_ME = re.compile(r"我们?(?:[和跟与]|同(?![事学乡伴村]))(?![你您])|我们?俩|两口子|夫妻|我[也们]")
_COUPLE = re.compile(r"我们?俩|两口子|夫妻")
# "我们厂" is no couple.
_WE = re.compile(r"我们(?!家|这|那|厂|店|公司|单位|老板|工地|村|县|市|里|俩)")
_THEY = re.compile(r"[他她]们|[他她]俩")
_SPOUSES: tuple[Person, ...] = ("wife", "husband", "spouse")
# Several by one word.
_EACH: dict[Person, tuple[Person, ...]] = {"parents": ("father", "mother")}
# Nobody's retirement or pension is asked by naming these.
_NOBODY: tuple[Person, ...] = ("employer",)


def whose(utterance: Utterance) -> tuple[Person, ...]:
    """Who is meant by a message that asks for a case to be worked out: those named, or else whoever is spoken of."""
    return named(utterance) or (utterance.persons.topic,)


def named(utterance: Utterance) -> tuple[Person, ...]:
    """Who is meant by name; the speaker beside others only where something is told of him, or he counts himself in. Those
    only compared with are meant where nobody else is, and so are the dead."""
    persons, text = utterance.persons, utterance.text
    found = [each for person in persons.named if person not in _NOBODY for each in _EACH.get(person, (person,))]
    if _THEY.search(text):
        found += [person for person in _family(persons) if person != "self"]
    if _COUPLE.search(text):
        found += _spouse(persons)
    is_we = not set(found) - {"self"} and bool(_WE.search(text))
    found += _family(persons) if is_we else []
    others = [person for person in found if person != "self"]
    counts_himself = bool(is_we or persons.told_now("self") or _WITH_ME.search(text))
    found = ["self", *found] if counts_himself and "self" not in found else found
    chosen = dict.fromkeys(found if counts_himself or not others else others)
    return tuple(person for person in chosen if person not in persons.dead) or tuple(chosen)


def name_of(person: Person) -> str:
    """What to call somebody: "您母亲"."""
    return phrase(f"person_{person}")


def _family(persons: Persons) -> list[Person]:
    """Those of the family of whom something was told."""
    return [person for person in persons.records if person not in BESIDE]


def _spouse(persons: Persons) -> list[Person]:
    return [person for person in _SPOUSES if person in persons.records][:1] or ["spouse"]
