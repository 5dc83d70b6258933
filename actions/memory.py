"""What a conversation remembers between two messages. Whoever runs it keeps the memory, as slots of the same names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from actions.persons import NOBODY, Persons
from actions.services.service import Answers, Point
from knowledge.places.coordinates import to_wgs84

# So many steps can be taken back; the first one is always kept, to begin anew from.
MOST_STEPS = 12
# So many of the answers given last are kept in mind, not to be told whole again.
MOST_TOLD = 6


@dataclass(frozen=True)
class Underway:
    """A service under way: its name, the answers so far, and what was asked last (None: it may still be refined).

    ``earlier``: the answers before each step, the first ones first. ``missed``: how many messages in a row were no answer,
    or, when nothing is asked any more, were about something else. ``asides``: how many questions in a row were answered
    beside the open one.
    """

    name: str
    answers: Answers
    asked: str | None
    earlier: tuple[Answers, ...] = ()
    missed: int = 0
    asides: int = 0

    def stepped(self, answers: Answers, asked: str | None) -> Underway:
        """After another step; the same answers are none."""
        if answers == self.answers:
            return replace(self, asked=asked, missed=0, asides=0)
        steps = (*self.earlier, self.answers)
        return Underway(self.name, answers, asked, (*steps[:1], *steps[1:][1 - MOST_STEPS :]))

    def missing(self) -> Underway:
        """After a message that was no answer."""
        return replace(self, missed=self.missed + 1)


@dataclass(frozen=True)
class Memory:
    """Names of regions, texts of questions, ids of passages; None for what is not known.

    ``region``: where the person is, as he said himself. ``page_region``: where his page says he is.
    ``last_region``, ``last_question``, ``last_passage``: of the last question and its answer.
    ``matter``: id of the passage that answered the last whole question, which half sentences after it are about;
    ``matter_question``: that question, in the person's own words.
    ``told``: ids of the last answers given, the newest last. ``pending_question``: waits for a city. ``choices``: ids of the
    passages offered last.
    ``point``: where the person is on the map, as shared last. ``service``: the service under way. ``offered``: one that a
    yes begins. ``persons``: what was told of everybody spoken of. ``story``: the messages that told something since the last
    answer, as typed. ``suggested``: the questions that the last reply gave to choose from, to what asked nothing.
    """

    region: str | None = None
    page_region: str | None = None
    last_region: str | None = None
    last_question: str | None = None
    last_passage: str | None = None
    matter: str | None = None
    matter_question: str | None = None
    told: tuple[str, ...] = ()
    pending_question: str | None = None
    choices: tuple[str, ...] = ()
    point: Point | None = None
    service: Underway | None = None
    offered: Underway | None = None
    persons: Persons = NOBODY
    story: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> Memory:
        """What ``slots`` gave, or the values of slots never set (None)."""
        values: dict[str, Any] = {field.name: slots.get(field.name) for field in fields(cls)}
        for name in ("choices", "told", "story", "suggested"):
            values[name] = tuple(values[name] or ())
        for name in ("service", "offered"):
            values[name] = _underway(values[name]) if values[name] else None
        values["point"] = Point(*values["point"]) if values["point"] else None
        values["persons"] = Persons.from_slot(values["persons"])
        return cls(**values)

    @property
    def is_open(self) -> bool:
        """Whether an entry was told of the matter that is spoken of, or something was reckoned in it."""
        is_reckoned = self.service is not None and self.service.asked is None
        return self.last_passage is not None and (self.last_passage in self.told or is_reckoned)

    def slots(self) -> dict[str, Any]:
        """The value of each slot, in JSON's types."""
        return asdict(self) | {
            "choices": list(self.choices) or None,
            "told": list(self.told) or None,
            "story": list(self.story) or None,
            "suggested": list(self.suggested) or None,
            "point": self.point and list(self.point),
            "persons": self.persons.slot(),
        }

    def with_metadata(self, metadata: Mapping[str, Any]) -> Memory:
        """With the region and the location that a channel sent beside a message."""
        memory, page_region = self, metadata.get("region") or None
        if page_region != self.page_region:  # another page, or another city chosen on it
            memory = replace(memory, page_region=page_region, region=None, last_region=None)
        if location := metadata.get("location"):
            place = to_wgs84(location["lat"], location["lng"], location.get("coord_sys") or "wgs84")
            memory = replace(memory, point=Point(*place))
        return memory

    def having_told(self, passage: str, question: str) -> Memory:
        """After this entry was told in answer to this question: it is what is spoken of."""
        told = (*(id for id in self.told if id != passage), passage)[-MOST_TOLD:]
        return replace(self.speaking_of(passage, question), told=told)

    def speaking_of(self, passage: str, question: str) -> Memory:
        """With this entry as the matter that half sentences are about, though it was not told."""
        about = replace(self, last_question=question, last_passage=passage)
        return replace(about, matter=passage, matter_question=question)

    def having_shown(self, passages: Iterable[str]) -> Memory:
        """After these entries were shown, perhaps beside another one: they are not told whole again either."""
        new = [id for id in passages if id not in self.told]
        return replace(self, told=(*self.told, *new)[-MOST_TOLD:]) if new else self

    def without_service(self) -> Memory:
        return replace(self, service=None)


def _underway(slot: Mapping[str, Any]) -> Underway:
    return Underway(**{**slot, "earlier": tuple(slot.get("earlier", ()))})
