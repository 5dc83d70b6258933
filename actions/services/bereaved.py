"""Whether a message is about somebody who has died: then his facts are of what his family gets, and of nothing else."""

from __future__ import annotations

import re

from actions.persons import Persons
from actions.services.service import Utterance
from actions.services.whose import whose
from knowledge.entitlements.kinds import Kind, kind_of
from knowledge.language.persons import Person

# What says nothing of somebody's own affairs.
_NOT_OWN = frozenset({"sex", "city", "employs", "died", "cause"})
# Of somebody living who is named beside them.
_OF_THE_LIVING = re.compile(r"退休|养老|医保|失业|辞退|开除|工伤|加班|产假|找[个份]?(?:工作|活)")
_SPOUSES: tuple[Person, ...] = ("husband", "wife", "spouse")


def the_dead(utterance: Utterance) -> Person | None:
    """The dead whose matter a message is about: who is named, or of whom it was told last, unless it is about the living."""
    persons = utterance.persons
    if not persons.dead:
        return None
    if named := [person for person in persons.named if person in persons.dead]:
        return named[-1]
    living = [person for person in persons.records if person not in persons.dead]
    if any(persons.told_now(person) - _NOT_OWN for person in living):
        return None
    if set(persons.named) - {"employer"} and _OF_THE_LIVING.search(utterance.reading.standard):
        return None
    lately = max(persons.records, key=lambda person: _last_told(person, persons))
    return lately if lately in persons.dead else None


def is_of_the_dead(utterance: Utterance) -> bool:
    """Whether there is nobody living whom a message may be about."""
    meant = whose(utterance)
    return bool(utterance.persons.dead) and set(meant) <= set(utterance.persons.dead)


def leaves_the_dead(utterance: Utterance) -> bool:
    """Whether after a death something of the living is spoken of: it has nothing to do with what was said of that."""
    is_of_living = the_dead(utterance) is None and bool(_OF_THE_LIVING.search(utterance.reading.standard))
    return bool(utterance.persons.dead) and is_of_living


def kind_of_death(person: Person, persons: Persons) -> Kind:
    """What is reckoned for the family: by how he died, as far as that was told."""
    return kind_of("work_death" if persons.of(person).cause == "work" else "survivors")


def left_behind(person: Person) -> dict[str, str]:
    """What the word for somebody tells of those whom he left."""
    return {"spouse": "yes"} if person in _SPOUSES else {}


def _last_told(person: Person, persons: Persons) -> int:
    turns = persons.records[person].turns
    return max((turn for name, turn in turns.items() if name not in _NOT_OWN or name == "died"), default=0)
