"""What a conversation remembers between two messages, kept in Rasa's slots."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet


@dataclass(frozen=True)
class Memory:
    """Names of regions, texts of questions, ids of passages; None for what is not known.

    ``region``: where the person is, as he said himself. ``page_region``: where his page says he is.
    ``last_region``, ``last_question``, ``last_passage``: of the last question and its answer.
    ``pending_question``: waits for a city. ``choices``: ids of the passages offered last.
    """

    region: str | None = None
    page_region: str | None = None
    last_region: str | None = None
    last_question: str | None = None
    last_passage: str | None = None
    pending_question: str | None = None
    choices: tuple[str, ...] = ()

    @classmethod
    def of(cls, tracker: Tracker) -> Memory:
        """What the tracker's slots hold, with the page's region taken from the newest message."""
        values: dict[str, Any] = {f.name: tracker.get_slot(f.name) for f in fields(cls)}
        values["choices"] = tuple(values["choices"] or ())
        metadata = tracker.latest_message.get("metadata") or {}
        page_region = metadata.get("region") or None
        if page_region != values["page_region"]:  # another page, or another city chosen on it
            values |= {"page_region": page_region, "region": None}
        return cls(**values)

    def changes(self, tracker: Tracker) -> list[dict[str, Any]]:
        """Slot events for what differs from the tracker."""
        values = asdict(self) | {"choices": list(self.choices) or None}
        return [SlotSet(name, value) for name, value in values.items() if tracker.get_slot(name) != value]
