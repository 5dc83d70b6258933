"""What a conversation remembers between two messages, kept in Rasa's slots."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.services.service import Answers, Point
from knowledge.places.coordinates import to_wgs84


@dataclass(frozen=True)
class Underway:
    """A service under way: its name, the answers so far, and what was asked last (None: it may still be refined)."""

    name: str
    answers: Answers
    asked: str | None


@dataclass(frozen=True)
class Memory:
    """Names of regions, texts of questions, ids of passages; None for what is not known.

    ``region``: where the person is, as he said himself. ``page_region``: where his page says he is.
    ``last_region``, ``last_question``, ``last_passage``: of the last question and its answer.
    ``pending_question``: waits for a city. ``choices``: ids of the passages offered last.
    ``point``: where the person is on the map, as shared last. ``service``: the service under way.
    """

    region: str | None = None
    page_region: str | None = None
    last_region: str | None = None
    last_question: str | None = None
    last_passage: str | None = None
    pending_question: str | None = None
    choices: tuple[str, ...] = ()
    point: Point | None = None
    service: Underway | None = None

    @classmethod
    def of(cls, tracker: Tracker) -> Memory:
        """What the tracker's slots hold, with region and location taken from the newest message."""
        values: dict[str, Any] = {f.name: tracker.get_slot(f.name) for f in fields(cls)}
        values["choices"] = tuple(values["choices"] or ())
        values["service"] = Underway(**values["service"]) if values["service"] else None
        metadata = tracker.latest_message.get("metadata") or {}
        page_region = metadata.get("region") or None
        if page_region != values["page_region"]:  # another page, or another city chosen on it
            values |= {"page_region": page_region, "region": None}
        if location := metadata.get("location"):
            values["point"] = to_wgs84(location["lat"], location["lng"], location.get("coord_sys") or "wgs84")
        values["point"] = Point(*values["point"]) if values["point"] else None
        return cls(**values)

    def without_service(self) -> Memory:
        return replace(self, service=None)

    def changes(self, tracker: Tracker) -> list[dict[str, Any]]:
        """Slot events for what differs from the tracker."""
        values = asdict(self) | {"choices": list(self.choices) or None, "point": self.point and list(self.point)}
        return [SlotSet(name, value) for name, value in values.items() if tracker.get_slot(name) != value]
